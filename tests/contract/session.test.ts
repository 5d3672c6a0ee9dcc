import { ClientClosedError, InvalidInputError, MissingKeyError, SessionEndedError, createClient } from '@rollcall/sdk';
import { expect, test, vi } from 'vitest';
import { until } from '../harness/until.ts';
import { operationNames, own, serve, stored } from './owner.ts';

test('registers a session with everything it was given', async () => {
  const server = await serve();
  const { client } = own(server);
  const session = await client.session({
    app: 'reports',
    user: 'ada',
    externalId: 'tab-1',
    name: 'Quarter',
    metadata: { region: 'eu' },
    tags: ['nightly'],
    heartbeatIntervalMs: 5_000,
  });
  expect(stored(server, session)).toMatchObject({
    app: 'reports',
    userId: 'ada',
    externalId: 'tab-1',
    name: 'Quarter',
    metadata: { region: 'eu' },
    tags: ['nightly'],
    heartbeatIntervalMs: 5_000,
    lifecycle: 'ACTIVE',
    liveness: 'LIVE',
  });
});

test('gives the same handle for the same app and externalId, also while the first call is under way', async () => {
  const server = await serve();
  const { client } = own(server);
  const both = await Promise.all([
    client.session({ app: 'reports', externalId: 'tab-1' }),
    client.session({ app: 'reports', externalId: 'tab-1' }),
  ]);
  expect(both[0]).toBe(both[1]);
  expect(await client.session({ app: 'reports', externalId: 'tab-1' })).toBe(both[0]);
  expect(await client.session({ app: 'billing', externalId: 'tab-1' })).not.toBe(both[0]);
  expect(await client.session({ app: 'reports' })).not.toBe(await client.session({ app: 'reports' }));
  expect(operationNames(server).filter((name) => name === 'RegisterSession')).toHaveLength(4);
});

test('makes a new session for the same externalId once the first has ended', async () => {
  const server = await serve();
  const { client } = own(server);
  const first = await client.session({ app: 'reports', externalId: 'tab-1' });
  const ending = first.end();
  const second = await client.session({ app: 'reports', externalId: 'tab-1' });
  await ending;
  expect(second).not.toBe(first);
  expect(second.id).not.toBe(first.id);
  expect(stored(server, first).endReason).toBe('COMPLETED');
  expect(stored(server, second).lifecycle).toBe('ACTIVE');
});

test('all sessions of a client share one socket', async () => {
  const server = await serve();
  const { client } = own(server);
  await Promise.all(['a', 'b', 'c'].map((externalId) => client.session({ app: 'reports', externalId })));
  expect(server.sockets.opened).toBe(1);
});

test('ends as completed when it is disposed of, and once however often it is ended', async () => {
  const server = await serve();
  const { client } = own(server);
  let session;
  {
    await using disposed = await client.session({ app: 'reports' });
    session = disposed;
  }
  await session.end({ reason: 'FAILED' });
  expect(stored(server, session)).toMatchObject({ lifecycle: 'ENDED', endReason: 'COMPLETED' });
  expect(operationNames(server).filter((name) => name === 'EndSession')).toHaveLength(1);
  await expect(session.task('Too late', () => undefined)).rejects.toBeInstanceOf(SessionEndedError);
  expect(session.signal.aborted).toBe(false);
});

test('tells everything else before its end', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  await session.task('Quick', (task) => task.progress(1));
  session.update({ name: 'Last words' });
  await session.end();
  expect(stored(server, session)).toMatchObject({
    lifecycle: 'ENDED',
    name: 'Last words',
    tasks: [{ state: 'SUCCEEDED', progress: 1 }],
  });
});

test('ends with the reason and message it was given', async () => {
  const server = await serve();
  const { client } = own(server);
  const session = await client.session({ app: 'reports' });
  await session.end({ reason: 'FAILED', message: 'The disk is full' });
  expect(stored(server, session)).toMatchObject({ endReason: 'FAILED', endMessage: 'The disk is full' });
});

test('tells changes in order, those that wait joined to one', async () => {
  const server = await serve();
  const { client } = own(server);
  const session = await client.session({ app: 'reports', metadata: { step: 1, region: 'eu' } });
  session.update({ name: 'first' });
  session.update({ metadata: { step: 2 } });
  session.update({ metadata: { region: null }, activity: 'PAUSED' });
  session.update({ tags: ['late'], error: { message: 'Slow disk' } });
  await until('the last change', () => stored(server, session).tags.length === 1);
  expect(stored(server, session)).toMatchObject({ name: 'first', metadata: { step: 2 }, statedActivity: 'PAUSED' });
  expect(operationNames(server).filter((name) => name === 'UpdateSession')).toHaveLength(2);
});

test('gives credentials for the one session, that a page can attach with', async () => {
  const server = await serve();
  const { client } = own(server);
  const session = await client.session({ app: 'reports' });
  const credentials = await session.credentials();
  expect(credentials).toEqual({ sessionId: session.id, token: stored(server, session).token });
});

test.each([
  ['no app', { app: '' }],
  ['an app of 101 characters', { app: 'x'.repeat(101) }],
  ['an externalId of 201 characters', { app: 'reports', externalId: 'x'.repeat(201) }],
  ['a heartbeat every 40.001 seconds', { app: 'reports', heartbeatIntervalMs: 40_001 }],
  ['21 tags', { app: 'reports', tags: Array.from({ length: 21 }, String) }],
  ['metadata that JSON cannot say', { app: 'reports', metadata: { huge: 1n } }],
])('refuses %s at the call, before anything is sent', async (_what, options) => {
  const server = await serve();
  const { client } = own(server);
  await expect(client.session(options)).rejects.toBeInstanceOf(InvalidInputError);
  expect(server.sockets.opened).toBe(0);
});

test('says that the app is required where nothing is said', async () => {
  const { client } = own(await serve());
  // @ts-expect-error Callers without types may leave it out.
  await expect(client.session({})).rejects.toThrow('`app` is not acceptable: it is required.');
});

test('refuses what the server finds unacceptable', async () => {
  const server = await serve();
  const { client } = own(server);
  await expect(client.session({ app: 'reports', metadata: { huge: 'x'.repeat(20_000) } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    issues: [{ path: 'metadata' }],
  });
});

test('takes address and key from the environment, and says when there is no key', () => {
  vi.stubEnv('ROLLCALL_KEY', '');
  expect(() => createClient({ url: 'http://127.0.0.1:4000' })).toThrow(MissingKeyError);
  expect(() => createClient({ url: 'ftp://127.0.0.1', key: 'rck_a_b' })).toThrow(InvalidInputError);
  vi.stubEnv('ROLLCALL_KEY', 'rck_from_environment');
  vi.stubEnv('ROLLCALL_URL', 'not an address');
  expect(() => createClient()).toThrow('not an address');
  vi.unstubAllEnvs();
});

test('close ends every session and takes no new one', async () => {
  const server = await serve();
  const { client } = own(server);
  const sessions = await Promise.all(['a', 'b'].map((externalId) => client.session({ app: 'reports', externalId })));
  await client.close();
  await client.close();
  expect(sessions.map((session) => stored(server, session).endReason)).toEqual(['COMPLETED', 'COMPLETED']);
  await expect(client.session({ app: 'reports' })).rejects.toBeInstanceOf(ClientClosedError);
  await until('the socket closed', () => server.sockets.open === 0);
});
