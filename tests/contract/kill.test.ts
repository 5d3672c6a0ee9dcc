import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KillHandlerError, SessionKilledError, SessionKilledRecentlyError } from '@rollcall/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { until } from '../harness/until.ts';
import type { Kill } from './model.ts';
import { admin, kill, operationNames, own, serve, serveAgain, stored, work } from './owner.ts';

const isOver = (receipt: Kill) => receipt.state === 'ENDED';

test('a kill aborts the signal with who and why, is acknowledged, and ends the session', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const receipt = kill(server, session, 'Maintenance');
  await until('the end of the kill', () => isOver(receipt));
  expect(session.signal.reason).toBeInstanceOf(SessionKilledError);
  expect(session.signal.reason).toMatchObject({
    killId: receipt.id,
    requestedBy: admin,
    reason: 'Maintenance',
    graceMs: 10_000,
    message: 'Ada ended this session: Maintenance',
  });
  expect(receipt.evidence).toBe('OWNER');
  expect(receipt.sentAtMs).not.toBeNull();
  expect(receipt.acknowledgedAtMs).not.toBeNull();
  expect(stored(server, session)).toMatchObject({ lifecycle: 'ENDED', endReason: 'KILLED' });
  await expect(session.task('More', () => undefined)).rejects.toBe(session.signal.reason);
});

test('fetch stops with the signal', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const fetching = fetch(`http://127.0.0.1:${port}`, { signal: session.signal });
  kill(server, session);
  await expect(fetching).rejects.toBeInstanceOf(SessionKilledError);
});

test('a kill that only the heartbeat carries arrives with the next one', async () => {
  const server = await serve();
  server.setPushesKills(false);
  const session = await own(server).client.session({ app: 'reports', heartbeatIntervalMs: 1_000 });
  const receipt = kill(server, session);
  await until('the end of the kill', () => isOver(receipt));
  expect(session.signal.reason).toBeInstanceOf(SessionKilledError);
});

test('a kill that arrives by signal and by heartbeat is acted on once', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports', heartbeatIntervalMs: 1_000 });
  const held = work();
  let calls = 0;
  session.onKill(async () => {
    calls += 1;
    await held.promise;
  });
  const receipt = kill(server, session);
  const beats = () => operationNames(server).filter((name) => name === 'Heartbeat').length;
  await until('two heartbeats that carry it', () => beats() === 2);
  held.finish();
  await until('the end of the kill', () => isOver(receipt));
  expect(calls).toBe(1);
  expect(operationNames(server).filter((name) => name === 'AcknowledgeKill')).toHaveLength(1);
  expect(operationNames(server).filter((name) => name === 'EndSession')).toHaveLength(1);
});

test('acknowledges at once, and ends when handlers and tasks are over, not before', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const [handler, task] = [work(), work()];
  session.onKill(() => handler.promise);
  const running = session.task('Stubborn', () => task.promise);
  const receipt = kill(server, session);
  await until('the acknowledgement', () => receipt.state === 'ACKNOWLEDGED');
  handler.finish();
  server.registry.unresponsive(stored(server, session), receipt);
  await until('an answer to something told after the grace', () => {
    session.update({ metadata: { still: 'running' } });
    return stored(server, session).metadata['still'];
  });
  expect(operationNames(server)).not.toContain('EndSession');
  expect(receipt.state).toBe('UNRESPONSIVE');
  task.finish();
  await running;
  await until('the end of the kill', () => isOver(receipt));
  expect(stored(server, session).tasks).toMatchObject([{ state: 'SUCCEEDED' }]);
});

test('a task that fails after the kill is told as cancelled', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const task = session.task(
    'Obedient',
    () =>
      new Promise((_resolve, reject) => session.signal.addEventListener('abort', () => reject(new Error('Stopped')))),
  );
  const receipt = kill(server, session);
  await expect(task).rejects.toThrow('Stopped');
  await until('the end of the kill', () => isOver(receipt));
  expect(stored(server, session).tasks).toMatchObject([{ state: 'CANCELLED', error: 'Stopped' }]);
});

