import { isAllowed } from '../../kernel/principal.ts';
import { formatRevision } from '../../kernel/revision.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import {
  type Command,
  commandOutcomes,
  type CommandProblem as Problem,
  type CommandState as State,
  isOpen,
  outputKeptUntilMs,
} from './command.ts';
import type { EnvironmentVariable } from './spec.ts';
import { subjectOf } from './subject.ts';

export const CommandState = builder.enumType('CommandState', {
  description: 'What became of a command.',
  values: {
    PENDING_APPROVAL: { description: 'It waits for a person.' },
    QUEUED: { description: 'It waits for its host.' },
    RUNNING: { description: 'Its host runs it.' },
    SUCCEEDED: { description: 'It ended by itself, with 0.' },
    FAILED: { description: 'It ended with another exit code or by a signal, or its host refused what it was given.' },
    DENIED: { description: 'A person said no.' },
    EXPIRED: { description: 'What was approved was not begun within five minutes. Nobody said no.' },
    CANCELLED: { description: 'Somebody took it back, or its session ended before it began.' },
    TIMED_OUT: { description: 'Its host ended it as its time was over.' },
    LOST: {
      description: 'Its host was lost, or started anew, while it ran: nobody knows how it ended, unless told yet.',
    },
  } as const satisfies Record<State, object>,
});

export const CommandOutcome = builder.enumType('CommandOutcome', {
  description: 'What a host says of a command’s end. REFUSED: what it was given is not what it would have run.',
  values: commandOutcomes,
});

export const CommandProblem = builder.enumType('CommandProblem', {
  description: 'Why a host would not run something.',
  values: {
    CWD_NOT_FOUND: { description: 'There is no such folder.' },
    CWD_NOT_ALLOWED: { description: 'The host’s policy does not have this folder.' },
    ENVIRONMENT_NOT_ALLOWED: { description: 'The host would not set one of the variables.' },
    EXECUTABLE_NOT_FOUND: { description: 'There is no such program, or none that may be executed.' },
    MODE_NOT_ALLOWED: { description: 'The host’s policy does not have this safety mode any more.' },
    SANDBOX_MISSING: { description: 'The host has no sandbox for what may only read.' },
    SYSTEM_USER_NOT_ALLOWED: { description: 'The host may not run anything as this user.' },
    OTHER: { description: 'Something else; the message says what.' },
  } as const satisfies Record<Problem, object>,
});

export const EnvironmentVariableType = builder.objectRef<EnvironmentVariable>('EnvironmentVariable').implement({
  description: 'A variable of a command’s environment.',
  fields: (t) => ({ name: t.exposeString('name'), value: t.exposeString('value') }),
});

export const CommandType = builder.objectRef<Command>('Command').implement({
  description: 'Something a remote-access session asks its host to execute, and what became of it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    sessionId: t.exposeID('sessionId'),
    state: t.expose('state', { type: CommandState }),
    argv: t.stringList({
      description: 'What is executed. Screens show what of it cannot be seen.',
      resolve: ({ spec }) => [...spec.argv],
    }),
    line: t.string({
      nullable: true,
      description: 'Where it was given as a line: argv is then sh -c with it.',
      resolve: ({ spec }) => spec.line,
    }),
    executable: t.string({
      description: 'The file that runs, as its host resolved it.',
      resolve: ({ spec }) => spec.executable,
    }),
    executableDigest: t.string({
      description: 'SHA-256 of that file. The host takes it again just before it runs it, and refuses another.',
      resolve: ({ spec }) => spec.executableDigest,
    }),
    cwd: t.string({ resolve: ({ spec }) => spec.cwd }),
    env: t.field({
      type: [EnvironmentVariableType],
      description: 'What is added to the host’s own, in the order of the names.',
      resolve: ({ spec }) => [...spec.env],
    }),
    stdin: t.string({ nullable: true, description: 'Null where it reads nothing.', resolve: ({ spec }) => spec.stdin }),
    timeoutMs: t.int({ resolve: ({ spec }) => spec.timeoutMs }),
    systemUser: t.string({ description: 'Whom it runs as.', resolve: ({ spec }) => spec.systemUser }),
    sandbox: t.boolean({
      description: 'Whether it runs where it can write nothing that outlives it, and reach nobody.',
      resolve: ({ spec }) => spec.sandbox,
    }),
    hash: t.exposeString('hash', {
      description: 'SHA-256 of all that is shown of it, its host and its session: what runs has this hash.',
    }),
    requestedBy: t.expose('requestedBy', { type: ActorType }),
    requestedAt: t.field({ type: 'DateTime', resolve: ({ requestedAtMs }) => requestedAtMs }),
    queuedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null until it may run.',
      resolve: ({ queuedAtMs }) => queuedAtMs,
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null until its host took it.',
      resolve: ({ startedAtMs }) => startedAtMs,
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null until it is over. Of one that was lost and told of later, when it was lost.',
      resolve: ({ endedAtMs }) => endedAtMs,
    }),
    exitCode: t.exposeInt('exitCode', { nullable: true, description: 'Null where it did not end by itself.' }),
    signal: t.exposeString('signal', { nullable: true, description: 'Null where none ended it.' }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why it ended so, where there is more to say; of one that was denied, the decider’s note.',
    }),
    outputBytes: t.exposeInt('outputBytes', { description: 'How much it wrote, of both streams; what is kept of it.' }),
    outputTruncated: t.boolean({
      description: 'Whether it wrote more than is kept: 10,000,000 bytes.',
      resolve: ({ isOutputTruncated }) => isOutputTruncated,
    }),
    outputKeptUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its output goes: 14 days after its end. Null until then.',
      resolve: outputKeptUntilMs,
    }),
    isCancelRequested: t.exposeBoolean('isCancelRequested', { description: 'Whether somebody wants it to stop.' }),
    canCancel: t.boolean({
      description: 'Whether the viewer may cancel it; false once it is over, or told to stop.',
      resolve: (command, _args, { caller }) =>
        isOpen(command) && !command.isCancelRequested && isAllowed(caller.principal, 'command.run', subjectOf(command)),
    }),
    revision: t.field({
      type: 'Revision',
      description: 'The registry’s revision at its last change, of which its growing output is none.',
      resolve: ({ revision }, _args, { epoch }) => formatRevision({ epoch, number: revision, fingerprint: null }),
    }),
  }),
});
