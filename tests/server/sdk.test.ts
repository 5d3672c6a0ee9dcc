import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  createClient,
  type RollcallClient,
  type RollcallError,
  type SessionControls,
  SessionKilledError,
  SessionSupersededError,
} from '@rollcall/sdk';
import { asAdmin } from '../harness/api.ts';
import { mutate, readAll, readSession } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { until, within } from '../harness/until.ts';

// What the SDK does is held by its own tests, against the contract alone. Here both real ends meet.

let server: ServerProcess;
const clients: RollcallClient[] = [];

beforeEach(async () => {
  server = await ServerProcess.start();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await server.remove();
});

function connect(): RollcallClient {
  const client = createClient({ url: server.url, key: appKey });
  clients.push(client);
  return client;
}

const aborted = (signal: AbortSignal) =>
  within(
    'the abort of a signal',
    20_000,
    new Promise<unknown>((resolve) => {
      if (signal.aborted) resolve(signal.reason);
      signal.addEventListener('abort', () => resolve(signal.reason));
    }),
  );

const session = (id: string | undefined) => readSession(asAdmin(server), id ?? '');

test('two owners of one key: the newer takes over, and the older one is told and touches nothing', async () => {
  const names = { app: 'sdk', externalId: randomUUID() };
  const older = await connect().session({ ...names, name: 'as it was' });
  const newer = await connect().session(names);
  expect(newer.id).toBe(older.id);

  expect(await aborted(older.signal)).toBeInstanceOf(SessionSupersededError);
  expect(newer.signal.aborted).toBe(false);
  older.update({ name: 'overwritten' });
  await older.end();
  newer.update({ metadata: { by: 'newer' } });
  await until('the change of the newer owner', async () => (await session(newer.id))?.metadata['by'] === 'newer');
  expect(await session(newer.id)).toMatchObject({ name: 'as it was', lifecycle: 'ACTIVE', liveness: 'LIVE' });
});

test('a kill aborts the work, lets it clean up, and ends the session with the proof of it', async () => {
  const handle = await connect().session({ app: 'sdk', externalId: randomUUID() });
  const order: string[] = [];
  handle.onKill(() => {
    order.push('cleaned up');
  });
  const work = handle.task('Endless', async () => {
    await aborted(handle.signal);
    order.push('stopped');
    throw handle.signal.reason;
  });
  // Waited for from the start: the owner hears of its kill before whoever asks for it is answered.
  const failed = expect(work).rejects.toBeInstanceOf(SessionKilledError);
  await until('the task to be known', async () => (await session(handle.id))?.activity === 'RUNNING');

  await mutate(asAdmin(server), 'killSession', { id: handle.id, reason: 'enough' });
  await failed;
  expect(handle.signal.reason).toMatchObject({ reason: 'enough', requestedBy: { kind: 'BOOTSTRAP' } });
  const ended = await until('the end of the session', async () => {
    const current = await session(handle.id);
    return current?.lifecycle === 'ENDED' && current;
  });
  expect(ended).toMatchObject({ endReason: 'KILLED', kill: { state: 'ENDED' } });
  expect(order.sort()).toEqual(['cleaned up', 'stopped']);
});

test('the host app goes on while the server is away, and everything is told when it is back', async () => {
  const handle = await connect().session({ app: 'sdk', externalId: randomUUID() });
  const { id } = handle;
  const { port, dataDir } = server;
  await server.crash();

  expect(await handle.task('While it is away', () => 42)).toBe(42);
  handle.update({ name: 'renamed meanwhile' });
  expect(handle.signal.aborted).toBe(false);

  server = await ServerProcess.start({ dataDir, port });
  const back = await until(
    'the session to be heard again',
    async () => {
      const current = await session(id);
      return current?.name === 'renamed meanwhile' && current.liveness === 'LIVE' && current;
    },
    { withinMs: 40_000 },
  );
  expect(back).toMatchObject({ id, lifecycle: 'ACTIVE', attempt: 1 });
  const { session: told } = await asAdmin(server).data<{ session: { tasks: { name: string; state: string }[] } }>(
    'query ($id: ID!) { session(id: $id) { tasks { name state } } }',
    { id },
  );
  expect(told.tasks).toEqual([{ name: 'While it is away', state: 'SUCCEEDED' }]);
}, 60_000);

