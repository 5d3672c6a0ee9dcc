import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { listOf, query, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a silent session', () => {
  test('is stale after two minutes and lost after ten, each told and recorded once', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const { id, lastHeartbeatAtMs } = session;
    const watcher = await watch(app);
    await watcher.told();

    await app.advance(2 * minute - second);
    expect(await watcher.told()).toEqual([]);
    await app.advance(second);
    expect(await watcher.told()).toEqual([{ revision: 2, upserted: [`${id} STALE`], removed: [], resync: false }]);
    await app.advance(8 * minute - second);
    expect(await watcher.told()).toEqual([]);
    await app.advance(second);
    expect(await watcher.told()).toEqual([{ revision: 3, upserted: [`${id} ENDED`], removed: [], resync: false }]);
    expect(await sessionOf(app, id)).toEqual({
      ...session,
      lifecycle: 'ENDED',
      liveness: 'LOST',
      endReason: 'LOST',
      endedAtMs: app.clock.wallMs(),
      lastHeartbeatAtMs,
      revision: 3,
    });
    expect(await recordsOf(app, id)).toEqual([
      'SESSION_REGISTERED by KEY',
      'SESSION_STALE by SYSTEM',
      'SESSION_ENDED by SYSTEM',
    ]);
    await app.advance(hour);
    expect(await watcher.told()).toEqual([]);
  });

  test('has twice the time while one of its tasks is open', async () => {
    const app = await startApp();
    const { session } = await app.register();
    await app.services.tasks.startTask(owner(), { sessionId: session.id, taskId: 't1', name: 'x' });
    await app.advance(4 * minute - second);
    expect((await sessionOf(app, session.id)).liveness).toBe('LIVE');
    await app.advance(second);
    expect((await sessionOf(app, session.id)).liveness).toBe('STALE');
    await app.advance(16 * minute - second);
    expect((await sessionOf(app, session.id)).lifecycle).toBe('ACTIVE');
    await app.advance(second);
    expect((await sessionOf(app, session.id)).endReason).toBe('LOST');
  });

  test('is not stale for a time in which the server stood still and could not hear it', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const liveness = async (): Promise<string> => (await sessionOf(app, session.id)).liveness;
    await app.advance(minute);
    app.clock.stall(day);
    await app.advance(second);
    expect(await liveness()).toBe('LIVE');
    await app.advance(minute - 4 * second);
    expect(await liveness()).toBe('LIVE');
    await app.advance(3 * second);
    expect(await liveness()).toBe('STALE');
  });

  test.each([3 * hour, -3 * hour])(
    'is neither stale nor lost a second earlier or later because the wall clock jumps by %d ms',
    async (jumpMs) => {
      const app = await startApp();
      const { session } = await app.register();
      const statusAt = async (): Promise<string> => (await sessionOf(app, session.id)).liveness;
      app.clock.jumpWall(jumpMs);
      await app.advance(2 * minute - second);
      expect(await statusAt()).toBe('LIVE');
      app.clock.jumpWall(-2 * jumpMs);
      await app.advance(second);
      expect(await statusAt()).toBe('STALE');
      app.clock.jumpWall(jumpMs);
      await app.advance(8 * minute - second);
      expect(await statusAt()).toBe('STALE');
      app.clock.jumpWall(3 * jumpMs);
      await app.advance(second);
      expect(await statusAt()).toBe('LOST');
    },
  );
});

describe('more silent sessions than are looked at in one turn', () => {
  async function startMany() {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 600 }, () => app.register()));
    return { app, ids: registered.map(({ session }) => session.id) };
  }

  test('are all stale, each told and recorded once', async () => {
    const { app, ids } = await startMany();
    const watcher = await watch(app);
    await watcher.told();
    await app.advance(2 * minute);
    const upserted = (await watcher.told()).flatMap((change) => change.upserted);
    expect(upserted.toSorted()).toEqual(ids.map((id) => `${id} STALE`).toSorted());
    for (const id of [ids[0], ids[599]]) {
      expect(await recordsOf(app, id ?? '')).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_STALE by SYSTEM']);
    }
    await app.advance(minute);
    expect(await watcher.told()).toEqual([]);
  });

  test('are left to the next start where we stop between two turns', async () => {
    const { app, ids } = await startMany();
    await app.advance(2 * minute - second);
    app.clock.advance(second);
    const after = await app.restart();
    expect(app.errors).toEqual([]);
    for (const id of [ids[0], ids[599]]) {
      expect(await recordsOf(after, id ?? '')).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_QUIET by SYSTEM']);
    }
  });
});

