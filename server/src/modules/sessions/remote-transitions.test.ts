import { describe, expect, test } from 'vitest';
import { cutOffMs, lostWithoutHostMs, safetyModes } from './remote.ts';
import { approveStart, requiresApproval, startRemote } from './remote-transitions.ts';
import { aSession, changedMembers } from './session.testing.ts';
import { sessionLifecycles } from './session.ts';
import { end } from './transitions.ts';

const nowMs = 2_000_000;
const startedBy = { kind: 'PERSON', id: 'person_1', name: 'Ada' } as const;
const hosted = { hostId: 'host_1', systemUser: null, startedBy, startKey: null };

test.each([
  ['SUPERVISED', 'ACTIVE'],
  ['AUTONOMOUS', 'PENDING_APPROVAL'],
  ['READ_ONLY', 'ACTIVE'],
] as const)('a session that is %s starts as %s, by its host', (safetyMode, lifecycle) => {
  const remote = { ...hosted, safetyMode };
  const { session, record } = startRemote({ id: 'remote_1', app: 'a', userId: null, reason: 'why', remote }, nowMs);
  expect(requiresApproval(safetyMode)).toBe(lifecycle === 'PENDING_APPROVAL');
  expect(session).toMatchObject({ lifecycle, kind: 'REMOTE_ACCESS', ownerId: 'host_1', externalId: null, name: 'why' });
  expect(session.remote).toEqual({ ...remote, commandsExecuted: 0, openCommandCount: 0 });
  expect(record).toMatchObject({ action: 'REMOTE_SESSION_STARTED', note: 'why', after: { lifecycle, safetyMode } });
});

test.each(sessionLifecycles)('a start is approved while it waits: %s', (lifecycle) => {
  const before = aSession({ lifecycle });
  const change = approveStart(before, nowMs);
  if (lifecycle !== 'PENDING_APPROVAL') return expect(change).toBeNull();
  expect(change && changedMembers(before, change.session)).toEqual({ lifecycle: 'ACTIVE', lastActivityAtMs: nowMs });
});

describe('the end', () => {
  const remote = { ...hosted, safetyMode: 'SUPERVISED', commandsExecuted: 4, openCommandCount: 2 } as const;

  test.each([
    ['ENDING', 'STOPPED', 'STOPPED', 'STOPPED'],
    ['ENDING', 'LOST', 'STOPPED', 'STOPPED'],
    ['ENDING', 'STOPPED', 'KILLED', 'KILLED'],
    ['PENDING_APPROVAL', 'DENIED', 'KILLED', 'DENIED'],
    ['PENDING_APPROVAL', 'EXPIRED', 'KILLED', 'EXPIRED'],
  ] as const)('of one that is %s and %s, ordered as %s, counts as %s', (lifecycle, reason, killedAs, endReason) => {
    const before = aSession({ lifecycle, remote });
    const { session } = end(before, { reason, message: null }, nowMs, killedAs);
    expect(session).toMatchObject({ lifecycle: 'ENDED', endReason, remote: { ...remote, openCommandCount: 0 } });
    // Nobody has heard from a host by it.
    if (reason !== 'STOPPED') expect(session.lastHeartbeatAtMs).toBe(before.lastHeartbeatAtMs);
  });

  test.each(safetyModes)('of one that is %s is told only when nothing of it can still run', (mode) => {
    expect(lostWithoutHostMs[mode]).toBeGreaterThan(cutOffMs[mode]);
  });
});
