import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, asAdmin, asOwner } from '../harness/api.ts';
import { createKey } from '../harness/keys.ts';
import { mutate, readAll, readSession, register, tryToRegister } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(async () => {
  await server.remove();
});

const list = '{ sessions { totalCount } }';
const watch = 'subscription { sessionChanges { revision } }';

/** How a socket ends that greets the server with this payload. */
async function closeAfterGreeting(payload: Record<string, unknown>, headers: Record<string, string> = {}) {
  const socket = new WireSocket(server.url, { headers });
  await socket.connected();
  socket.send({ type: 'connection_init', payload });
  return socket.closed;
}

describe('a stranger', () => {
  test.each([
    ['without a secret', {}],
    ['with a secret nobody has', { secret: 'rck_unknown_0123456789abcdef' }],
    ['with a session token nobody has', { secret: 'rst_unknown_0123456789abcdef' }],
    ['with an empty secret', { secret: '' }],
  ])('%s gets 401 and no data', async (_title, options) => {
    const answer = await new Api(server.url, options).send(list);
    expect(answer.status).toBe(401);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
  });

  test('cannot read the schema', async () => {
    const answer = await new Api(server.url).send('{ __schema { types { name } } }');
    expect(answer.status).toBe(401);
  });

  test('is shown out of a socket with 4401', async () => {
    expect(await closeAfterGreeting({})).toMatchObject({ code: 4401 });
    expect(await closeAfterGreeting({ authorization: 'Bearer rck_unknown_0123456789abcdef' })).toMatchObject({
      code: 4401,
    });
  });

  test('gets no answer on a socket before it is known', async () => {
    const socket = new WireSocket(server.url);
    await socket.connected();
    socket.subscribe(list);
    expect(await socket.closed).toMatchObject({ code: 4401 });
    expect(socket.frames).toEqual([]);
  });

  test('from another site is refused on a socket with 4403 or before it opens', async () => {
    const socket = new WireSocket(server.url, {
      headers: { origin: 'https://evil.example', cookie: '__Host-rollcall=x' },
    });
    const opened = await socket.connected().then(
      () => true,
      () => false,
    );
    if (opened) socket.send({ type: 'connection_init' });
    expect([4403, 1006]).toContain((await socket.closed).code);
  });
});

