import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, Api, asAdmin, asOwner } from '../harness/api.ts';
import { heartbeat, mutate, register } from '../harness/operations.ts';
import { adminToken, appKey, ServerProcess } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';

let server: ServerProcess;
let owner: Api;
const ownerId = randomUUID();

beforeAll(async () => {
  server = await ServerProcess.start();
  owner = asOwner(server, ownerId);
});

afterAll(async () => {
  await server.remove();
});

const authorization = `Bearer ${adminToken}`;
const postAsAdmin = (body: string) => new Api(server.url, { secret: adminToken }).post(body);
const tooLong = (length: number) => 'x'.repeat(length);
const register1 = (input: Record<string, unknown>) =>
  mutate(owner, 'registerSession', { app: 'hostile', ownerId, ...input });

/** A request that the server refuses without doing anything costs no more than this. */
async function refused(answer: Promise<Answer<Record<string, unknown>>>): Promise<string> {
  const { data, errors } = await answer;
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  const [{ message } = { message: '' }] = errors ?? [];
  expect(message.length).toBeLessThan(1_001);
  return message;
}

describe('what is too large is refused before it costs anything', () => {
  test('a body over 1 MB', async () => {
    const response = await postAsAdmin(
      JSON.stringify({ query: '{ viewer { actor { name } } }', padding: tooLong(1_000_001) }),
    ).catch(() => null);
    // Either told, or cut off in the middle of sending.
    expect(response?.status ?? 413).toBe(413);
  });

  test('a query over 32 KB, in a comment or in a string', async () => {
    expect(await refused(asAdmin(server).send(`{ viewer { actor { name } } } #${tooLong(32 * 1_024)}`))).toMatch(/32/);
    await refused(asAdmin(server).send(`{ session(id: "${tooLong(33_000)}") { id } }`));
  });

  test('a query of more than 2,000 tokens', async () => {
    const ids = '"a" '.repeat(2_001);
    expect(await refused(asAdmin(server).send(`{ sessions(filter: { ids: [${ids}] }) { totalCount } }`))).toMatch(
      /token/,
    );
  });

  test('a query deeper than 10, also through fragments', async () => {
    const deep = (levels: number, innermost: string): string =>
      levels === 0 ? innermost : `session { ${deep(levels - 1, innermost)} }`;
    expect(await refused(asAdmin(server).send(`{ ${deep(10, 'id')} }`))).toMatch(/10 levels/);
    const spread = `{ ${deep(5, '...a')} } fragment a on Session { ${deep(5, 'id')} }`;
    expect(await refused(asAdmin(server).send(spread))).toMatch(/10 levels/);
    const { errors } = await asAdmin(server).send(`{ ${deep(9, 'id')} }`);
    expect(errors?.map(({ message }) => message).join()).not.toMatch(/levels/);
  });

  test('five thousand brackets are an error of the client, not a failure of the server', async () => {
    const answer = await asAdmin(server).send(
      `{ sessions(filter: { ids: ${'['.repeat(5_000)}${']'.repeat(5_000)} }) { totalCount } }`,
    );
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify(answer.errors).length).toBeLessThan(4_000);
    expect(answer.errors?.[0]?.extensions?.code).not.toBe('INTERNAL_SERVER_ERROR');
  });

  test('five hundred misspelt fields are answered in a few kilobytes', async () => {
    const typos = Array.from({ length: 500 }, (_, index) => `sesions${index}`).join(' ');
    const response = await postAsAdmin(JSON.stringify({ query: `{ ${typos} }` }));
    expect((await response.text()).length).toBeLessThan(8_192);
  });

  test('a frame over 256 KiB closes its socket with 1009, and only that one', async () => {
    const [hostile, other] = await Promise.all([
      WireSocket.greet(server.url, { payload: { authorization } }),
      WireSocket.greet(server.url, { payload: { authorization } }),
    ]);
    hostile.sendText(JSON.stringify({ type: 'ping', payload: { padding: tooLong(256 * 1_024) } }));
    expect(await hostile.closed).toMatchObject({ code: 1009 });
    expect(await other.request('{ viewer { actor { kind } } }')).toEqual({ viewer: { actor: { kind: 'BOOTSTRAP' } } });
    await other.close();
  });

  test('a thousand and one ids, for a heartbeat and for a kill', async () => {
    const ids = Array.from({ length: 1_001 }, (_, index) => `app_${index}`);
    expect(await mutate(owner, 'heartbeat', { sessionIds: ids })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await mutate(asAdmin(server), 'killSessions', { ids })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await heartbeat(owner, ids.slice(1))).toHaveLength(1_000);
  });

  test('more than 500 sessions a page', async () => {
    const { errors } = await asAdmin(server).send('{ sessions(first: 501) { totalCount } }');
    expect(errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
  });
});

