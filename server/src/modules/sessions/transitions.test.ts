import { describe, expect, test } from 'vitest';
import { ownerEndReasons, type Session, type SessionEndReason } from './session.ts';
import { aSession, changedMembers } from './session.testing.ts';
import {
  beginEnding,
  changeLiveness,
  end,
  pin,
  recover,
  register,
  registerAgain,
  type SessionPatch,
  unpin,
  update,
} from './transitions.ts';

const nowMs = 2_000_000;

describe('registering', () => {
  const identity = {
    id: 'app_02',
    kind: 'APP',
    app: 'demo',
    ownerId: 'owner1',
    keyId: 'key1',
    externalId: null,
  } as const;

  test('makes an active, live, idle session with nothing more than was said', () => {
    const { session, record } = register(identity, nowMs);
    expect(session).toEqual({
      ...identity,
      name: null,
      userId: null,
      metadata: {},
      tags: [],
      pinnedAtMs: null,
      heartbeatIntervalMs: 30_000,
      lifecycle: 'ACTIVE',
      statedActivity: null,
      openTaskCount: 0,
      taskCount: 0,
      pendingApprovalCount: 0,
      liveness: 'LIVE',
      killId: null,
      isUnresponsive: false,
      startedAtMs: nowMs,
      lastHeartbeatAtMs: nowMs,
      lastActivityAtMs: nowMs,
      endedAtMs: null,
      endReason: null,
      endMessage: null,
      error: null,
      attempt: 1,
      remote: null,
      revision: 0,
    });
    expect(record).toEqual({
      action: 'SESSION_REGISTERED',
      note: null,
      after: {
        lifecycle: 'ACTIVE',
        activity: 'IDLE',
        liveness: 'LIVE',
        status: 'IDLE',
        endReason: null,
        attempt: 1,
        ownerId: 'owner1',
      },
    });
  });

  test('keeps what was said', () => {
    const details = { name: 'Report', userId: 'ada', metadata: { a: 1 }, tags: ['x'], heartbeatIntervalMs: 5_000 };
    expect(register({ ...identity, ...details }, nowMs).session).toMatchObject(details);
  });

  test('takes an empty name or user for none', () => {
    expect(register({ ...identity, name: '', userId: '' }, nowMs).session).toMatchObject({ name: null, userId: null });
  });
});

describe('registering again', () => {
  const same = { ownerId: 'owner1', keyId: 'key1' };
  const silent = aSession({ liveness: 'STALE', statedActivity: 'PAUSED', openTaskCount: 2, taskCount: 3 });

  test('from the same owner is proof of life and changes nothing else', () => {
    const { session, record } = registerAgain(silent, same, nowMs);
    expect(changedMembers(silent, session)).toEqual({ liveness: 'LIVE', lastHeartbeatAtMs: nowMs });
    expect(record.action).toBe('SESSION_UPDATED');
  });

  test('from another owner hands the session over, without the older one’s work', () => {
    const { session, record } = registerAgain(silent, { ownerId: 'owner2', keyId: 'key1' }, nowMs);
    expect(changedMembers(silent, session)).toEqual({
      ownerId: 'owner2',
      liveness: 'LIVE',
      lastHeartbeatAtMs: nowMs,
      statedActivity: null,
      openTaskCount: 0,
    });
    expect(record).toMatchObject({ action: 'SESSION_TAKEN_OVER', after: { ownerId: 'owner2' } });
  });

  test('with another key counts against that key from now on, and takes nothing over', () => {
    const before = aSession({ lastHeartbeatAtMs: nowMs });
    const { session, record } = registerAgain(before, { ...same, keyId: 'key2' }, nowMs);
    expect(changedMembers(before, session)).toEqual({ keyId: 'key2' });
    expect(record.action).toBe('SESSION_UPDATED');
  });

  test('replaces what is given, clears what is null and keeps what is absent', () => {
    const before = aSession({ liveness: 'LIVE', lastHeartbeatAtMs: nowMs });
    const details = { name: null, metadata: { size: 3 }, heartbeatIntervalMs: 5_000 };
    const { session } = registerAgain(before, { ...same, ...details }, nowMs);
    expect(changedMembers(before, session)).toEqual(details);
    const cleared = registerAgain(before, { ...same, userId: null, metadata: null, tags: null }, nowMs);
    expect(changedMembers(before, cleared.session)).toEqual({ userId: null, metadata: {}, tags: [] });
  });

  test('leaves a session that is being killed on its way to its end', () => {
    const ending = aSession({ lifecycle: 'ENDING', killId: 'kill_1', isUnresponsive: true });
    const { session } = registerAgain(ending, same, nowMs);
    expect(session).toMatchObject({ lifecycle: 'ENDING', killId: 'kill_1', isUnresponsive: true });
  });
});

test('recovering gives a lost session its next attempt, and nothing of its end stays', () => {
  const lost = end(aSession({ pinnedAtMs: 5, taskCount: 3 }), { reason: 'LOST', message: 'gone' }, nowMs).session;
  const { session, record } = recover(lost, { ownerId: 'owner2', keyId: 'key2' }, nowMs + 9);
  expect(changedMembers(lost, session)).toEqual({
    ownerId: 'owner2',
    keyId: 'key2',
    lifecycle: 'ACTIVE',
    liveness: 'LIVE',
    lastHeartbeatAtMs: nowMs + 9,
    lastActivityAtMs: nowMs + 9,
    endedAtMs: null,
    endReason: null,
    endMessage: null,
    attempt: 2,
  });
  expect(record).toMatchObject({ action: 'SESSION_RECOVERED', after: { attempt: 2, status: 'IDLE', endReason: null } });
});