describe('when a session was last heard', () => {
  async function storedHeardMs(app: Awaited<ReturnType<typeof startApp>>, id: string): Promise<number> {
    return (await sessionOf(app, id)).lastHeartbeatAtMs;
  }

  test('is on the screen at once, and on the disk within a minute, and nobody is told', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const watcher = await watch(app);
    await watcher.told();
    await app.advance(50 * second);
    await app.services.heartbeat(owner(), [session.id]);
    const heardMs = app.clock.wallMs();
    const text = 'query ($id: ID!) { session(id: $id) { lastHeartbeatAt } }';
    expect(await query(app, text, { id: session.id })).toEqual({
      session: { lastHeartbeatAt: new Date(heardMs).toISOString() },
    });
    expect(await storedHeardMs(app, session.id)).toBe(session.lastHeartbeatAtMs);
    await app.advance(10 * second);
    expect(await storedHeardMs(app, session.id)).toBe(heardMs);
    expect(await watcher.told()).toEqual([]);
  });

  test('is on the disk within a minute of each of more sessions than a unit stores', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 250 }, () => app.register()));
    const ids = registered.map(({ session }) => session.id);
    await app.advance(50 * second);
    await app.services.heartbeat(owner(), ids);
    const heardMs = app.clock.wallMs();
    await app.advance(10 * second);
    const stored = await Promise.all(ids.map((id) => storedHeardMs(app, id)));
    expect(stored).toEqual(ids.map(() => heardMs));
  });

  test('is its end where its owner ended it, and stays so', async () => {
    const app = await startApp();
    const { session } = await app.register();
    await app.advance(2 * minute);
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
    const ended = await sessionOf(app, session.id);
    expect(ended).toMatchObject({ liveness: 'LIVE', lastHeartbeatAtMs: app.clock.wallMs() });
    await app.advance(5 * minute);
    expect(await sessionOf(app, session.id)).toEqual(ended);
  });

  test('is what its lease said where it was lost', async () => {
    const app = await startApp({ config: { staleAfterMs: 3 * second, lostAfterMs: 4 * second } });
    const { session } = await app.register({ heartbeatIntervalMs: second });
    await app.advance(2 * second);
    await app.services.heartbeat(owner(), [session.id]);
    const heardMs = app.clock.wallMs();
    await app.advance(5 * second);
    expect(await sessionOf(app, session.id)).toMatchObject({ endReason: 'LOST', lastHeartbeatAtMs: heardMs });
  });
});

