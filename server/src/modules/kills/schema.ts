import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import { SessionEndedError, SessionNotFoundError, SessionSupersededError } from '../sessions/index.ts';
import { SessionType } from '../sessions/schema-types.ts';
import { KillNotFoundError, type KillOutcome, SessionKilledRecentlyError } from './errors.ts';
import { KillType } from './schema-types.ts';

builder.objectType(KillNotFoundError, {
  name: 'KillNotFoundError',
  description: 'There is no such kill, or none of the caller’s sessions.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ killId: t.exposeID('killId') }),
});

builder.objectType(SessionKilledRecentlyError, {
  name: 'SessionKilledRecentlyError',
  description: 'This external id was killed less than a minute ago, or is being killed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    kill: t.expose('kill', { type: KillType, description: 'Who and why.' }),
    retryAt: t.field({
      type: 'DateTime',
      description: 'When registering is worth another try.',
      resolve: ({ retryAtMs }) => retryAtMs,
    }),
  }),
});

builder.objectField(SessionType, 'kill', (t) =>
  t.field({
    type: KillType,
    nullable: true,
    description: 'Its newest kill; null where nobody asked for its end.',
    resolve: ({ killId }, _args, { related }) => (killId === null ? null : related.kill(killId)),
  }),
);

const KillSessionSuccess = builder.simpleObject('KillSessionSuccess', {
  fields: (t) => ({ kill: t.field({ type: KillType }) }),
});

const KillSessionResult = builder.errorUnion('KillSessionResult', {
  types: [KillSessionSuccess, InvalidInputError, ForbiddenError, SessionNotFoundError, SessionEndedError],
  resolveType: () => 'KillSessionSuccess',
});

const KillSessionInput = builder.inputType('KillSessionInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    reason: t.string({ description: 'What its owner and its user are told; at most 1,000 characters.' }),
    graceMs: t.int({
      description: 'How long the owner has to end, in milliseconds: 0 to 3,600,000; 10,000 unless said.',
    }),
  }),
});

builder.mutationField('killSession', (t) =>
  t.field({
    type: KillSessionResult,
    description:
      'Orders a session’s end. Again while one is under way gives its receipt; after UNRESPONSIVE, a new attempt.',
    args: { input: t.arg({ type: KillSessionInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      kill: await services.kills.killSession(caller, input),
    }),
  }),
);

const KillSessionsSuccess = builder
  .objectRef<{ readonly kills: readonly KillOutcome[] }>('KillSessionsSuccess')
  .implement({
    fields: (t) => ({
      results: t.field({
        type: [KillSessionResult],
        description: 'One per id, in the order of the ids.',
        resolve: ({ kills }) => kills.map((kill) => (kill instanceof Error ? kill : { kill })),
      }),
    }),
  });

const KillSessionsResult = builder.errorUnion('KillSessionsResult', {
  types: [KillSessionsSuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'KillSessionsSuccess',
});

const KillSessionsInput = builder.inputType('KillSessionsInput', {
  fields: (t) => ({
    ids: t.idList({ required: true, description: '1 to 1,000.' }),
    reason: t.string({ description: 'What the owners and their users are told; at most 1,000 characters.' }),
    graceMs: t.int({
      description: 'How long each owner has to end, in milliseconds: 0 to 3,600,000; 10,000 unless said.',
    }),
  }),
});

builder.mutationField('killSessions', (t) =>
  t.field({
    type: KillSessionsResult,
    description: 'As killSession, for each of the ids; one that fails keeps no other from its end.',
    args: { input: t.arg({ type: KillSessionsInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      kills: await services.kills.killSessions(caller, input),
    }),
  }),
);

const AcknowledgeKillSuccess = builder.simpleObject('AcknowledgeKillSuccess', {
  fields: (t) => ({ kill: t.field({ type: KillType }) }),
});

const AcknowledgeKillResult = builder.errorUnion('AcknowledgeKillResult', {
  types: [AcknowledgeKillSuccess, InvalidInputError, ForbiddenError, KillNotFoundError, SessionSupersededError],
  resolveType: () => 'AcknowledgeKillSuccess',
});

const AcknowledgeKillInput = builder.inputType('AcknowledgeKillInput', {
  fields: (t) => ({ killId: t.id({ required: true }) }),
});

builder.mutationField('acknowledgeKill', (t) =>
  t.field({
    type: AcknowledgeKillResult,
    description: 'The session’s owner has heard; its work is stopping.',
    args: { input: t.arg({ type: AcknowledgeKillInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      kill: await services.kills.acknowledgeKill(caller, input),
    }),
  }),
);

builder.subscriptionField('killSignal', (t) =>
  t.field({
    type: KillType,
    description:
      'The session’s pending kill at once if there is one, else the kill when it comes. Over when the session has ended; fails with SUPERSEDED once another owner has taken it over. Opened by the owner it is the session’s lease, as long as the socket is heard.',
    args: { sessionId: t.arg.id({ required: true }) },
    subscribe: (_root, { sessionId }, { caller, connection, services }) =>
      services.openKillSignal(caller, sessionId, connection),
    resolve: (kill) => kill,
  }),
);