describe('updating', () => {
  const error = { message: 'broken', code: null, helpUrl: null };
  const before = aSession({ statedActivity: 'PAUSED', error });

  test.each([
    [{ name: 'New' }, { name: 'New' }],
    [{ name: null }, { name: null }],
    [{ name: '' }, { name: null }],
    [{ metadata: { size: 1 } }, { metadata: { colour: 'red', size: 1 } }],
    [{ metadata: { colour: null } }, { metadata: {} }],
    [{ metadata: null }, { metadata: {} }],
    [{ tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
    [{ tags: null }, { tags: [] }],
    [{ activity: 'REQUIRES_ACTION' }, { statedActivity: 'REQUIRES_ACTION' }],
    [{ activity: null }, { statedActivity: null }],
    [{ error: null }, { error: null }],
    [{ error: { ...error, message: 'x' } }, { error: { ...error, message: 'x' } }],
  ] as [SessionPatch, Partial<Session>][])('%j changes %j and its last activity', (patch, changes) => {
    const { session, record } = update(before, patch, nowMs);
    const changed = changedMembers({ ...before, metadata: session.metadata }, session);
    expect({ ...changed, ...('metadata' in changes && { metadata: session.metadata }) }).toEqual({
      ...changes,
      lastActivityAtMs: nowMs,
    });
    if (!('metadata' in changes)) expect(session.metadata).toEqual(before.metadata);
    expect(record).toMatchObject({ action: 'SESSION_UPDATED', after: { updated: Object.keys(patch) } });
  });
});

describe('liveness', () => {
  test.each([
    ['LIVE', 'SESSION_HEARD'],
    ['QUIET', 'SESSION_QUIET'],
    ['STALE', 'SESSION_STALE'],
  ] as const)('%s is stored with its record %s', (liveness, action) => {
    const before = aSession({ liveness: liveness === 'LIVE' ? 'STALE' : 'LIVE' });
    const { session, record } = changeLiveness(before, liveness, nowMs);
    expect(changedMembers(before, session)).toEqual({ liveness, lastHeartbeatAtMs: nowMs });
    expect(record).toMatchObject({ action, note: null, after: { liveness } });
  });
});

test('a kill makes a session work towards its end and names the newest order', () => {
  const before = aSession({ lifecycle: 'ENDING', killId: 'kill_1', isUnresponsive: true, liveness: 'QUIET' });
  expect(changedMembers(before, beginEnding(before, 'kill_2'))).toEqual({ killId: 'kill_2', isUnresponsive: false });
  const active = aSession({ liveness: 'STALE' });
  expect(changedMembers(active, beginEnding(active, 'kill_1'))).toEqual({ lifecycle: 'ENDING', killId: 'kill_1' });
});

describe('ending', () => {
  const busy: Partial<Session> = {
    liveness: 'STALE',
    statedActivity: 'PAUSED',
    openTaskCount: 2,
    taskCount: 5,
    isUnresponsive: true,
  };
  const reasons = [...ownerEndReasons, 'LOST'] as const;
  const rows = (['PENDING_APPROVAL', 'ACTIVE', 'ENDING'] as const).flatMap((lifecycle) =>
    reasons.map((reason): [typeof lifecycle, typeof reason, SessionEndReason] => [
      lifecycle,
      reason,
      lifecycle === 'ENDING' ? 'KILLED' : reason,
    ]),
  );

  test.each(rows)('a session that is %s and %s ends as %s', (lifecycle, reason, endReason) => {
    const before = aSession({ ...busy, lifecycle });
    const { session, record } = end(before, { reason, message: 'bye' }, nowMs);
    expect(changedMembers(before, session)).toEqual({
      lifecycle: 'ENDED',
      ...(reason === 'LOST' ? { liveness: 'LOST' } : { liveness: 'LIVE', lastHeartbeatAtMs: nowMs }),
      statedActivity: null,
      openTaskCount: 0,
      isUnresponsive: false,
      endedAtMs: nowMs,
      endReason,
      endMessage: 'bye',
    });
    expect(record).toMatchObject({ action: 'SESSION_ENDED', note: 'bye', after: { endReason, activity: 'IDLE' } });
  });

  test('keeps the wall clock’s word, even if it went back behind the start', () => {
    const { session } = end(aSession(), { reason: 'COMPLETED', message: null }, 5);
    expect(session).toMatchObject({ startedAtMs: 1_000_000, endedAtMs: 5 });
  });
});

test('a pin changes nothing but the pin', () => {
  const before = aSession({ lifecycle: 'ENDED', endReason: 'COMPLETED', endedAtMs: 5 });
  const pinned = pin(before, nowMs);
  expect(changedMembers(before, pinned.session)).toEqual({ pinnedAtMs: nowMs });
  expect(pinned.record.action).toBe('SESSION_PINNED');
  const unpinned = unpin(pinned.session);
  expect(unpinned.session).toEqual(before);
  expect(unpinned.record.action).toBe('SESSION_UNPINNED');
});
