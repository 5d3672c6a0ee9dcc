import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import { beat, killOf, query, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { statusOf } from '../sessions/index.ts';

const minute = 60_000;

async function startAndKill(graceMs = 10_000) {
  const app = await startApp();
  const { session } = await app.register();
  const kill = await app.services.kills.killSession(admin, { id: session.id, graceMs });
  return { app, id: session.id, kill };
}

async function statusNow(app: TestApp, id: string): Promise<string> {
  return statusOf(await sessionOf(app, id));
}

const again = (app: TestApp, id: string) => app.services.kills.killSession(admin, { id });

describe('when its grace passes without an end', () => {
  test('a kill is unresponsive, told once and recorded once', async () => {
    const { app, id, kill } = await startAndKill();
    const watcher = await watch(app);
    await watcher.told();
    await app.advance(9_999);
    expect(await watcher.told()).toEqual([]);
    await app.advance(1);
    expect(await watcher.told()).toEqual([
      { revision: 3, upserted: [`${id} UNRESPONSIVE`], removed: [], resync: false },
    ]);
    expect(await killOf(app, id)).toEqual({ ...kill, state: 'UNRESPONSIVE' });
    await app.advance(minute);
    expect(await watcher.told()).toEqual([]);
    expect((await recordsOf(app, id)).at(-1)).toBe('KILL_UNRESPONSIVE by SYSTEM');
  });

  test('an acknowledged kill is unresponsive, too', async () => {
    const { app, id, kill } = await startAndKill();
    await app.services.kills.acknowledgeKill(owner(), { killId: kill.id });
    await app.advance(10_000);
    expect(await killOf(app, id)).toMatchObject({ state: 'UNRESPONSIVE', acknowledgedAtMs: kill.requestedAtMs });
  });

  test.each([3, -3])('no wall clock that jumps by %d hours brings that nearer or puts it off', async (hours) => {
    const { app, id } = await startAndKill();
    app.clock.jumpWall(hours * 60 * minute);
    await app.advance(9_999);
    expect(await statusNow(app, id)).toBe('ENDING');
    await app.advance(1);
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
  });

  test('of nothing, a kill is unresponsive at once', async () => {
    const { app, id } = await startAndKill(0);
    await app.advance(0);
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
  });

  test('a session that has ended stays as it is', async () => {
    const { app, id } = await startAndKill();
    const ended = await app.services.sessions.endSession(owner(), { id, reason: 'STOPPED' });
    await app.advance(10_000);
    expect(await sessionOf(app, id)).toEqual(ended);
  });
});

describe('an unresponsive kill', () => {
  async function startUnresponsive() {
    const started = await startAndKill();
    await started.app.advance(10_000);
    return started;
  }

  test('that is acknowledged late is under way again, and its grace runs once more', async () => {
    const { app, id, kill } = await startUnresponsive();
    await app.services.kills.acknowledgeKill(owner(), { killId: kill.id });
    expect(await statusNow(app, id)).toBe('ENDING');
    expect((await again(app, id)).id).toBe(kill.id);
    await app.advance(9_999);
    expect(await statusNow(app, id)).toBe('ENDING');
    await app.advance(1);
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
  });

  test('that is answered late by an end is a proven one', async () => {
    const { app, id } = await startUnresponsive();
    const ended = await app.services.sessions.endSession(owner(), { id, reason: 'COMPLETED' });
    expect(ended).toMatchObject({ endReason: 'KILLED', isUnresponsive: false });
    expect((await recordsOf(app, id)).slice(-3)).toEqual([
      'KILL_UNRESPONSIVE by SYSTEM',
      'SESSION_ENDED by KEY',
      'KILL_ENDED by KEY',
    ]);
  });

  test('that is delivered late stays unresponsive until it is answered', async () => {
    const { app, id, kill } = await startUnresponsive();
    expect(await beat(app, owner(), [id])).toMatchObject([{ outcome: 'KILL_REQUESTED' }]);
    await app.settle();
    expect(await killOf(app, id)).toEqual({ ...kill, state: 'UNRESPONSIVE', sentAtMs: app.clock.wallMs() });
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
  });

  test('is followed by a new attempt, linked to it, with a grace of its own', async () => {
    const { app, id, kill } = await startUnresponsive();
    const signal = await app.services.openKillSignal(owner(), id, null);
    expect(await signal.next()).toMatchObject({ value: { id: kill.id } });
    const next = signal.next();
    const second = await again(app, id);
    expect(second).toMatchObject({ attempt: 2, previousId: kill.id, state: 'REQUESTED' });
    expect(second.id > kill.id).toBe(true);
    expect(await statusNow(app, id)).toBe('ENDING');
    expect(await next).toMatchObject({ value: { id: second.id } });
    await app.advance(9_999);
    expect(await statusNow(app, id)).toBe('ENDING');
    await app.advance(1);
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
    expect(await again(app, id)).toMatchObject({ attempt: 3, previousId: second.id });
    await signal.return?.();
  });

  test('of a session that is lost then has its end, and the evidence is that it vanished', async () => {
    const { app, id, kill } = await startUnresponsive();
    await app.advance(10 * minute - 11_000);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ENDING', liveness: 'STALE' });
    await app.advance(1_000);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ENDED', endReason: 'KILLED', liveness: 'LOST' });
    const text = 'query ($id: ID!) { session(id: $id) { kill { id state evidence acknowledgedAt } } }';
    expect(await query(app, text, { id })).toEqual({
      session: { kill: { id: kill.id, state: 'ENDED', evidence: 'VANISHED', acknowledgedAt: null } },
    });
    expect((await recordsOf(app, id)).slice(-2)).toEqual(['SESSION_ENDED by SYSTEM', 'KILL_ENDED by SYSTEM']);
  });
});

describe('killing a session that is not heard', () => {
  test('that is quiet waits for its owner, who is told when it is back', async () => {
    const before = await startApp();
    const { session } = await before.register();
    const app = await before.restart();
    expect(await statusNow(app, session.id)).toBe('QUIET');
    const kill = await app.services.kills.killSession(admin, { id: session.id });
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDING', liveness: 'QUIET' });
    expect(await beat(app, owner(), [session.id])).toMatchObject([{ outcome: 'KILL_REQUESTED', killId: kill.id }]);
    await app.settle();
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDING', liveness: 'LIVE' });
  });

  test('that is stale has its end when its lease runs out', async () => {
    const app = await startApp();
    const { session } = await app.register();
    await app.advance(2 * minute);
    expect(await statusNow(app, session.id)).toBe('STALE');
    await app.services.kills.killSession(admin, { id: session.id });
    await app.advance(8 * minute);
    expect(await sessionOf(app, session.id)).toMatchObject({ endReason: 'KILLED', liveness: 'LOST' });
  });
});

describe('after a restart', () => {
  test('a kill under way has its whole grace again, since its owner was cut off with us', async () => {
    const { app: before, id } = await startAndKill();
    await before.advance(9_000);
    const app = await before.restart(minute);
    expect(await statusNow(app, id)).toBe('ENDING');
    await app.advance(9_999);
    expect(await statusNow(app, id)).toBe('ENDING');
    await app.advance(1);
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
  });

  test('an unresponsive kill stays unresponsive, and nothing is told of it', async () => {
    const { app: before, id } = await startAndKill();
    await before.advance(10_000);
    const app = await before.restart();
    expect(await statusNow(app, id)).toBe('UNRESPONSIVE');
    const { revision } = await sessionOf(app, id);
    await app.advance(minute);
    expect((await sessionOf(app, id)).revision).toBe(revision);
    expect(await again(app, id)).toMatchObject({ attempt: 2 });
  });
});
