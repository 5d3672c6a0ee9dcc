import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import type { Kill } from '../kills/index.ts';
import { KillType } from '../kills/schema-types.ts';
import { heartbeatOutcomes, type SessionHeartbeat } from './lease.ts';
import { SessionEndReason, SessionType } from './schema-types.ts';

const HeartbeatOutcome = builder.enumType('HeartbeatOutcome', {
  description: 'What a heartbeat found of one session.',
  values: heartbeatOutcomes,
});

/** Nearly none has a kill, so it is no field that is asked of each. */
type Answer = SessionHeartbeat & { readonly kill?: Kill | null };

const SessionHeartbeatType = builder.objectRef<Answer>('SessionHeartbeat').implement({
  description: 'A heartbeat’s answer for one session.',
  fields: (t) => ({
    sessionId: t.exposeID('sessionId'),
    outcome: t.expose('outcome', { type: HeartbeatOutcome }),
    kill: t.expose('kill', {
      type: KillType,
      nullable: true,
      description:
        'The kill that waits for the owner, with KILL_REQUESTED; the one that ended it, with ENDED as KILLED.',
    }),
    endReason: t.expose('endReason', { type: SessionEndReason, nullable: true, description: 'With ENDED alone.' }),
  }),
});

const HeartbeatSuccess = builder.simpleObject('HeartbeatSuccess', {
  fields: (t) => ({ results: t.field({ type: [SessionHeartbeatType] }) }),
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
    description:
      'Proof of life for all these sessions at once, one answer each. By a session token it only tells how things stand.',
    args: { input: t.arg({ type: HeartbeatInput, required: true }) },
    async resolve(_root, { input }, { caller, services, related }) {
      const answers = await services.heartbeat(caller, input.sessionIds);
      const hasKills = answers.some(({ killId }) => killId !== null);
      return { results: hasKills ? await withKills(answers, (id) => related.kill(id)) : [...answers] };
    },
  }),
);

function withKills(
  answers: readonly SessionHeartbeat[],
  find: (killId: string) => Promise<Kill | null>,
): Promise<Answer[]> {
  return Promise.all(
    answers.map(async (answer) => (answer.killId === null ? answer : { ...answer, kill: await find(answer.killId) })),
  );
}

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