describe('the manual sweep', () => {
  /** Three sessions silent for so long, and the server has not looked yet. */
  async function startSilent() {
    const app = await startApp();
    const { session: lost } = await app.register();
    await app.advance(8 * minute);
    const { session: stale } = await app.register();
    await app.advance(minute);
    const { session: live } = await app.register();
    await app.settle();
    app.clock.advance(minute);
    return {
      app,
      lost,
      stale,
      live,
      sweep: (input: object = {}) => app.services.sweep.sweep(admin, { dryRun: false, ...input }),
    };
  }

  const idsOf = (sessions: readonly { id: string }[]): string[] => sessions.map(({ id }) => id);

  test('does what is due and says what it did; again there is nothing to do', async () => {
    const { app, lost, stale, live, sweep } = await startSilent();
    const swept = await sweep();
    expect(idsOf(swept.stale)).toEqual([stale.id]);
    expect(idsOf(swept.ended)).toEqual([lost.id]);
    expect(swept.ended).toEqual([await sessionOf(app, lost.id)]);
    expect(swept.stale).toEqual([await sessionOf(app, stale.id)]);
    expect(await sessionOf(app, lost.id)).toMatchObject({ endReason: 'LOST' });
    expect(await sessionOf(app, live.id)).toMatchObject({ liveness: 'LIVE', revision: live.revision });
    expect(await sweep()).toEqual({ stale: [], ended: [] });
  });

  test('names in a dry run what it would do, and changes nothing', async () => {
    const { app, lost, stale, sweep } = await startSilent();
    const before = (await listOf(app)).revision;
    const named = await sweep({ dryRun: true });
    expect(idsOf(named.stale)).toEqual([stale.id]);
    expect(idsOf(named.ended)).toEqual([lost.id]);
    expect((await listOf(app)).revision).toBe(before);
    expect(await sessionOf(app, lost.id)).toMatchObject({ lifecycle: 'ACTIVE' });
  });

  test('with longer limits spares more, and wakes nobody', async () => {
    const { app, lost, stale, sweep } = await startSilent();
    await app.advance(second);
    expect(await sessionOf(app, stale.id)).toMatchObject({ liveness: 'STALE' });
    const before = (await listOf(app)).revision;
    for (const dryRun of [true, false]) {
      expect(await sweep({ dryRun, staleAfterMs: hour, lostAfterMs: 2 * hour })).toEqual({ stale: [], ended: [] });
    }
    await app.settle();
    expect((await listOf(app)).revision).toBe(before);
    expect(await sessionOf(app, stale.id)).toMatchObject({ liveness: 'STALE' });
    expect((await recordsOf(app, lost.id)).at(-1)).toBe('SESSION_ENDED by SYSTEM');
  });

  test('refuses limits below the configured ones, and says each', async () => {
    const { sweep } = await startSilent();
    const error = await sweep({ staleAfterMs: 2 * minute - 1, lostAfterMs: 1 }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({
      issues: [
        { path: 'staleAfterMs', message: 'at least 120000 ms, the configured limit' },
        { path: 'lostAfterMs', message: 'at least 600000 ms, the configured limit' },
      ],
    });
  });
});

describe('after its retention', () => {
  test('an ended session goes with all that belongs to it, and watchers are told it is gone', async () => {
    const app = await startApp({ config: { retentionMs: day } });
    const registered = await app.register();
    const { id } = registered.session;
    await app.services.tasks.startTask(owner(), { sessionId: id, taskId: 't1', name: 'x' });
    await app.services.kills.killSession(admin, { id });
    await app.services.sessions.endSession(owner(), { id, reason: 'COMPLETED' });
    const { session: pinned } = await app.register();
    await app.services.sessions.pinSession(admin, { id: pinned.id });
    await app.services.sessions.endSession(owner(), { id: pinned.id, reason: 'COMPLETED' });
    const watcher = await watch(app);
    await watcher.told();
    await app.advance(day - hour);
    await app.advance(hour);
    expect(await watcher.told()).toEqual([]);

    await app.advance(hour);
    expect(await watcher.told()).toEqual([{ revision: 8, upserted: [], removed: [id], resync: false }]);
    expect(await app.services.reading.session(admin, id)).toBeNull();
    expect(await recordsOf(app, id)).toEqual([]);
    await expect(app.holderOf(registered)).rejects.toThrow('The token is not good');
    expect(await sessionOf(app, pinned.id)).toMatchObject({ id: pinned.id, lifecycle: 'ENDED' });
    await app.services.tasks.startTask(owner(), {
      sessionId: (await app.register()).session.id,
      taskId: 't1',
      name: 'x',
    });
  });

  test('more than a batch goes in one pass, and a running one never goes', async () => {
    const app = await startApp({ config: { retentionMs: day, lostAfterMs: 30 * day } });
    const { session: running } = await app.register();
    const registered = await Promise.all(Array.from({ length: 250 }, () => app.register()));
    await Promise.all(
      registered.map(({ session }) => app.services.sessions.endSession(owner(), { id: session.id, reason: 'STOPPED' })),
    );
    await app.advance(day + hour);
    await app.advance(hour);
    expect((await listOf(app)).rows.map(({ session }) => session.id)).toEqual([running.id]);
  });
});