test('a process that lost its session while it was cut off gets it back under the same handle', async () => {
  await server.remove();
  const env = { ROLLCALL_STALE_AFTER_MS: '3000', ROLLCALL_LOST_AFTER_MS: '3500' };
  server = await ServerProcess.start({ env });
  const names = { app: 'sdk', externalId: randomUUID() };
  const handle = await connect().session({ ...names, heartbeatIntervalMs: 1_000 });
  const { id } = handle;
  const before = await handle.credentials();
  const { port, dataDir } = server;
  await server.crash();
  // Somebody else's clock: the server comes back elsewhere, waits in vain and calls it lost.
  const elsewhere = await ServerProcess.start({ dataDir, env });
  await until(
    'the session to be lost',
    async () => (await readSession(asAdmin(elsewhere), id ?? ''))?.endReason === 'LOST',
    { withinMs: 30_000 },
  );
  await elsewhere.crash();

  server = await ServerProcess.start({ dataDir, port, env });
  await until('the second attempt', async () => (await session(id))?.attempt === 2, { withinMs: 40_000 });
  expect(await session(id)).toMatchObject({ lifecycle: 'ACTIVE', endReason: null });
  expect(handle.signal.aborted).toBe(false);
  // Its tokens ended with the first attempt; what a page is given now is the second one's.
  const after = await handle.credentials();
  expect(after.sessionId).toBe(before.sessionId);
  expect(after.token).not.toBe(before.token);
}, 90_000);

test('a client that closes ends its sessions', async () => {
  const client = connect();
  await Promise.all(Array.from({ length: 20 }, () => client.session({ app: 'sdk' })));
  await client.close();
  const { sessions } = await readAll(asAdmin(server));
  expect(sessions.map(({ endReason }) => endReason)).toEqual(Array.from({ length: 20 }, () => 'COMPLETED'));
});

/** What a bundler takes for a page; Node's own resolution would take the other entry. */
interface BrowserEntry {
  createClient(options: { url: string; token: string; onError: (error: RollcallError) => void }): {
    attach(sessionId: string): SessionControls;
    close(): void;
  };
}

describe('a page with the token of a session', () => {
  beforeAll(() => {
    vi.stubGlobal('WebSocket', WebSocket);
    return () => vi.unstubAllGlobals();
  });

  /** A session of a server, and the page that works on it. */
  async function attach() {
    const handle = await connect().session({ app: 'sdk' });
    const { sessionId, token } = await handle.credentials();
    // Not known to TypeScript by this path; what it has is what its own tests hold.
    const entry = (await import(new URL('../../sdk/dist/browser.js', import.meta.url).href)) as BrowserEntry;
    const problems: RollcallError[] = [];
    const client = entry.createClient({ url: server.url, token, onError: (error) => problems.push(error) });
    onTestFinished(() => client.close());
    const page = client.attach(sessionId);
    // Told by the page, so it is connected.
    page.update({ name: 'in the page' });
    await until('the page to be heard', async () => (await session(sessionId))?.name === 'in the page');
    return { handle, page, problems };
  }

  test('hears who killed it and why, also where the session is over at once', async () => {
    const { handle, page, problems } = await attach();
    await mutate(asAdmin(server), 'killSession', { id: handle.id, reason: 'enough' });
    expect(await aborted(page.signal)).toMatchObject({ name: 'SessionKilledError', reason: 'enough' });
    await aborted(handle.signal);
    expect(problems).toEqual([]);
  });

  test('is told that the session ended, and takes the end of its token for nothing else', async () => {
    const { handle, page, problems } = await attach();
    await handle.end();
    expect(await aborted(page.signal)).toMatchObject({ name: 'SessionEndedError' });
    expect(problems).toEqual([]);
  });
});
