import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, temporaryDir } from './app.testing.ts';
import { listOf, recordsOf, sessionOf, watch } from './app-reading.testing.ts';
import { adminSocket, openSocket, until } from './app-socket.testing.ts';
import { DataDirectoryInUseError } from './store/sqlite/lock.ts';
import { StoreClosedError } from './store/store.ts';

const minute = 60_000;

describe('after a restart', () => {
  test('everything is as it was stored; what runs is quiet until heard', async () => {
    const before = await startApp();
    const { session: running } = await before.register({ name: 'Report', metadata: { a: 1 }, tags: ['x'] });
    const { session: heard } = await before.register();
    const { session: ending } = await before.register();
    const { session: over } = await before.register();
    await before.services.kills.killSession(admin, { id: ending.id, graceMs: 3_600_000 });
    await before.services.sessions.endSession(owner(), { id: over.id, reason: 'COMPLETED' });
    const stored = await Promise.all([running, heard, ending, over].map(({ id }) => sessionOf(before, id)));

    const app = await before.restart(5 * minute);
    const [first, second, third, fourth] = stored;
    const quiet = { liveness: 'QUIET' } as const;
    expect(await sessionOf(app, running.id)).toEqual({ ...first, ...quiet, revision: 7 });
    expect(await sessionOf(app, heard.id)).toEqual({ ...second, ...quiet, revision: 8 });
    expect(await sessionOf(app, ending.id)).toEqual({ ...third, ...quiet, revision: 9 });
    expect(await sessionOf(app, over.id)).toEqual(fourth);
    expect((await listOf(app)).revision).toBe(9);
    expect(await recordsOf(app, running.id)).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_QUIET by SYSTEM']);

    await app.services.heartbeat(owner(), [heard.id]);
    await app.settle();
    expect(await sessionOf(app, heard.id)).toMatchObject({ liveness: 'LIVE', revision: 10 });
    expect(await sessionOf(app, running.id)).toMatchObject({ liveness: 'QUIET', revision: 7 });
  });

  test('nothing ends before it had one full period to come back, however long we were away', async () => {
    const before = await startApp();
    const { session } = await before.register();
    await before.advance(9 * minute);
    expect(await sessionOf(before, session.id)).toMatchObject({ liveness: 'STALE' });
    const app = await before.restart(48 * 60 * minute);
    app.clock.jumpWall(3 * 60 * minute);
    await app.advance(2 * minute - 1_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'QUIET' });
    await app.advance(1_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'STALE' });
    await app.advance(8 * minute - 1_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ACTIVE' });
    await app.advance(1_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ endReason: 'LOST' });
  });

  test('a second restart at once changes nothing more', async () => {
    const first = await startApp();
    const { session } = await first.register();
    const second = await first.restart();
    const stored = await sessionOf(second, session.id);
    const third = await second.restart();
    expect(await sessionOf(third, session.id)).toEqual(stored);
  });

  test('ids and revisions go on, even if the wall clock went back three hours', async () => {
    const before = await startApp();
    const { session: earlier } = await before.register();
    before.clock.jumpWall(-3 * 60 * minute);
    const app = await before.restart();
    const { session: later } = await app.register();
    expect(later.id > earlier.id).toBe(true);
    expect(later.revision).toBe(3);
    expect((await listOf(app)).rows.map(({ session }) => session.id)).toEqual([later.id, earlier.id]);
  });

  test('an external id finds its session again', async () => {
    const before = await startApp();
    const { session } = await before.register({ externalId: 'tab-1' });
    const app = await before.restart();
    expect(await app.register({ externalId: 'tab-1' })).toMatchObject({
      created: false,
      session: { id: session.id, liveness: 'LIVE', attempt: 1 },
    });
  });
});

