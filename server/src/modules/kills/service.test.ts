import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import { killOf, query, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { ownerEndReasons, SessionEndedError, SessionNotFoundError } from '../sessions/index.ts';
import { KillNotFoundError } from './errors.ts';
import type { Kill } from './kill.ts';

async function startWithSession() {
  const app = await startApp();
  const { session } = await app.register();
  const { kills, sessions } = app.services;
  return {
    app,
    id: session.id,
    kill: (more: object = {}) => kills.killSession(admin, { id: session.id, ...more }),
    acknowledge: (killId: string) => kills.acknowledgeKill(owner(), { killId }),
    end: (reason: 'COMPLETED' | 'STOPPED' | 'FAILED' = 'STOPPED') =>
      sessions.endSession(owner(), { id: session.id, reason }),
  };
}

async function receiptOf(app: TestApp, id: string): Promise<Pick<Kill, 'state' | 'evidence'> & { endedAt: string }> {
  const text = 'query ($id: ID!) { session(id: $id) { kill { state evidence endedAt } } }';
  const { session } = await query<{ session: { kill: Awaited<ReturnType<typeof receiptOf>> } }>(app, text, { id });
  return session.kill;
}

test('a kill is requested, sent, acknowledged and ended, each told and recorded once', async () => {
  const { app, id, kill, acknowledge, end } = await startWithSession();
  const signal = await app.services.openKillSignal(owner('owner1'), id, null);
  const first = signal.next();
  const watcher = await watch(app);
  await watcher.told();
  const requestedAtMs = app.clock.wallMs();

  const requested = await kill({ reason: 'too loud' });
  expect(requested).toEqual({
    id: requested.id,
    sessionId: id,
    state: 'REQUESTED',
    requestedBy: { kind: 'BOOTSTRAP', id: null, name: 'the bootstrap token' },
    reason: 'too loud',
    graceMs: 10_000,
    requestedAtMs,
    sentAtMs: null,
    acknowledgedAtMs: null,
    endedAtMs: null,
    evidence: null,
    attempt: 1,
    previousId: null,
    endsAs: 'KILLED',
    survivors: [],
  });
  expect(requested.id).toMatch(/^kill_/);
  expect(await first).toEqual({ done: false, value: requested });
  await app.settle();
  const sent = await killOf(app, id);
  expect(sent).toEqual({ ...requested, state: 'SENT', sentAtMs: requestedAtMs });

  app.clock.advance(20);
  const acknowledged = { ...sent, state: 'ACKNOWLEDGED', acknowledgedAtMs: requestedAtMs + 20 };
  expect(await acknowledge(requested.id)).toEqual(acknowledged);
  app.clock.advance(3);
  const ended = await end('FAILED');
  expect(ended).toMatchObject({ lifecycle: 'ENDED', endReason: 'KILLED', killId: requested.id, isUnresponsive: false });
  expect(await receiptOf(app, id)).toEqual({
    state: 'ENDED',
    evidence: 'OWNER',
    endedAt: new Date(requestedAtMs + 23).toISOString(),
  });
  expect(await signal.next()).toEqual({ done: true, value: undefined });

  const messages = await watcher.told();
  expect(messages.flatMap(({ upserted }) => upserted).at(-1)).toBe(`${id} ENDED`);
  expect(messages.at(-1)?.revision).toBe(5);
  expect(await recordsOf(app, id)).toEqual([
    'SESSION_REGISTERED by KEY',
    'KILL_REQUESTED by BOOTSTRAP: too loud',
    'KILL_SENT by KEY',
    'KILL_ACKNOWLEDGED by KEY',
    'SESSION_ENDED by KEY',
    'KILL_ENDED by KEY',
  ]);
  await app.advance(3_600_000);
  expect(await sessionOf(app, id)).toEqual(ended);
});

test.each(ownerEndReasons)('while a kill is pending an end as %s counts as killed', async (reason) => {
  const { app, id, kill, end } = await startWithSession();
  await kill();
  await end(reason);
  expect(await sessionOf(app, id)).toMatchObject({ endReason: 'KILLED' });
  expect(await receiptOf(app, id)).toMatchObject({ state: 'ENDED', evidence: 'OWNER' });
});

describe('killing again', () => {
  test('while a kill is under way gives its receipt, and changes nothing', async () => {
    const { app, id, kill, acknowledge } = await startWithSession();
    const first = await kill({ reason: 'first', graceMs: 60_000 });
    expect(await kill({ reason: 'second', graceMs: 0 })).toEqual(first);
    const acknowledged = await acknowledge(first.id);
    const before = await sessionOf(app, id);
    expect(await kill()).toEqual(acknowledged);
    await app.advance(10_000);
    expect(await sessionOf(app, id)).toEqual(before);
  });

  test('by two people at once gives both one receipt', async () => {
    const { app, id, kill } = await startWithSession();
    const [first, second] = await Promise.all([kill({ reason: 'mine' }), kill({ reason: 'yours' })]);
    expect(second).toEqual(first);
    expect((await recordsOf(app, id)).filter((record) => record.startsWith('KILL_REQUESTED'))).toHaveLength(1);
    expect((await sessionOf(app, id)).revision).toBe(2);
  });
});

describe('a kill and an end at once', () => {
  test('are a killed session, if the kill came first', async () => {
    const { app, id, kill, end } = await startWithSession();
    const [receipt, ended] = await Promise.all([kill(), end()]);
    expect(receipt.state).toBe('REQUESTED');
    expect(ended.endReason).toBe('KILLED');
    expect(await receiptOf(app, id)).toMatchObject({ state: 'ENDED', evidence: 'OWNER' });
    await app.advance(10_000);
    expect((await recordsOf(app, id)).slice(1)).toEqual([
      'KILL_REQUESTED by BOOTSTRAP',
      'SESSION_ENDED by KEY',
      'KILL_ENDED by KEY',
    ]);
  });

  test('are an ended session that cannot be killed, if the end came first', async () => {
    const { app, id, kill, end } = await startWithSession();
    const [ended, refused] = await Promise.all([end(), kill().catch((error: unknown) => error)]);
    expect(ended.endReason).toBe('STOPPED');
    expect(refused).toBeInstanceOf(SessionEndedError);
    expect(refused).toMatchObject({ endReason: 'STOPPED', endMessage: null });
    expect(await sessionOf(app, id)).toMatchObject({ killId: null });
  });
});

describe('acknowledging', () => {
  test('twice is once', async () => {
    const { app, id, kill, acknowledge } = await startWithSession();
    const { id: killId } = await kill();
    const first = await acknowledge(killId);
    const before = await sessionOf(app, id);
    app.clock.advance(5_000);
    expect(await acknowledge(killId)).toEqual(first);
    expect(await sessionOf(app, id)).toEqual(before);
  });

  test('after the end changes nothing', async () => {
    const { app, id, kill, acknowledge, end } = await startWithSession();
    const { id: killId } = await kill();
    await end();
    const before = await sessionOf(app, id);
    expect(await acknowledge(killId)).toMatchObject({ state: 'ENDED', acknowledgedAtMs: null });
    expect(await sessionOf(app, id)).toEqual(before);
  });

  test('an earlier attempt changes nothing: the owner answers the newest', async () => {
    const { app, id, kill, acknowledge, end } = await startWithSession();
    const first = await kill();
    await app.advance(10_000);
    const second = await kill();
    const before = await sessionOf(app, id);
    expect(await acknowledge(first.id)).toMatchObject({ id: first.id, state: 'UNRESPONSIVE', acknowledgedAtMs: null });
    expect(await sessionOf(app, id)).toEqual(before);
    await acknowledge(second.id);
    const ended = await end();
    expect(await acknowledge(first.id)).toMatchObject({ state: 'UNRESPONSIVE' });
    await app.advance(60_000);
    expect(await sessionOf(app, id)).toEqual(ended);
  });

  test('what does not exist is refused', async () => {
    const { acknowledge } = await startWithSession();
    await expect(acknowledge('kill_nope')).rejects.toThrow(KillNotFoundError);
    await expect(acknowledge('')).rejects.toThrow(InvalidInputError);
  });
});

describe('what cannot be killed', () => {
  test('is what does not exist, and what has ended', async () => {
    const { app, end, kill } = await startWithSession();
    await expect(app.services.kills.killSession(admin, { id: 'app_nope' })).rejects.toThrow(SessionNotFoundError);
    await end();
    await expect(kill()).rejects.toThrow(SessionEndedError);
  });

  test('is refused with what is out of bounds', async () => {
    const { app, id, kill } = await startWithSession();
    for (const [input, path] of [
      [{ graceMs: -1 }, 'graceMs'],
      [{ graceMs: 3_600_001 }, 'graceMs'],
      [{ graceMs: 0.5 }, 'graceMs'],
      [{ reason: 'x'.repeat(1_001) }, 'reason'],
      [{ id: '' }, 'id'],
    ] as const) {
      const refused = async () => kill(input);
      await expect(refused, JSON.stringify(input)).rejects.toMatchObject({ issues: [{ path }] });
    }
    const { killSessions } = app.services.kills;
    for (const ids of [[], Array.from({ length: 1_001 }, () => id)]) {
      await expect(async () => killSessions(admin, { ids })).rejects.toThrow(InvalidInputError);
    }
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ACTIVE', revision: 1 });
  });
});

test('an empty reason is none', async () => {
  const { kill } = await startWithSession();
  expect(await kill({ reason: '' })).toMatchObject({ reason: null });
});

describe('killing many', () => {
  test('gives one result per id in their order; what fails keeps no other from its end', async () => {
    const { app, id, end } = await startWithSession();
    await end();
    const { session: a } = await app.register();
    const { session: b } = await app.register();
    const ids = [b.id, 'app_nope', id, a.id, b.id];
    const outcomes = await app.services.kills.killSessions(admin, { ids, reason: 'all', graceMs: 5_000 });
    expect(outcomes).toMatchObject([
      { sessionId: b.id, reason: 'all', graceMs: 5_000, state: 'REQUESTED' },
      { code: 'SESSION_NOT_FOUND', sessionId: 'app_nope' },
      { code: 'SESSION_ENDED', sessionId: id, endReason: 'STOPPED' },
      { sessionId: a.id },
      outcomes[0],
    ]);
    for (const killed of [a, b]) {
      expect(await sessionOf(app, killed.id)).toMatchObject({ lifecycle: 'ENDING' });
      expect(await recordsOf(app, killed.id)).toEqual([
        'SESSION_REGISTERED by KEY',
        'KILL_REQUESTED by BOOTSTRAP: all',
      ]);
    }
  });

  test('takes a thousand at once', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 1_000 }, () => app.register()));
    const ids = registered.map(({ session }) => session.id);
    const outcomes = await app.services.kills.killSessions(admin, { ids });
    expect(outcomes.map((outcome) => 'sessionId' in outcome && outcome.sessionId)).toEqual(ids);
    expect((await sessionOf(app, ids[999] ?? '')).revision).toBe(2_000);
  });
});
