import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { HostAwayError } from '../hosts/index.ts';
import { SessionEndedError, SessionNotActiveError, SessionNotFoundError } from '../sessions/index.ts';
import { CommandLimitError, CommandNotFoundError, CommandRefusedError } from './errors.ts';
import { CommandType } from './schema-types.ts';

const RunCommandSuccess = builder.simpleObject('RunCommandSuccess', {
  fields: (t) => ({ command: t.field({ type: CommandType }) }),
});

const RunCommandResult = builder.errorUnion('RunCommandResult', {
  types: [
    RunCommandSuccess,
    InvalidInputError,
    ForbiddenError,
    SessionNotFoundError,
    SessionEndedError,
    SessionNotActiveError,
    HostAwayError,
    CommandRefusedError,
    CommandLimitError,
  ],
  resolveType: () => 'RunCommandSuccess',
});

const EnvironmentVariableInput = builder.inputType('EnvironmentVariableInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: 'Letters, digits and _, and no digit first.' }),
    value: t.string({ required: true }),
  }),
});

const RunCommandInput = builder.inputType('RunCommandInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    key: t.id({
      required: true,
      description: 'The asker’s own key for this command: asked again with it, the same command is given.',
    }),
    argv: t.stringList({ description: 'The program and its arguments: 1 to 1,000, 128 KiB in all. This, or a line.' }),
    line: t.string({ description: 'At most 64 KiB; runs as exactly sh -c with it.' }),
    cwd: t.string({ description: 'The first folder of the host’s policy unless said.' }),
    env: t.field({
      type: [EnvironmentVariableInput],
      description: 'Added to the host’s own: at most 200, 128 KiB in all.',
    }),
    stdin: t.string({ description: 'What it reads; at most 64 KiB. Nothing unless said.' }),
    timeoutMs: t.int({ description: '1,000 to 86,400,000 (a day); 600,000 unless said.' }),
  }),
});

builder.mutationField('runCommand', (t) =>
  t.field({
    type: RunCommandResult,
    description:
      'Asks the host of a remote-access session to execute something. The host first says what exactly that would be; in a SUPERVISED session a person then allows exactly that.',
    args: { input: t.arg({ type: RunCommandInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      command: await services.commands.runCommand(caller, input),
    }),
  }),
);

const CancelCommandSuccess = builder.simpleObject('CancelCommandSuccess', {
  fields: (t) => ({ command: t.field({ type: CommandType }) }),
});

const CancelCommandResult = builder.errorUnion('CancelCommandResult', {
  types: [CancelCommandSuccess, InvalidInputError, ForbiddenError, CommandNotFoundError],
  resolveType: () => 'CancelCommandSuccess',
});

const CancelCommandInput = builder.inputType('CancelCommandInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('cancelCommand', (t) =>
  t.field({
    type: CancelCommandResult,
    description:
      'What has not begun is CANCELLED at once; what runs is stopped by its host, which then says how it ended. Of what is over nothing changes.',
    args: { input: t.arg({ type: CancelCommandInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      command: await services.commands.cancelCommand(caller, input),
    }),
  }),
);
