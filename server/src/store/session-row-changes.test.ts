import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actorKinds } from '../kernel/record.ts';
import {
  safetyModes,
  type Session,
  sessionEndReasons,
  sessionKinds,
  sessionLifecycles,
  sessionLivenesses,
  statedActivities,
} from '../modules/sessions/index.ts';
import { changesOf } from './session-row-changes.ts';
import { rowOfSession } from './session-rows.ts';

const text = fc.constantFrom('', 'a', 'A', 'Ünï\nb');
const number = fc.nat(2);
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

const anyRemote = fc.record({
  hostId: text,
  safetyMode: fc.constantFrom(...safetyModes),
  systemUser: orNull(text),
  startedBy: fc.record({ kind: fc.constantFrom(...actorKinds), id: orNull(text), name: text }),
  startKey: orNull(text),
  commandsExecuted: number,
  openCommandCount: number,
});

const anySession: fc.Arbitrary<Session> = fc.record({
  id: text,
  kind: fc.constantFrom(...sessionKinds),
  app: text,
  name: orNull(text),
  userId: orNull(text),
  externalId: orNull(text),
  metadata: fc.constantFrom({}, { a: 1 }).map((metadata) => ({ ...metadata })),
  tags: fc.array(text, { maxLength: 2 }),
  pinnedAtMs: orNull(number),
  ownerId: text,
  keyId: text,
  heartbeatIntervalMs: number,
  lifecycle: fc.constantFrom(...sessionLifecycles),
  statedActivity: orNull(fc.constantFrom(...statedActivities)),
  openTaskCount: number,
  taskCount: number,
  pendingApprovalCount: number,
  liveness: fc.constantFrom(...sessionLivenesses),
  killId: orNull(text),
  isUnresponsive: fc.boolean(),
  startedAtMs: number,
  lastHeartbeatAtMs: number,
  lastActivityAtMs: number,
  endedAtMs: orNull(number),
  endReason: orNull(fc.constantFrom(...sessionEndReasons)),
  endMessage: orNull(text),
  error: orNull(fc.record({ message: text, code: orNull(text), helpUrl: orNull(text) })),
  attempt: number,
  remote: orNull(anyRemote),
  revision: number,
});

test('what a session became is its former row with what changed, and nothing of it stays as it was', () => {
  fc.assert(
    fc.property(anySession, anySession, fc.func(fc.boolean()), (former, other, isTaken) => {
      const taken = Object.entries(other).filter(([member]) => isTaken(member));
      const session: Session = { ...former, ...Object.fromEntries(taken), id: former.id };
      const [row, was] = [rowOfSession(session), rowOfSession(former)];
      const changes = changesOf(session, former);
      expect({ ...was, ...changes }).toEqual(row);
      for (const [column, value] of Object.entries(changes)) expect(was).not.toHaveProperty(column, value);
    }),
    { numRuns: 1_000 },
  );
});