describe('an app key', () => {
  test('registers sessions and touches those registered with it', async () => {
    const ownerId = randomUUID();
    const owner = asOwner(server, ownerId);
    const { session } = await register(owner, ownerId);
    expect(await mutate(owner, 'updateSession', { id: session.id, name: 'mine' })).toMatchObject({
      __typename: 'UpdateSessionSuccess',
    });
    expect(await readSession(owner, session.id)).toMatchObject({ name: 'mine' });
  });

  test('neither sees nor touches the sessions of an app it was not made for', async () => {
    const ownerId = randomUUID();
    const { session } = await register(asOwner(server, ownerId), ownerId);
    const { secret } = await createKey(asAdmin(server), { apps: ['another'], rights: ['REGISTER', 'READ', 'KILL'] });
    const other = asOwner(server, ownerId, secret);
    expect(await readSession(other, session.id)).toBeNull();
    expect((await readAll(other)).sessions).toEqual([]);
    for (const [name, input] of [
      ['updateSession', { id: session.id, name: 'taken' }],
      ['startTask', { sessionId: session.id, taskId: 'stolen', name: 'x' }],
      ['endSession', { id: session.id }],
      ['killSession', { id: session.id }],
    ] as const) {
      expect(await mutate(other, name, input), name).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    }
    expect(await readSession(asAdmin(server), session.id)).toMatchObject({ name: null, lifecycle: 'ACTIVE' });
  });

  test('gets nothing by guessing the external id of a session of another app', async () => {
    const ownerId = randomUUID();
    const names = { app: 'guessed', externalId: 'tab-1' };
    const { session } = await register(asOwner(server, ownerId), ownerId, names);
    const { secret } = await createKey(asAdmin(server), { apps: ['another'] });
    const other = asOwner(server, 'theirs', secret);
    expect(await tryToRegister(other, { ...names, ownerId: 'theirs' })).toMatchObject({ code: 'FORBIDDEN' });
    const own = await register(other, 'theirs', { ...names, app: 'another' });
    expect(own.created).toBe(true);
    expect(own.session.id).not.toBe(session.id);
    const owner = asOwner(server, ownerId);
    expect(await mutate(owner, 'updateSession', { id: session.id, name: 'mine' })).toMatchObject({
      __typename: 'UpdateSessionSuccess',
    });
  });

  test('drives every session of its app, whichever key registered it', async () => {
    const ownerId = randomUUID();
    const names = { app: 'shared', externalId: randomUUID() };
    const { session } = await register(asOwner(server, ownerId), ownerId, names);
    const { secret } = await createKey(asAdmin(server), { apps: ['shared'] });
    const same = asOwner(server, ownerId, secret);
    expect(await mutate(same, 'updateSession', { id: session.id, name: 'by the other key' })).toMatchObject({
      __typename: 'UpdateSessionSuccess',
    });
    expect(await register(same, ownerId, names)).toMatchObject({ created: false, session: { id: session.id } });
    const newer = await register(asOwner(server, 'newer', secret), 'newer', names);
    expect(newer).toMatchObject({ created: false, session: { id: session.id } });
    expect(await mutate(asOwner(server, ownerId), 'endSession', { id: session.id })).toMatchObject({
      code: 'SUPERSEDED',
    });
  });

  test('runs as many sessions at once as its quota, and its own again and again', async () => {
    const { secret } = await createKey(asAdmin(server), { maxRunningSessions: 2 });
    const ownerId = randomUUID();
    const owner = asOwner(server, ownerId, secret);
    const names = { app: 'quota', externalId: 'first', ownerId };
    const first = await register(owner, ownerId, names);
    await register(owner, ownerId, { app: 'quota' });
    const third = { app: 'quota', externalId: 'third', ownerId };
    expect(await tryToRegister(owner, third)).toMatchObject({ __typename: 'SessionQuotaError', code: 'SESSION_QUOTA' });
    expect(await register(owner, ownerId, names)).toMatchObject({ created: false });
    await mutate(owner, 'endSession', { id: first.session.id });
    expect(await tryToRegister(owner, third)).toMatchObject({ created: true });
  });

  test('does not list, count, watch, kill, pin or sweep', async () => {
    const ownerId = randomUUID();
    const owner = asOwner(server, ownerId);
    const { session } = await register(owner, ownerId);
    for (const query of [list, '{ sessionCounts(by: STATUS) { count } }', '{ quickStart { key } }']) {
      const { data, errors } = await owner.send<Record<string, unknown>>(query);
      expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
    }
    for (const [name, input] of [
      ['killSession', { id: session.id }],
      ['killSessions', { ids: [session.id] }],
      ['pinSession', { id: session.id }],
      ['unpinSession', { id: session.id }],
      ['sweepSessions', {}],
    ] as const) {
      expect(await mutate(owner, name, input), name).toMatchObject({ code: 'FORBIDDEN' });
    }
    const socket = await WireSocket.open(server.url, appKey, ownerId);
    const id = socket.subscribe(watch);
    const frame = await socket.next('the refusal', (candidate) => candidate.id === id);
    expect(frame).toMatchObject({ payload: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
    expect(await readSession(asAdmin(server), session.id)).toMatchObject({ lifecycle: 'ACTIVE', kill: null });
    await socket.close();
  });
});

describe('a session token', () => {
  test('touches its one session and nothing else', async () => {
    const ownerId = randomUUID();
    const owner = asOwner(server, ownerId);
    const [mine, neighbour] = [await register(owner, ownerId), await register(owner, ownerId)];
    const page = new Api(server.url, { secret: mine.token });

    const task = { sessionId: mine.session.id, taskId: randomUUID(), name: 'in the page' };
    expect(await mutate(page, 'startTask', task)).toMatchObject({ __typename: 'StartTaskSuccess' });
    expect(await readSession(page, mine.session.id)).toMatchObject({ activity: 'RUNNING' });

    expect(await readSession(page, neighbour.session.id)).toBeNull();
    expect(await mutate(page, 'updateSession', { id: neighbour.session.id, name: 'x' })).toMatchObject({
      code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/) as string,
    });
    expect(await mutate(page, 'registerSession', { app: 'x', ownerId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await mutate(page, 'killSession', { id: mine.session.id })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await page.send(list)).errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  });
});

describe('the bootstrap token', () => {
  test('lists and kills, and registers nothing', async () => {
    const ownerId = randomUUID();
    const { session } = await register(asOwner(server, ownerId), ownerId);
    const admin = asAdmin(server);
    expect((await readAll(admin, { ids: [session.id] })).sessions).toHaveLength(1);
    expect(await mutate(admin, 'registerSession', { app: 'x', ownerId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await mutate(admin, 'killSession', { id: session.id, graceMs: 0 })).toMatchObject({
      __typename: 'KillSessionSuccess',
    });
  });
});
