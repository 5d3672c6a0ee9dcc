import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import {
  ConnectionLostError,
  ForbiddenError,
  SessionEndedError,
  SessionKilledError,
  UnauthenticatedError,
} from '@rollcall/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { until, within } from '../harness/until.ts';
import { admin, kill, operationNames, own, serve, serveAgain, stored, untilListening, work } from './owner.ts';
import { SYSTEM } from './registry.ts';
import { startContractServer } from './server.ts';

/** A server that is away, and may come. */
async function serveLater() {
  const server = await startContractServer();
  await server.close();
  return server;
}

test('starts with the server away: calls resolve, work runs, and all is told when the server comes', async () => {
  const away = await serveLater();
  const { client } = own(away);
  const session = await client.session({ app: 'reports', name: 'Quarter' });
  expect(session.id).toBeUndefined();
  const held = work();
  expect(await session.task('Done before', () => 42)).toBe(42);
  const running = session.task('Still open', (task) => {
    task.progress(0.5, 'half way');
    return held.promise;
  });
  session.update({ metadata: { told: 'later' } });

  const server = await serveAgain(away);
  await until('the registration', () => session.id);
  await until('everything told', () => stored(server, session).tasks[1]?.progress === 0.5);
  expect(stored(server, session)).toMatchObject({
    name: 'Quarter',
    metadata: { told: 'later' },
    tasks: [
      { name: 'Done before', state: 'SUCCEEDED' },
      { name: 'Still open', state: 'RUNNING', message: 'half way' },
    ],
  });
  held.finish();
  await running;
  await session.end();
  expect(stored(server, session).tasks[1]?.state).toBe('SUCCEEDED');
});

test('waits no longer than a second for a server that accepts and never answers', async () => {
  const mute = createServer(() => undefined);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void mute.close());
  const { port } = mute.address() as AddressInfo;
  const { client } = own({ url: `http://127.0.0.1:${port}`, secrets: { key: 'rck_a_b', adminToken: '' } });
  // Against a timer of the same process: however busy the machine is, the one that is due first comes first.
  const session = await within('the session', 1_500, client.session({ app: 'reports' }));
  expect(session.id).toBeUndefined();
  await session.end();
});

test('tells again over the same connection what the server ends without an answer, and the host of it once', async () => {
  const server = await serve();
  const silent = ['RegisterSession', 'StartTask', 'UpdateSession'];
  for (const name of silent) server.unanswered.add(name);
  const { client, problems } = own(server);
  const session = await client.session({ app: 'reports', externalId: 'quarter' });
  expect(session.id).toBeUndefined();
  await session.task('Work', () => 42);
  session.update({ name: 'Quarter' });
  for (const name of silent) {
    const asked = () => server.operations.filter((operation) => operation.name === name).length;
    await until(`${name}, asked again`, () => asked() > 1);
    server.unanswered.delete(name);
  }
  await until('the task', () => server.registry.all()[0]?.tasks[0]?.state === 'SUCCEEDED');
  // That an end was executed is told by the answer of a heartbeat, and only then its key is free.
  server.unanswered.add('EndSession');
  await session.end();
  const successor = await client.session({ app: 'reports', externalId: 'quarter' });
  await until('the next session', () => successor.id);
  expect(server.registry.all()).toMatchObject([
    { name: 'Quarter', endReason: 'COMPLETED', tasks: [{ state: 'SUCCEEDED' }] },
    { endReason: null },
  ]);
  expect(server.sockets.opened).toBe(1);
  expect(problems).toEqual([new ConnectionLostError('The server ended an operation without an answer.')]);
});

test('an outage ends nothing: what happened meanwhile is told after it, and kills arrive again', async () => {
  const before = await serve();
  const { client, problems } = own(before);
  const session = await client.session({ app: 'reports' });
  const held = work();
  const running = session.task('Long', () => held.promise);
  await until('the task told', () => stored(before, session).tasks.length === 1);
  await before.close();
  held.finish();
  await running;
  await session.task('Meanwhile', () => undefined);
  expect(session.signal.aborted).toBe(false);

  const server = await serveAgain(before);
  await until(
    'everything told',
    () => stored(server, session).tasks.filter((t) => t.state === 'SUCCEEDED').length === 2,
  );
  expect(stored(server, session)).toMatchObject({ attempt: 1, liveness: 'LIVE' });
  expect(operationNames(server)).not.toContain('RegisterSession');
  expect(problems).toMatchObject([{ constructor: ConnectionLostError }]);
  const receipt = kill(server, session);
  await until('the end of the kill', () => receipt.state === 'ENDED');
});

