import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { asAdmin, asOwner } from '../harness/api.ts';
import { heartbeat, mutate, readAll, readSession, register, type SessionFields } from '../harness/operations.ts';
import { adminToken, appKey, ServerProcess, type StartOptions } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';
import { WireSocket } from '../harness/wire-socket.ts';

const started: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.remove()));
});

async function start(options?: StartOptions): Promise<ServerProcess> {
  const server = await ServerProcess.start(options);
  started.push(server);
  return server;
}

const watch = `subscription ($after: Revision) { sessionChanges(afterRevision: $after) {
  revision resync removed upserted { id liveness lifecycle }
} }`;

interface Changes {
  readonly sessionChanges: {
    readonly revision: string;
    readonly resync: boolean;
    readonly removed: readonly string[];
    readonly upserted: readonly Pick<SessionFields, 'id' | 'liveness' | 'lifecycle'>[];
  };
}

test('SIGTERM answers what is under way, closes sockets with 1001 and ends with 0', async () => {
  const server = await start();
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const socket = await WireSocket.open(server.url, adminToken);
  const id = socket.subscribe(watch);
  await socket.nextData(id);
  const writes = Array.from({ length: 50 }, () => register(owner, ownerId));
  // A connection not yet accepted is reset with the listener, so what is heard of every write is taken from the start.
  const settled = Promise.allSettled(writes);
  await writes[0];
  server.kill('SIGTERM');
  expect(await socket.closed).toMatchObject({ code: 1001 });
  const answered = (await settled).filter((write) => write.status === 'fulfilled');
  expect(await server.ended).toEqual({ code: 0, signal: null });

  const next = await start({ dataDir: server.dataDir });
  const { sessions } = await readAll(asAdmin(next));
  expect(answered.map(({ value }) => value.session.id).sort()).toEqual(sessions.map((session) => session.id).sort());
});

