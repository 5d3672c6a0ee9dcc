import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activityOf,
  attentionRankOf,
  isRunning,
  type Session,
  sessionEndReasons,
  sessionLifecycles,
  sessionLivenesses,
  type SessionStatus,
  sessionStatuses,
  statedActivities,
  statusOf,
} from './session.ts';
import { aSession } from './session.testing.ts';

describe('activity', () => {
  test.each([
    [{}, 'IDLE'],
    [{ openTaskCount: 1 }, 'RUNNING'],
    [{ openTaskCount: 7 }, 'RUNNING'],
    [{ openTaskCount: 1, statedActivity: 'PAUSED' }, 'PAUSED'],
    [{ openTaskCount: 1, statedActivity: 'REQUIRES_ACTION' }, 'REQUIRES_ACTION'],
    [{ statedActivity: 'REQUIRES_ACTION' }, 'REQUIRES_ACTION'],
  ] as [Partial<Session>, string][])('%j is %s', (members, activity) => {
    expect(activityOf(aSession(members))).toBe(activity);
  });
});

/** Everything that could be said of it at once, to show what is said first. */
const crowded: Partial<Session> = { statedActivity: 'REQUIRES_ACTION', openTaskCount: 1, liveness: 'STALE' };

const table: [Partial<Session>, SessionStatus][] = [
  [{ ...crowded, lifecycle: 'ENDED', endReason: 'COMPLETED', isUnresponsive: true }, 'ENDED'],
  [{ lifecycle: 'ENDED', endReason: 'FAILED' }, 'FAILED'],
  [{ lifecycle: 'ENDED', endReason: 'KILLED' }, 'ENDED'],
  [{ lifecycle: 'ENDED', endReason: 'LOST', liveness: 'LOST' }, 'ENDED'],
  [{ ...crowded, lifecycle: 'ENDING', isUnresponsive: true }, 'UNRESPONSIVE'],
  [{ ...crowded, lifecycle: 'ENDING' }, 'ENDING'],
  [{ ...crowded, lifecycle: 'PENDING_APPROVAL' }, 'PENDING_APPROVAL'],
  [{ ...crowded }, 'STALE'],
  [{ ...crowded, liveness: 'QUIET' }, 'QUIET'],
  [{ ...crowded, liveness: 'LIVE' }, 'REQUIRES_ACTION'],
  [{ statedActivity: 'PAUSED', openTaskCount: 1 }, 'PAUSED'],
  [{ openTaskCount: 1 }, 'RUNNING'],
  [{}, 'IDLE'],
];

describe('status', () => {
  test.each(table)('of %j is %s', (members, status) => {
    expect(statusOf(aSession(members))).toBe(status);
  });

  test('has a row for every word', () => {
    expect(new Set(table.map(([, status]) => status))).toEqual(new Set(sessionStatuses));
  });

  /** What each word says, one by one, in the order in which the first that holds is said. */
  const meanings: [SessionStatus, (session: Session) => boolean][] = [
    ['FAILED', ({ lifecycle, endReason }) => lifecycle === 'ENDED' && endReason === 'FAILED'],
    ['ENDED', ({ lifecycle }) => lifecycle === 'ENDED'],
    ['UNRESPONSIVE', ({ lifecycle, isUnresponsive }) => lifecycle === 'ENDING' && isUnresponsive],
    ['ENDING', ({ lifecycle }) => lifecycle === 'ENDING'],
    ['PENDING_APPROVAL', ({ lifecycle }) => lifecycle === 'PENDING_APPROVAL'],
    ['STALE', ({ liveness }) => liveness === 'STALE'],
    ['QUIET', ({ liveness }) => liveness === 'QUIET'],
    ['REQUIRES_ACTION', ({ statedActivity }) => statedActivity === 'REQUIRES_ACTION'],
    ['PAUSED', ({ statedActivity }) => statedActivity === 'PAUSED'],
    ['RUNNING', ({ openTaskCount }) => openTaskCount > 0],
    ['IDLE', () => true],
  ];
  const anySession = fc
    .record({
      lifecycle: fc.constantFrom(...sessionLifecycles),
      endReason: fc.constantFrom(null, ...sessionEndReasons),
      liveness: fc.constantFrom(...sessionLivenesses),
      statedActivity: fc.constantFrom(null, ...statedActivities),
      openTaskCount: fc.nat(3),
      isUnresponsive: fc.boolean(),
    })
    .map(aSession);

  test('is the first word that holds, whatever else is true', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const first = meanings.find(([, holds]) => holds(session))?.[0];
        expect(statusOf(session)).toBe(first);
      }),
    );
  });
});

test('attention goes to what waits for a person first, and to what has ended last', () => {
  const byAttention = table.toSorted(([a], [b]) => attentionRankOf(aSession(b)) - attentionRankOf(aSession(a)));
  const words = byAttention.map(([, status]) => status);
  expect([...new Set(words)]).toEqual([
    'UNRESPONSIVE',
    'PENDING_APPROVAL',
    'REQUIRES_ACTION',
    'STALE',
    'QUIET',
    'ENDING',
    'RUNNING',
    'PAUSED',
    'IDLE',
    'FAILED',
    'ENDED',
  ]);
});

test.each(sessionLifecycles)('a session that is %s runs, unless it has ended', (lifecycle) => {
  expect(isRunning(aSession({ lifecycle }))).toBe(lifecycle !== 'ENDED');
});