describe('stopping', () => {
  test('ends sockets with 1001, stores when sessions were last heard, and leaves nothing open', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const socket = await openSocket(app, adminSocket);
    socket.subscribe('watch', 'subscription { sessionChanges { revision } }');
    await until(() => app.app.openSubscriptionCount() === 1);
    const closed = new Promise((resolve) => socket.socket.once('close', resolve));
    await app.advance(30_000 - 20_000);
    await app.services.heartbeat(owner(), [session.id]);
    const heardMs = app.clock.wallMs();
    const after = await app.restart();
    expect(await closed).toBe(1001);
    expect(app.app.openSubscriptionCount()).toBe(0);
    expect(await sessionOf(after, session.id)).toMatchObject({ lastHeartbeatAtMs: heardMs });
  });

  test('leaves no timer behind', async () => {
    const app = await startApp();
    const { session } = await app.register();
    await app.services.kills.killSession(admin, { id: session.id, graceMs: 3_600_000 });
    const socket = await openSocket(app);
    await socket.ping();
    await app.advance(30_000);
    await app.app.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(app.clock.timerCount()).toBe(0);
  });

  test('twice is stopping once, and afterwards nothing is stored', async () => {
    const app = await startApp();
    await Promise.all([app.app.close(), app.app.close()]);
    await app.app.close();
    await expect(app.register()).rejects.toThrow(StoreClosedError);
  });

  test('stores what was begun before, and answers it', async () => {
    const app = await startApp();
    const registering = Promise.all(Array.from({ length: 1_000 }, () => app.register()));
    await app.app.close();
    const registered = await registering;
    const after = await app.restart();
    expect((await listOf(after)).totalCount).toBe(1_000);
    expect(new Set(registered.map(({ session }) => session.id)).size).toBe(1_000);
  });

  test('in the middle of a sweep logs no error and begins none again', async () => {
    const app = await startApp({ config: { retentionMs: 86_400_000 } });
    const registered = await Promise.all(Array.from({ length: 150 }, () => app.register()));
    const { endSession } = app.services.sessions;
    await Promise.all(registered.map(({ session }) => endSession(owner(), { id: session.id, reason: 'STOPPED' })));
    await Promise.all(Array.from({ length: 50 }, () => app.register()));
    const { session } = await app.register();
    await app.services.kills.killSession(admin, { id: session.id });
    app.clock.advance(2 * 86_400_000);
    await app.settle();
    // Leases run out and history goes, in several units: all of it is begun, and we stop before any of it is done.
    app.clock.advance(3_600_000);
    await app.app.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(app.clock.timerCount()).toBe(0);
    expect(app.errors).toEqual([]);
  });
});

describe('a data directory', () => {
  test('belongs to one server at a time', async () => {
    const app = await startApp();
    await expect(startApp({ dataDir: app.dataDir })).rejects.toThrow(DataDirectoryInUseError);
    await app.restart();
  });

  test('is made where there is none, for its owner’s eyes alone', async () => {
    const dataDir = `${temporaryDir()}/deep/data`;
    const app = await startApp({ dataDir });
    expect(existsSync(dataDir)).toBe(true);
    expect(readdirSync(dataDir)).toContain('rollcall.db');
    await app.register();
  });

  test('of its own gives a registry an epoch of its own', async () => {
    const apps = [await startApp({ dataDir: temporaryDir() }), await startApp({ dataDir: temporaryDir() })];
    for (const app of apps) await app.register();
    const [first, second] = await Promise.all(
      apps.map(async (app) => {
        const socket = await openSocket(app, adminSocket);
        socket.subscribe('list', '{ sessions { revision } }');
        return JSON.stringify(await socket.next('list'));
      }),
    );
    expect(first).not.toBe(second);
    expect(first).toMatch(/"[0-9a-z]{8}\.0{15}1"/);
  });
});

test('a server that cannot listen lets go of its data directory', async () => {
  const taken = await startApp();
  const port = Number(new URL(taken.app.url).port);
  const dataDir = temporaryDir();
  await expect(startApp({ dataDir, config: { port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const app = await startApp({ dataDir });
  const watcher = await watch(app);
  expect(await watcher.told()).toHaveLength(1);
});