test('a second order after the grace is acknowledged too, and acted on no second time', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const held = work();
  let calls = 0;
  session.onKill(() => {
    calls += 1;
    return held.promise;
  });
  const first = kill(server, session);
  await until('the acknowledgement', () => first.state === 'ACKNOWLEDGED');
  server.registry.unresponsive(stored(server, session), first);
  const second = kill(server, session);
  await until('the second acknowledgement', () => second.state === 'ACKNOWLEDGED');
  held.finish();
  await until('the end of the kill', () => isOver(second));
  expect(second.previousId).toBe(first.id);
  expect(calls).toBe(1);
});

test('tells the end although handlers throw, and reports what they threw', async () => {
  const server = await serve();
  const { client, problems } = own(server);
  const session = await client.session({ app: 'reports' });
  const error = new Error('Clean-up failed');
  session.onKill(() => {
    throw error;
  });
  session.onKill(() => Promise.reject(error));
  const receipt = kill(server, session);
  await until('the end of the kill', () => isOver(receipt));
  expect(problems).toHaveLength(2);
  for (const problem of problems) expect(problem).toMatchObject({ constructor: KillHandlerError, cause: error });
});

test('a handler that is forgotten is not called, one that comes late is called at once', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const called: string[] = [];
  session.onKill(() => void called.push('forgotten'))();
  const receipt = kill(server, session);
  await until('the end of the kill', () => isOver(receipt));
  session.onKill(() => void called.push('late'));
  expect(called).toEqual(['late']);
});

test('a handler that is added while the signal aborts is called once', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  let calls = 0;
  session.signal.addEventListener('abort', () => session.onKill(() => void (calls += 1)));
  const receipt = kill(server, session);
  await until('the end of the kill', () => isOver(receipt));
  expect(calls).toBe(1);
});

test('a handler may end the session itself without waiting for itself', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const order: string[] = [];
  session.onKill(async () => {
    await session.end();
    order.push('handler over');
  });
  const receipt = kill(server, session);
  await until('the abort', () => session.signal.aborted);
  await session.end();
  order.push('end told');
  expect(order).toEqual(['handler over', 'end told']);
  expect(isOver(receipt)).toBe(true);
});

test('disposing of a killed session waits for its clean-up', async () => {
  const server = await serve();
  const { client } = own(server);
  const saved: string[] = [];
  const held = work();
  async function run(): Promise<void> {
    await using session = await client.session({ app: 'reports' });
    session.onKill(async () => {
      await held.promise;
      saved.push('checkpoint');
    });
    kill(server, session);
    await session.task('Waiting', () => new Promise((_resolve, reject) => (session.signal.onabort = reject)));
  }
  const running = run();
  const [session] = await until('the session', () => (server.registry.all().length > 0 ? server.registry.all() : null));
  await until('the task cancelled', () => session?.tasks[0]?.state === 'CANCELLED');
  expect(session?.lifecycle).toBe('ENDING');
  held.finish();
  await expect(running).rejects.toBeDefined();
  expect(saved).toEqual(['checkpoint']);
  expect(session?.lifecycle).toBe('ENDED');
});

test('closeOnKill closes a server-side socket with 1001, and the session is gone within 500 ms', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const app = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => app.once('listening', resolve));
  onTestFinished(() => app.close());
  app.on('connection', (socket) => session.closeOnKill(socket));
  const { port } = app.address() as AddressInfo;
  const tab = new WebSocket(`ws://127.0.0.1:${port}`);
  await new Promise((resolve) => tab.once('open', resolve));
  const closed = new Promise((resolve) => tab.once('close', (code, reason) => resolve([code, reason.toString()])));
  const receipt = kill(server, session);
  expect(await closed).toEqual([1001, 'Session terminated by administrator']);
  const closedAtMs = performance.now();
  await until('the end of the kill', () => isOver(receipt), { everyMs: 5 });
  expect(performance.now() - closedAtMs).toBeLessThan(500);
});

