import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { KillType } from '../kills/schema-types.ts';
import { type HeartbeatAnswer, heartbeatOutcomes, type SessionHeartbeat } from './lease.ts';
import { SessionEndReason, SessionType } from './schema-types.ts';

const HeartbeatOutcome = builder.enumType('HeartbeatOutcome', {
  description: 'What a heartbeat found of one session.',
  values: heartbeatOutcomes,
});

const SessionHeartbeatType = builder.objectRef<SessionHeartbeat>('SessionHeartbeat').implement({
  description: 'A heartbeat’s answer for one session.',
  fields: (t) => ({
    sessionId: t.exposeID('sessionId'),
    outcome: t.expose('outcome', { type: HeartbeatOutcome }),
    kill: t.field({
      type: KillType,
      nullable: true,
      description:
        'The kill that waits for the owner, with KILL_REQUESTED; the one that ended it, with ENDED as KILLED.',
      resolve: ({ killId }, _args, { related }) => (killId === null ? null : related.kill(killId)),
    }),
    endReason: t.expose('endReason', { type: SessionEndReason, nullable: true, description: 'With ENDED alone.' }),
  }),
});

const HeartbeatSuccess = builder.objectRef<HeartbeatAnswer>('HeartbeatSuccess').implement({
  fields: (t) => ({
    exceptions: t.expose('exceptions', {
      type: [SessionHeartbeatType],
      description:
        'Those of whom there is more to say than that they were renewed, in the order in which they were named first: who ' +
        'is named in the message and not in this list was RENEWED. Empty when all is well, and then it costs nothing.',
    }),
    results: t.field({
      type: [SessionHeartbeatType],
      description: 'One answer for each session, in the order in which they were named first.',
      resolve: (answer) => answer.results(),
    }),
  }),
});

const HeartbeatResult = builder.errorUnion('HeartbeatResult', {
  types: [HeartbeatSuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'HeartbeatSuccess',
});

const HeartbeatInput = builder.inputType('HeartbeatInput', {
  fields: (t) => ({ sessionIds: t.idList({ required: true, description: '1 to 1,000.' }) }),
});

builder.mutationField('heartbeat', (t) =>
  t.field({
    type: HeartbeatResult,
    description: 'Proof of life for all these sessions at once. By a session token it only tells how things stand.',
    args: { input: t.arg({ type: HeartbeatInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.heartbeat(caller, input.sessionIds),
  }),
);

const SweepSessionsSuccess = builder.simpleObject('SweepSessionsSuccess', {
  fields: (t) => ({
    stale: t.field({ type: [SessionType], description: 'Made stale by this sweep.' }),
    ended: t.field({ type: [SessionType], description: 'Ended by this sweep, as LOST.' }),
  }),
});

const SweepSessionsResult = builder.errorUnion('SweepSessionsResult', {
  types: [SweepSessionsSuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'SweepSessionsSuccess',
});

const SweepSessionsInput = builder.inputType('SweepSessionsInput', {
  fields: (t) => ({
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Names what would change, and changes nothing.',
    }),
    staleAfterMs: t.int({ description: 'Silence that makes a session stale; never below the configured limit.' }),
    lostAfterMs: t.int({ description: 'Silence that ends a session; never below the configured limit.' }),
  }),
});

builder.mutationField('sweepSessions', (t) =>
  t.field({
    type: SweepSessionsResult,
    description: 'Does now what the server does by itself every second; for admins.',
    args: { input: t.arg({ type: SweepSessionsInput, required: true }) },
    async resolve(_root, { input }, { caller, services }) {
      const { stale, ended } = await services.sweep.sweep(caller, input);
      return { stale: [...stale], ended: [...ended] };
    },
  }),
);
