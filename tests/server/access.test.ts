import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, asAdmin, asOwner } from '../harness/api.ts';
import { mutate, readAll, readSession, register } from '../harness/operations.ts';
import { appKey, otherAppKey, ServerProcess } from '../harness/server-process.ts';
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

  test('cannot sign in with a made-up code or token', async () => {
    for (const proof of [{ code: 'rcc_made_up_0123456789' }, { token: 'rca_made-up-0123456789' }, {}]) {
      const response = await fetch(`${server.url}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(proof),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
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

  test('neither sees nor touches what another key registered', async () => {
    const ownerId = randomUUID();
    const { session } = await register(asOwner(server, ownerId), ownerId);
    const other = asOwner(server, ownerId, otherAppKey);
    expect(await readSession(other, session.id)).toBeNull();
    for (const [name, input] of [
      ['updateSession', { id: session.id, name: 'taken' }],
      ['startTask', { sessionId: session.id, taskId: 'stolen', name: 'x' }],
      ['endSession', { id: session.id }],
    ] as const) {
      expect(await mutate(other, name, input)).toMatchObject({
        code: expect.stringMatching(/FORBIDDEN|NOT_FOUND/) as string,
      });
    }
    expect(await readSession(asAdmin(server), session.id)).toMatchObject({ name: null, lifecycle: 'ACTIVE' });
  });

  test("does not take over another key's session by its app and external id", async () => {
    const ownerId = randomUUID();
    const names = { app: 'shared', externalId: randomUUID() };
    const mine = await register(asOwner(server, ownerId), ownerId, names);
    const theirs = await register(asOwner(server, 'theirs', otherAppKey), 'theirs', names).then(
      ({ session }) => session.id,
      () => 'refused',
    );
    expect(theirs).not.toBe(mine.session.id);
    expect(await readSession(asOwner(server, ownerId), mine.session.id)).toMatchObject({ lifecycle: 'ACTIVE' });
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

describe('an admin', () => {
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

  test('signs a browser in with the printed code, once', async () => {
    const code = new URL(server.signInLink).hash.replace('#code=', '');
    const signIn = () =>
      fetch(`${server.url}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
    const first = await signIn();
    expect(first.status).toBe(204);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('__Host-rollcall=');
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=(Strict|Lax)/i);
    expect(cookie).toMatch(/Secure/i);

    const browser = new Api(server.url, { headers: { cookie: cookie.split(';')[0] ?? '', origin: server.url } });
    expect((await readAll(browser)).revision).not.toBe('');

    const second = await signIn();
    expect(second.status).toBe(401);
    expect(await second.json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  test("a signed-in browser's cookie does not count when another site sends it, and ends with the sign-out", async () => {
    const token = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'rca_black-box-admin-token-0123456789' }),
    });
    const cookie = token.headers.get('set-cookie')?.split(';')[0] ?? '';
    const fromElsewhere = new Api(server.url, { headers: { cookie, origin: 'https://evil.example' } });
    const refused = await fromElsewhere.send(list);
    expect(refused.data ?? null).toBeNull();

    const simple = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body: JSON.stringify({ query: list }),
    });
    expect(simple.status).toBeGreaterThanOrEqual(400);

    const signOut = await fetch(`${server.url}/sign-out`, { method: 'POST', headers: { cookie, origin: server.url } });
    expect(signOut.status).toBe(204);
    expect((await new Api(server.url, { headers: { cookie, origin: server.url } }).send(list)).status).toBe(401);
  });
});
