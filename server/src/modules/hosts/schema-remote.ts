import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { cutOffMs, isRunning, type Remote, type Session, SessionNotFoundError } from '../sessions/index.ts';
import { SafetyModeType, SessionType } from '../sessions/schema-types.ts';
import { HostAwayError, HostNotFoundError, ModeNotAllowedError, SandboxMissingError } from './errors.ts';
import { HostType } from './schema-types.ts';

const RemoteAccessType = builder
  .objectRef<{ readonly session: Session; readonly remote: Remote }>('RemoteAccess')
  .implement({
    description: 'What a session has that a host works for.',
    fields: (t) => ({
      host: t.field({
        type: HostType,
        description: 'Also one that was removed since.',
        async resolve({ remote: { hostId } }, _args, { related }) {
          const host = await related.host(hostId);
          if (host === null) throw new Error(`Host ${hostId} has no row`);
          return host;
        },
      }),
      safetyMode: t.field({ type: SafetyModeType, resolve: ({ remote }) => remote.safetyMode }),
      systemUser: t.string({
        nullable: true,
        description: 'Whom its commands run as; null: whom the host’s policy names first.',
        resolve: ({ remote }) => remote.systemUser,
      }),
      reason: t.string({ description: 'Why it was started.', resolve: ({ session }) => session.name ?? '' }),
      startedBy: t.field({ type: ActorType, resolve: ({ remote }) => remote.startedBy }),
      commandsExecuted: t.int({
        description: 'How many of its commands ran, whatever came of them.',
        resolve: ({ remote }) => remote.commandsExecuted,
      }),
      worksUntil: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'While its host is away: until when what it runs may go on, before the host ends it by itself. Null where the host is connected, or nothing can run.',
        resolve({ session, remote }, _args, { hostLastHeardMs, lastHeardMs }) {
          const mayWork = isRunning(session) && session.lifecycle !== 'PENDING_APPROVAL';
          if (!mayWork || hostLastHeardMs(remote.hostId) !== null) return null;
          return (lastHeardMs(session.id) ?? session.lastHeartbeatAtMs) + cutOffMs[remote.safetyMode];
        },
      }),
    }),
  });

builder.objectField(SessionType, 'remote', (t) =>
  t.field({
    type: RemoteAccessType,
    nullable: true,
    description: 'Null where no host works for it.',
    resolve: (session) => (session.remote === null ? null : { session, remote: session.remote }),
  }),
);

const StartRemoteSessionSuccess = builder.simpleObject('StartRemoteSessionSuccess', {
  fields: (t) => ({
    session: t.field({ type: SessionType }),
    requiresApproval: t.boolean({ description: 'Whether it waits for a person, who has to approve its start.' }),
  }),
});

const StartRemoteSessionResult = builder.errorUnion('StartRemoteSessionResult', {
  types: [
    StartRemoteSessionSuccess,
    ...[InvalidInputError, ForbiddenError, HostNotFoundError, HostAwayError, ModeNotAllowedError, SandboxMissingError],
  ],
  resolveType: () => 'StartRemoteSessionSuccess',
});

const StartRemoteSessionInput = builder.inputType('StartRemoteSessionInput', {
  fields: (t) => ({
    hostId: t.id({ required: true }),
    safetyMode: t.field({ type: SafetyModeType, required: true }),
    reason: t.string({ required: true, description: 'Why, for whoever sees it: 1 to 200 characters.' }),
    metadata: t.field({ type: 'JSONObject', description: 'At most 16,384 bytes as JSON.' }),
    userId: t.string({ description: 'The user it works for. For app keys: a person works for themselves.' }),
    systemUser: t.string({ description: 'One that the host allows; unless said, the first of its policy.' }),
    key: t.string({
      description: 'The caller’s own, at most 100 characters: with the same again, the same session is given.',
    }),
  }),
});

builder.mutationField('startRemoteSession', (t) =>
  t.field({
    type: StartRemoteSessionResult,
    description: 'Starts remote access on a host. An AUTONOMOUS session waits until a person approves it.',
    args: { input: t.arg({ type: StartRemoteSessionInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.remote.startRemoteSession(caller, input),
  }),
);

const ReportSessionEndSuccess = builder.simpleObject('ReportSessionEndSuccess', {
  fields: (t) => ({ session: t.field({ type: SessionType }) }),
});

const ReportSessionEndResult = builder.errorUnion('ReportSessionEndResult', {
  types: [ReportSessionEndSuccess, InvalidInputError, ForbiddenError, SessionNotFoundError],
  resolveType: () => 'ReportSessionEndSuccess',
});

const ReportSessionEndInput = builder.inputType('ReportSessionEndInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    survivors: t.stringList({
      required: true,
      description: 'Processes that could not be ended, as “pid 4711 sleep 1000”: at most 100. With none it is over.',
    }),
  }),
});

builder.mutationField('reportSessionEnd', (t) =>
  t.field({
    type: ReportSessionEndResult,
    description: 'What is left of a session that was told to end, once the host has ended its processes. For hosts.',
    args: { input: t.arg({ type: ReportSessionEndInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      session: await services.remote.reportSessionEnd(caller, input),
    }),
  }),
);