test('closeOnKill cuts off a tab that does not answer, and forgets one that closed by itself', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const calls: string[] = [];
  const socket = (name: string) => ({
    close: (code: number) => void calls.push(`${name} closed ${code}`),
    terminate: () => void calls.push(`${name} terminated`),
    listener: () => undefined,
    addEventListener(_type: 'close', listener: () => void) {
      this.listener = () => void listener();
    },
  });
  const [hanging, gone] = [socket('hanging'), socket('gone')];
  session.closeOnKill(hanging);
  session.closeOnKill(gone);
  gone.listener();
  kill(server, session);
  await until('the hanging socket cut off', () => calls.length === 2);
  expect(calls).toEqual(['hanging closed 1001', 'hanging terminated']);
});

test('a session killed a moment ago is refused, with who, why and from when on', async () => {
  const server = await serve();
  const { client, problems } = own(server);
  const session = await client.session({ app: 'reports', externalId: 'tab-1' });
  const receipt = kill(server, session, 'Too expensive');
  await until('the end of the kill', () => isOver(receipt));
  const again = client.session({ app: 'reports', externalId: 'tab-1' });
  await expect(again).rejects.toBeInstanceOf(SessionKilledRecentlyError);
  await expect(again).rejects.toMatchObject({
    kill: { id: receipt.id, reason: 'Too expensive', requestedBy: admin },
    retryAt: new Date((receipt.endedAtMs ?? 0) + 60_000),
  });
  await expect(client.session({ app: 'reports', externalId: 'tab-2' })).resolves.toBeDefined();
  // The caller was told, which is enough.
  expect(problems).toEqual([]);
});

test('a session whose clean-up still runs is refused like one killed a moment ago, without asking the server', async () => {
  const server = await serve();
  const { client, problems } = own(server);
  const session = await client.session({ app: 'reports', externalId: 'tab-1' });
  const held = work();
  session.onKill(() => held.promise);
  const receipt = kill(server, session, 'Too expensive');
  await until('the acknowledgement', () => receipt.state === 'ACKNOWLEDGED');
  const askedAtMs = Date.now();
  const refusal: unknown = await client
    .session({ app: 'reports', externalId: 'tab-1' })
    .catch((error: unknown) => error);
  if (!(refusal instanceof SessionKilledRecentlyError)) throw new Error('it was not refused');
  expect(refusal).toMatchObject({
    kill: { id: receipt.id, reason: 'Too expensive', requestedBy: admin },
    message: 'Ada killed this session, and its tasks or clean-up still run.',
  });
  expect(refusal.retryAt.getTime()).toBeGreaterThanOrEqual(askedAtMs + 60_000);
  expect(operationNames(server).filter((name) => name === 'RegisterSession')).toHaveLength(1);
  held.finish();
  await until('the end of the kill', () => isOver(receipt));
  expect(problems).toEqual([]);
});

test('a refusal that comes after the call has resolved aborts the signal, and goes to onError', async () => {
  const before = await serve();
  const { client, problems } = own(before);
  const session = await client.session({ app: 'reports', externalId: 'tab-1' });
  const receipt = kill(before, session, 'Too expensive');
  await until('the end of the kill', () => isOver(receipt));
  await before.close();
  const again = await client.session({ app: 'reports', externalId: 'tab-1' });
  await serveAgain(before);
  await until('the abort', () => again.signal.aborted);
  expect(again.signal.reason).toMatchObject({ constructor: SessionKilledError, killId: receipt.id });
  expect(problems.map(({ code }) => code)).toEqual(['CONNECTION_LOST', 'KILLED_RECENTLY']);
});