test('a stopping server is not ready, and takes no more connections', async () => {
  const server = await start();
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  server.kill('SIGTERM');
  await server.ended;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

test('a second server on the same data is refused and told why', async () => {
  const server = await start();
  const { code, output } = await ServerProcess.startToFail({ dataDir: server.dataDir });
  expect(code).toBe(1);
  expect(output).toContain(server.dataDir);
  expect(output).not.toMatch(/\bat .*\.js:\d+/);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test('a server that was killed leaves no lock behind', async () => {
  const server = await start();
  await server.crash();
  const next = await start({ dataDir: server.dataDir });
  expect((await fetch(`${next.url}/readyz`)).status).toBe(200);
});

test('a port in use is said in words', async () => {
  const server = await start();
  const { code, output } = await ServerProcess.startToFail({ port: server.port });
  expect(code).toBe(1);
  expect(output).toContain(String(server.port));
  expect(output).not.toMatch(/\bat .*\.js:\d+/);
});

test('a wrong configuration is refused with every problem at once', async () => {
  const { code, output } = await ServerProcess.startToFail({
    env: { ROLLCALL_PORT: 'many', ROLLCALL_STALE_AFTER_MS: '-1', ROLLCALL_APP_KEY: 'short', ROLLCALL_PROT: '1' },
  });
  expect(code).toBe(1);
  for (const name of ['ROLLCALL_PORT', 'ROLLCALL_STALE_AFTER_MS', 'ROLLCALL_APP_KEY', 'ROLLCALL_PROT']) {
    expect(output).toContain(name);
  }
});

test.each([
  ['a stop', (server: ServerProcess) => (server.kill('SIGTERM'), server.ended)],
  ['a crash', (server: ServerProcess) => server.crash()],
])('after %s everything is quiet until it is heard, and nothing ended', async (_title, end) => {
  const server = await start();
  const ownerId = randomUUID();
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  const sessions = await Promise.all(
    Array.from({ length: 20 }, async () => (await register(asOwner(server, ownerId), ownerId)).session),
  );
  await mutate(asOwner(server, ownerId), 'endSession', { id: sessions[0]?.id });
  await end(server);
  await socket.closed;

  const next = await start({ dataDir: server.dataDir });
  const before = await readAll(asAdmin(next));
  expect(before.sessions).toHaveLength(20);
  const running = before.sessions.filter(({ lifecycle }) => lifecycle === 'ACTIVE');
  expect(running).toHaveLength(19);
  expect(new Set(running.map(({ liveness }) => liveness))).toEqual(new Set(['QUIET']));

  const [heard, ...others] = running;
  await heartbeat(asOwner(next, ownerId), [heard?.id ?? '']);
  const after = await until('the session that was heard to be live', async () => {
    const all = await readAll(asAdmin(next));
    return all.sessions.find(({ id }) => id === heard?.id)?.liveness === 'LIVE' && all;
  });
  expect(after.sessions.filter(({ liveness }) => liveness === 'QUIET')).toHaveLength(others.length);
});

test('nothing ends before it had one full period after a restart to come back', async () => {
  // The shortest limits there are: stale after 3 s, lost after 4. The first server leaves time to see it stale.
  const env = { ROLLCALL_STALE_AFTER_MS: '3000', ROLLCALL_LOST_AFTER_MS: '4000' };
  const server = await start({ env: { ...env, ROLLCALL_LOST_AFTER_MS: '60000' } });
  const ownerId = randomUUID();
  const { session } = await register(asOwner(server, ownerId), ownerId, { heartbeatIntervalMs: 1_000 });
  await until('it to be stale', async () => (await readSession(asAdmin(server), session.id))?.liveness === 'STALE');
  await server.crash();

  const startedMs = performance.now();
  const next = await start({ dataDir: server.dataDir, env });
  expect(await readSession(asAdmin(next), session.id)).toMatchObject({ lifecycle: 'ACTIVE' });
  await until('it to be lost', async () => (await readSession(asAdmin(next), session.id))?.endReason === 'LOST', {
    withinMs: 30_000,
  });
  expect(performance.now() - startedMs).toBeGreaterThan(4_000);
});

test('an owner that returns gets its lost session back as one more attempt', async () => {
  const env = { ROLLCALL_STALE_AFTER_MS: '3000', ROLLCALL_LOST_AFTER_MS: '3500' };
  const server = await start({ env });
  const ownerId = randomUUID();
  const names = { app: 'lost', externalId: randomUUID() };
  const { session } = await register(asOwner(server, ownerId), ownerId, { ...names, heartbeatIntervalMs: 1_000 });
  await until('it to be lost', async () => (await readSession(asAdmin(server), session.id))?.endReason === 'LOST', {
    withinMs: 30_000,
  });
  expect(await heartbeat(asOwner(server, ownerId), [session.id])).toMatchObject([
    { outcome: 'ENDED', endReason: 'LOST' },
  ]);
  const back = await register(asOwner(server, ownerId), ownerId, names);
  expect(back.session).toMatchObject({ id: session.id, attempt: 2, lifecycle: 'ACTIVE', endReason: null });
});

test('a watch goes on after a restart from the revision it had, without a gap', async () => {
  const server = await start();
  const ownerId = randomUUID();
  const { session } = await register(asOwner(server, ownerId), ownerId);
  const { revision } = await readAll(asAdmin(server));
  await server.crash();
  const next = await start({ dataDir: server.dataDir });
  const { session: second } = await register(asOwner(next, ownerId), ownerId);
  const socket = await WireSocket.open(next.url, adminToken);
  const id = socket.subscribe(watch, { after: revision });
  const { sessionChanges } = await socket.nextData<Changes>(id);
  expect(sessionChanges.resync).toBe(false);
  expect(sessionChanges.upserted).toEqual(
    expect.arrayContaining([
      { id: session.id, liveness: 'QUIET', lifecycle: 'ACTIVE' },
      { id: second.id, liveness: expect.any(String) as string, lifecycle: 'ACTIVE' },
    ]),
  );
  await socket.close();
});

test('an owner whose connection is gone is quiet at once', async () => {
  const server = await start();
  const ownerId = randomUUID();
  const { session } = await register(asOwner(server, ownerId), ownerId);
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  socket.subscribe('subscription ($id: ID!) { killSignal(sessionId: $id) { id } }', { id: session.id });
  await socket.request('query ($id: ID!) { session(id: $id) { id } }', { id: session.id });
  const dashboard = await WireSocket.open(server.url, adminToken);
  const id = dashboard.subscribe(watch);
  await dashboard.nextData(id);
  socket.cut();
  const { sessionChanges } = await dashboard.nextData<Changes>(id);
  expect(sessionChanges.upserted).toEqual([{ id: session.id, liveness: 'QUIET', lifecycle: 'ACTIVE' }]);
  await dashboard.close();
});