test('a kill ordered during an outage arrives after it', async () => {
  const before = await serve();
  const session = await own(before).client.session({ app: 'reports' });
  await before.close();
  const receipt = kill(before, session);
  await serveAgain(before);
  await until('the end of the kill', () => receipt.state === 'ENDED');
  expect(session.signal.aborted).toBe(true);
});

test('an owner cut off while its session was killed and lost aborts when it returns, and knows who and why', async () => {
  const before = await serve();
  const { client, problems } = own(before);
  const session = await client.session({ app: 'reports' });
  let cleanUps = 0;
  session.onKill(() => void (cleanUps += 1));
  await before.close();
  const receipt = kill(before, session, 'Too expensive');
  before.registry.end(stored(before, session), 'LOST', null, SYSTEM);
  const server = await serveAgain(before);
  await until('the abort', () => session.signal.aborted);
  expect(session.signal.reason).toBeInstanceOf(SessionKilledError);
  expect(session.signal.reason).toMatchObject({ killId: receipt.id, requestedBy: admin, reason: 'Too expensive' });
  await session.end();
  expect(cleanUps).toBe(1);
  expect(stored(server, session)).toMatchObject({ endReason: 'KILLED', attempt: 1, kills: [{ evidence: 'VANISHED' }] });
  // It has ended: there is nothing to acknowledge, to end or to register.
  expect(operationNames(server).filter((name) => name !== 'KillSignal')).toEqual(['Heartbeat']);
  expect(problems.map(({ code }) => code)).toEqual(['CONNECTION_LOST']);
});

test('a socket that is cut is had again', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  await untilListening(server, session);
  server.cut();
  await until('the silence', () => stored(server, session).liveness === 'QUIET');
  await until('the return', () => stored(server, session).liveness === 'LIVE');
  expect(server.sockets.opened).toBe(2);
});

test('a session that was lost registers again under the same handle, its open tasks with it', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const id = session.id;
  const held = work();
  const running = session.task('Long', (task) => {
    task.progress(0.25);
    return held.promise;
  });
  await until('the task told', () => stored(server, session).tasks[0]?.progress === 0.25);
  server.registry.end(stored(server, session), 'LOST', null, SYSTEM);
  await until('the second attempt', () => stored(server, session).attempt === 2);
  await until('the task told again', () => stored(server, session).tasks[1]?.progress === 0.25);
  expect(session.id).toBe(id);
  expect(session.signal.aborted).toBe(false);
  held.finish();
  await running;
  await until('its end told', () => stored(server, session).tasks[1]?.state === 'SUCCEEDED');
  expect(stored(server, session).tasks.map(({ state }) => state)).toEqual(['ABANDONED', 'SUCCEEDED']);
});

test('what happens while it returns is kept until it is known how the session stands', async () => {
  const before = await serve();
  const { client, problems } = own(before);
  const session = await client.session({ app: 'reports' });
  await before.close();
  before.registry.end(stored(before, session), 'LOST', null, SYSTEM);
  const server = await serveAgain(before);
  let started = 0;
  await until(
    'a task told again',
    async () => {
      await session.task(`Task ${(started += 1)}`, () => undefined);
      return stored(server, session).attempt === 2 && stored(server, session).tasks.length > 0;
    },
    { everyMs: 0 },
  );
  await session.end();
  expect(stored(server, session).tasks).toHaveLength(started);
  expect(problems.map(({ code }) => code)).toEqual(['CONNECTION_LOST']);
});