describe('bad input is told what to do', () => {
  test.each([
    ['an empty app', { app: '' }, 'app'],
    ['an app of blanks', { app: '   ' }, 'app'],
    ['an app of 101 characters', { app: tooLong(101) }, 'app'],
    ['a name of 201 characters', { name: tooLong(201) }, 'name'],
    ['an external id of 201 characters', { externalId: tooLong(201) }, 'externalId'],
    ['metadata over 16 KiB', { metadata: { note: tooLong(16_384) } }, 'metadata'],
    ['21 tags', { tags: Array.from({ length: 21 }, (_, index) => `tag${index}`) }, 'tags'],
    ['a tag of 51 characters', { tags: [tooLong(51)] }, 'tags'],
    ['a heartbeat interval under a second', { heartbeatIntervalMs: 999 }, 'heartbeatIntervalMs'],
    ['a heartbeat interval over a third of the stale limit', { heartbeatIntervalMs: 40_001 }, 'heartbeatIntervalMs'],
  ])('%s', async (_title, input, field) => {
    const { registerSession } = await owner.data<{
      registerSession: { __typename: string; issues: { path: string; message: string }[] };
    }>(
      `mutation ($input: RegisterSessionInput!) {
        registerSession(input: $input) { __typename ... on InvalidInputError { issues { path message } } }
      }`,
      { input: { app: 'hostile', ownerId, ...input } },
    );
    expect(registerSession.__typename).toBe('InvalidInputError');
    expect(registerSession.issues.map(({ path }) => path.split(/[.[]/)[0])).toContain(field);
    expect(registerSession.issues.every(({ message }) => message.length > 0)).toBe(true);
  });

  test('exactly at the limits is accepted', async () => {
    const result = await register1({
      app: tooLong(100),
      name: tooLong(200),
      // {"note":"…"} takes 11 characters.
      metadata: { note: tooLong(16_384 - 11) },
      tags: Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(50, 'x')),
      heartbeatIntervalMs: 40_000,
    });
    expect(result.__typename).toBe('RegisterSessionSuccess');
  });

  test('metadata is measured in bytes as JSON', async () => {
    expect(await register1({ metadata: { note: '€'.repeat(5_500) } })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('an update may not grow metadata over its limit', async () => {
    const { session } = await register(owner, ownerId, { metadata: { a: tooLong(10_000) } });
    const update = { id: session.id, metadata: { b: tooLong(10_000) } };
    expect(await mutate(owner, 'updateSession', update)).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('unknown ids, finished tasks, progress outside 0 to 1, ended sessions', async () => {
    const { session } = await register(owner, ownerId);
    const taskId = randomUUID();
    const unknown = { id: 'app_0000' };
    expect(await mutate(owner, 'updateSession', { ...unknown, name: 'x' })).toMatchObject({
      code: 'SESSION_NOT_FOUND',
    });
    expect(await mutate(owner, 'endSession', unknown)).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(await mutate(asAdmin(server), 'killSession', unknown)).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(await mutate(owner, 'acknowledgeKill', { killId: 'kill_0000' })).toMatchObject({ code: 'KILL_NOT_FOUND' });
    expect(await mutate(owner, 'reportProgress', { taskId: 'none', progress: 0.5 })).toMatchObject({
      code: 'TASK_NOT_FOUND',
    });
    expect(await heartbeat(owner, ['app_0000'])).toEqual([
      { sessionId: 'app_0000', outcome: 'UNKNOWN', kill: null, endReason: null },
    ]);

    await mutate(owner, 'startTask', { sessionId: session.id, taskId, name: 'one' });
    for (const progress of [-0.01, 1.01]) {
      expect(await mutate(owner, 'reportProgress', { taskId, progress })).toMatchObject({ code: 'INVALID_INPUT' });
    }
    await mutate(owner, 'finishTask', { taskId, outcome: 'SUCCEEDED' });
    expect(await mutate(owner, 'reportProgress', { taskId, progress: 0.5 })).toMatchObject({ code: 'TASK_FINISHED' });

    const stranger = await register(owner, ownerId);
    expect(await mutate(owner, 'startTask', { sessionId: stranger.session.id, taskId, name: 'taken' })).toMatchObject({
      code: 'TASK_ID_TAKEN',
    });

    await mutate(owner, 'endSession', { id: session.id });
    expect(await mutate(owner, 'endSession', { id: session.id })).toMatchObject({ __typename: 'EndSessionSuccess' });
    for (const [name, input] of [
      ['updateSession', { id: session.id, name: 'x' }],
      ['startTask', { sessionId: session.id, taskId: randomUUID(), name: 'x' }],
    ] as const) {
      expect(await mutate(owner, name, input)).toMatchObject({ code: 'SESSION_ENDED' });
    }
    expect(await mutate(asAdmin(server), 'killSession', { id: session.id })).toMatchObject({ code: 'SESSION_ENDED' });
  });

  test('a revision that no server gave is refused, and a foreign one asks for the list again', async () => {
    const admin = await WireSocket.greet(server.url, { payload: { authorization } });
    const watch =
      'subscription ($after: Revision) { sessionChanges(afterRevision: $after) { resync upserted { id } } }';
    const wrong = admin.subscribe(watch, { after: 'made up' });
    const frame = await admin.next('the refusal', ({ id }) => id === wrong);
    expect(JSON.stringify(frame.payload)).toContain('INVALID_INPUT');
    const foreign = admin.subscribe(watch, { after: 'zzzzzzzz.0000000000000001' });
    expect(await admin.nextData(foreign)).toEqual({ sessionChanges: { resync: true, upserted: [] } });
    await admin.close();
  });
});

describe('malformed frames', () => {
  test.each([
    ['no JSON at all', 'hello', 4400],
    ['a type nobody knows', '{"type":"shout"}', 4400],
    ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ __typename }"}}', 4400],
    ['a subscribe without a query', '{"type":"subscribe","id":"1","payload":{}}', 4400],
    ['null', 'null', 4400],
    ['an empty frame', '', 4400],
  ])('%s closes the socket', async (_title, text, code) => {
    const socket = await WireSocket.greet(server.url, { payload: { authorization } });
    socket.sendText(text);
    expect(await socket.closed).toMatchObject({ code });
  });

  test('a second greeting is 4429, an id in use is 4409', async () => {
    const twice = await WireSocket.greet(server.url, { payload: { authorization } });
    twice.send({ type: 'connection_init', payload: { authorization } });
    expect(await twice.closed).toMatchObject({ code: 4429 });

    const same = await WireSocket.greet(server.url, { payload: { authorization } });
    const payload = { query: 'subscription { sessionChanges { revision } }' };
    same.send({ type: 'subscribe', id: 'one', payload });
    await same.next('the first message', ({ id }) => id === 'one');
    same.send({ type: 'subscribe', id: 'one', payload });
    expect(await same.closed).toMatchObject({ code: 4409 });
  });

  test('bytes that are no HTTP leave the server serving', async () => {
    for (const bytes of [
      '\x00\xff\xfe garbage\r\n\r\n',
      'GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n',
    ]) {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
      await new Promise((resolve) =>
        socket
          .on('close', resolve)
          .on('error', () => undefined)
          .resume(),
      );
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('a fuzzer does not fill the log', async () => {
    const before = server.output.length;
    for (let round = 0; round < 50; round++) {
      const socket = await WireSocket.greet(server.url, { payload: { authorization } });
      socket.sendText('}{');
      await socket.closed;
    }
    expect(server.output.length - before).toBeLessThan(50 * 512);
  });
});

describe('what people are told', () => {
  test('holds no stack and no path of ours', async () => {
    const answers = await Promise.all([
      postAsAdmin('{ not json'),
      postAsAdmin(JSON.stringify({ query: '{ nothing }' })),
      postAsAdmin(JSON.stringify({ query: '{' })),
      postAsAdmin(JSON.stringify([{ query: '{ __typename }' }])),
      postAsAdmin('null'),
      postAsAdmin(JSON.stringify({ query: 'query ($id: ID!) { session(id: $id) { id } }', variables: { id: {} } })),
      fetch(`${server.url}/../../etc/passwd`),
      fetch(`${server.url}/%2e%2e/%2e%2e/etc/passwd`),
      fetch(`${server.url}/%00`),
    ]);
    for (const answer of answers) {
      const text = await answer.text();
      expect(answer.status, text).toBeLessThan(500);
      expect(text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|root:x:/);
    }
  });

  test('never a secret, in no log line', async () => {
    await new Api(server.url, { secret: 'rck_wrong_secret-that-must-not-be-logged' }).send('{ __typename }');
    const socket = new WireSocket(server.url);
    await socket.connected();
    socket.send({
      type: 'connection_init',
      payload: { authorization: 'Bearer rck_wrong_secret-that-must-not-be-logged' },
    });
    await socket.closed;
    // Once it has ended, all it printed has come. This is the last test.
    server.kill('SIGTERM');
    await server.ended;
    expect(server.output).not.toContain('secret-that-must-not-be-logged');
    expect(server.output).not.toContain(adminToken);
    // The printed lines of SDK code show the first app key on purpose; nothing else does.
    expect(server.output.split(appKey)).toHaveLength(2);
  });
});
