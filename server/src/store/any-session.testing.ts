import fc from 'fast-check';
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

/** Of few values, so that two of them are often the same in something. */
export const anySession: fc.Arbitrary<Session> = fc.record({
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