test('a session the server does not know registers anew under the same handle, as it is now', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports', name: 'Old name', heartbeatIntervalMs: 1_000 });
  const id = session.id;
  session.update({ name: 'New name', metadata: { step: 2 }, activity: 'REQUIRES_ACTION' });
  await until('the update told', () => stored(server, session).name === 'New name');
  server.registry.forget(id ?? '');
  await until('the new registration', () => session.id !== id && stored(server, session).statedActivity);
  expect(stored(server, session)).toMatchObject({
    name: 'New name',
    metadata: { step: 2 },
    statedActivity: 'REQUIRES_ACTION',
    lifecycle: 'ACTIVE',
  });
  const receipt = kill(server, session);
  await until('the end of the kill', () => receipt.state === 'ENDED');
});

test('a session that was ended elsewhere aborts and does not come back', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  await untilListening(server, session);
  const from = server.operations.length;
  server.registry.end(stored(server, session), 'EXPIRED', null, SYSTEM);
  await until('the abort', () => session.signal.aborted);
  expect(session.signal.reason).toMatchObject({ constructor: SessionEndedError, endReason: 'EXPIRED' });
  await session.end();
  expect(operationNames(server, from)).toEqual(['Heartbeat']);
});

test('sessions that ended while the server was away are told, and make room for the next under their key', async () => {
  const away = await serveLater();
  const { client } = own(away);
  const first = await client.session({ app: 'reports', externalId: 'tab-1' });
  await first.end({ reason: 'FAILED' });
  const second = await client.session({ app: 'reports', externalId: 'tab-1' });
  expect(second).not.toBe(first);
  const server = await serveAgain(away);
  await until('the second registration', () => second.id);
  expect(stored(server, first)).toMatchObject({ endReason: 'FAILED' });
  expect(stored(server, second)).toMatchObject({ lifecycle: 'ACTIVE' });
});

test('a key the server does not accept breaks nothing in the host, and is reported', async () => {
  const server = await serve();
  const { client, problems } = own({ url: server.url, secrets: { key: 'rck_wrong_key', adminToken: '' } });
  const session = await client.session({ app: 'reports' });
  expect(await session.task('Work', () => 42)).toBe(42);
  await until('the report', () => problems.length > 0);
  expect(problems).toMatchObject([{ constructor: UnauthenticatedError }]);
  expect(session.signal.aborted).toBe(false);
});

test('a registration the server refuses breaks nothing in the host, holds nothing up, and is reported once', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const { token } = await session.credentials();
  // A session's token may not register another.
  const { client, problems } = own({ url: server.url, secrets: { key: token, adminToken: '' } });
  const startMs = performance.now();
  const refused = await client.session({ app: 'reports' });
  expect(performance.now() - startMs).toBeLessThan(900);
  expect(await refused.task('Work', () => 42)).toBe(42);
  const attempts = () => operationNames(server).filter((name) => name === 'RegisterSession').length;
  await until('further attempts', () => attempts() === 4);
  expect(problems).toMatchObject([{ constructor: ForbiddenError }]);
  expect(refused.signal.aborted).toBe(false);
});

test('an onError that throws changes nothing', async () => {
  const away = await serveLater();
  const { createClient } = await import('@rollcall/sdk');
  const client = createClient({
    url: away.url,
    key: away.secrets.key,
    onError() {
      throw new Error('A logger that is broken');
    },
  });
  onTestFinished(() => client.close());
  const session = await client.session({ app: 'reports' });
  expect(await session.task('Work', () => 42)).toBe(42);
  await serveAgain(away);
  await until('the registration', () => session.id);
});

test('heartbeats of all sessions travel in one message', async () => {
  const server = await serve();
  const { client } = own(server);
  const options = { app: 'reports', heartbeatIntervalMs: 1_000 };
  const sessions = await Promise.all([client.session(options), client.session(options), client.session(options)]);
  const beat = await until('a heartbeat', () => server.operations.find(({ name }) => name === 'Heartbeat'));
  expect(idsOf(beat.variables).toSorted()).toEqual(sessions.map(({ id }) => id).toSorted());
});

function idsOf(variables: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { input } = variables as { input: { sessionIds: readonly unknown[] } };
  return input.sessionIds;
}
