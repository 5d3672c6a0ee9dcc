import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { SessionSupersededError } from '../sessions/index.ts';
import { CommandClosedError, CommandNotFoundError, OutputMissingError } from './errors.ts';
import { HostCommandType } from './schema-host-types.ts';
import { OutputStream } from './schema-output.ts';
import { CommandOutcome, CommandProblem } from './schema-types.ts';

const AnswerCommandCheckSuccess = builder.simpleObject('AnswerCommandCheckSuccess', {
  fields: (t) => ({ isAwaited: t.boolean({ description: 'False where the answer came too late for whoever asked.' }) }),
});

const AnswerCommandCheckResult = builder.errorUnion('AnswerCommandCheckResult', {
  types: [AnswerCommandCheckSuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'AnswerCommandCheckSuccess',
});

const CommandProblemInput = builder.inputType('CommandProblemInput', {
  fields: (t) => ({
    code: t.field({ type: CommandProblem, required: true }),
    message: t.string({ required: true, description: 'For people; at most 1,000 characters.' }),
  }),
});

const AnswerCommandCheckInput = builder.inputType('AnswerCommandCheckInput', {
  description: 'Either a problem, or everything else.',
  fields: (t) => ({
    checkId: t.id({ required: true }),
    executable: t.string({ description: 'The file that would run, with its whole path.' }),
    executableDigest: t.string({ description: 'SHA-256 of that file, in lower-case hex.' }),
    cwd: t.string(),
    systemUser: t.string(),
    sandbox: t.boolean(),
    problem: t.field({ type: CommandProblemInput }),
  }),
});

builder.mutationField('answerCommandCheck', (t) =>
  t.field({
    type: AnswerCommandCheckResult,
    description: 'A host says what a command would come to there, or why it cannot be.',
    args: { input: t.arg({ type: AnswerCommandCheckInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => ({
      isAwaited: services.commandExecution.answerCommandCheck(caller, input),
    }),
  }),
);

const StartCommandSuccess = builder.simpleObject('StartCommandSuccess', {
  fields: (t) => ({ command: t.field({ type: HostCommandType }) }),
});

const StartCommandResult = builder.errorUnion('StartCommandResult', {
  types: [
    StartCommandSuccess,
    InvalidInputError,
    ForbiddenError,
    CommandNotFoundError,
    CommandClosedError,
    SessionSupersededError,
  ],
  resolveType: () => 'StartCommandSuccess',
});

const StartCommandInput = builder.inputType('StartCommandInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    instanceId: t.id({ required: true, description: 'Of the hostWork that is open.' }),
  }),
});

builder.mutationField('startCommand', (t) =>
  t.field({
    type: StartCommandResult,
    description:
      'A host takes a QUEUED command, and runs it only if this succeeds: each is taken once, ever. The instance that has taken it may ask again.',
    args: { input: t.arg({ type: StartCommandInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      command: await services.commandExecution.startCommand(caller, input),
    }),
  }),
);

const AppendCommandOutputSuccess = builder.simpleObject('AppendCommandOutputSuccess', {
  fields: (t) => ({
    nextOffset: t.int({ description: 'How much is here: what to send next begins there.' }),
    isFull: t.boolean({ description: 'Whether no more is kept. The command goes on all the same.' }),
  }),
});

const AppendCommandOutputResult = builder.errorUnion('AppendCommandOutputResult', {
  types: [AppendCommandOutputSuccess, InvalidInputError, ForbiddenError, CommandNotFoundError, CommandClosedError],
  resolveType: () => 'AppendCommandOutputSuccess',
});

const OutputChunkInput = builder.inputType('OutputChunkInput', {
  fields: (t) => ({
    stream: t.field({ type: OutputStream, required: true }),
    at: t.field({ type: 'DateTime', required: true, description: 'When the host read it.' }),
    data: t.string({ required: true, description: 'Base64.' }),
  }),
});

const AppendCommandOutputInput = builder.inputType('AppendCommandOutputInput', {
  fields: (t) => ({
    commandId: t.id({ required: true }),
    offset: t.int({ required: true, description: 'How many bytes of output, of both streams, stand before these.' }),
    chunks: t.field({
      type: [OutputChunkInput],
      required: true,
      description: 'One after the other: at most 1,000, 256 KiB in all.',
    }),
  }),
});

builder.mutationField('appendCommandOutput', (t) =>
  t.field({
    type: AppendCommandOutputResult,
    description:
      'A host tells what a command wrote. It may be repeated: what is here is skipped. What leaves a gap is not taken; nextOffset says where it begins.',
    args: { input: t.arg({ type: AppendCommandOutputInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => {
      const chunks = input.chunks.map(({ at, ...chunk }) => ({ atMs: at, ...chunk }));
      return services.commandExecution.appendCommandOutput(caller, { ...input, chunks });
    },
  }),
);

const FinishCommandSuccess = builder.simpleObject('FinishCommandSuccess', {
  fields: (t) => ({ command: t.field({ type: HostCommandType }) }),
});

const FinishCommandResult = builder.errorUnion('FinishCommandResult', {
  types: [
    FinishCommandSuccess,
    InvalidInputError,
    ForbiddenError,
    CommandNotFoundError,
    CommandClosedError,
    OutputMissingError,
    SessionSupersededError,
  ],
  resolveType: () => 'FinishCommandSuccess',
});

const FinishCommandInput = builder.inputType('FinishCommandInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    instanceId: t.id({ required: true, description: 'Which took it.' }),
    outcome: t.field({ type: CommandOutcome, required: true }),
    exitCode: t.int({ description: '0 to 255; null where it did not end by itself.' }),
    signal: t.string({ description: 'As SIGTERM; null where none ended it.' }),
    message: t.string({ description: 'For people; at most 1,000 characters.' }),
    // It may have written more than an Int holds.
    outputBytes: t.float({
      required: true,
      description: 'How much it wrote. Unless it is truncated, all of it has to be here.',
    }),
    outputTruncated: t.boolean({ required: true, description: 'Whether it wrote more than was sent.' }),
  }),
});

builder.mutationField('finishCommand', (t) =>
  t.field({
    type: FinishCommandResult,
    description:
      'A host tells of a command’s end, after all of its output; also of one that was given up for LOST while it ran. It may be repeated.',
    args: { input: t.arg({ type: FinishCommandInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      command: await services.commandExecution.finishCommand(caller, input),
    }),
  }),
);
