import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, asAdmin, asOwner } from '../harness/api.ts';
import { heartbeat, mutate, register } from '../harness/operations.ts';
import { createPerson, enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { password, postJson, signIn } from '../harness/sign-in.ts';
import { WireSocket } from '../harness/wire-socket.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(async () => {
  await server.remove();
});

const signInWith = (proof: unknown) => postJson(server.url, '/sign-in', proof);

/** Sends what a browser would say of where it comes from, and nothing else. */
function postFrom(headers: Readonly<Record<string, string>>, path: string, body: unknown): Promise<Response> {
  const whole = { 'content-type': 'application/json', ...headers };
  return fetch(`${server.url}${path}`, { method: 'POST', headers: whole, body: JSON.stringify(body) });
}

describe('a name and a password', () => {
  test('sign a browser in by a cookie that no script reads and no other site sends', async () => {
    const { name } = await enter(server, asAdmin(server), { name: 'Ada Lovelace' });
    const answer = await signInWith({ name: '  ada LOVELACE ', password });
    expect(answer.status).toBe(204);
    const attributes = (answer.headers.get('set-cookie') ?? '').split('; ');
    expect(attributes[0]).toMatch(/^__Host-rollcall=\S{32,}$/);
    expect(attributes.slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax', 'Secure']);
    const { viewer } = await (
      await signIn(server, name)
    ).api.data<{ viewer: unknown }>('{ viewer { person { name } } }');
    expect(viewer).toEqual({ person: { name } });
  });

  test('are taken in every spelling that Unicode calls the same', async () => {
    await enter(server, asAdmin(server), { name: 'Ångström' });
    // Decomposed, as one keyboard has it; the password with a ligature, as another has it.
    expect((await signInWith({ name: 'Ångström'.normalize('NFD'), password })).status).toBe(204);
  });

  test('are refused all the same way, whichever is wrong', async () => {
    const { name } = await enter(server, asAdmin(server));
    const invited = await createPerson(asAdmin(server));
    const proofs = [
      { name, password: 'wrong horse battery' },
      { name: 'nobody', password },
      { name: invited.name, password },
      { name, password: '' },
      { name: '', password },
    ];
    const answers = [];
    for (const proof of proofs) answers.push(await signInWith(proof));
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<unknown>));
    expect(answers.map(({ status }) => status)).toEqual(proofs.map(() => 401));
    expect(bodies).toEqual(proofs.map(() => bodies[0]));
    expect(bodies[0]).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  test.each([
    [{}],
    [{ name: 'ada' }],
    [{ name: 1, password: 2 }],
    [[]],
    [null],
    [{ token: 'rca_x' }],
    [{ code: 'rcc_x' }],
  ])('%j is no proof', async (proof) => {
    const answer = await signInWith(proof);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('that are wrong ten times in a minute wait, and nobody else does', async () => {
    const { name } = await enter(server, asAdmin(server), { name: 'ada' });
    const other = await enter(server, asAdmin(server));
    const tries = [];
    for (let count = 0; count < 12; count++) tries.push(await signInWith({ name, password: 'wrong horse battery' }));
    expect(tries.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    // In whatever spelling, and even with the right password: whoever guesses learns nothing more.
    expect((await signInWith({ name: ' ADA', password })).status).toBe(429);
    expect((await signInWith({ name: other.name, password })).status).toBe(204);
  });
});

describe('a page of another site', () => {
  const foreign = [
    ['by its origin', { origin: 'https://evil.example' }],
    ['on another port of the same machine', { origin: 'http://127.0.0.1:1' }],
    ['that hides its origin', { origin: 'null' }],
    ['as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as text', { 'content-type': 'text/plain' }],
  ] as const;

  test.each(foreign)('signs nobody in or out, %s', async (_title, headers) => {
    const { name, cookie, api } = await enter(server, asAdmin(server));
    const { link } = await createPerson(asAdmin(server));
    for (const [path, body] of [
      ['/sign-in', { name, password }],
      ['/set-up', { code: link.split('=')[1], password }],
      ['/set-up/invitation', { code: link.split('=')[1] }],
    ] as const) {
      const answer = await postFrom(headers, path, body);
      expect(answer.status, path).toBe(403);
      expect(answer.headers.get('set-cookie'), path).toBeNull();
    }
    if (!('content-type' in headers)) {
      expect((await postFrom({ cookie, ...headers }, '/sign-out', {})).status).toBe(403);
    }
    expect((await api.send('{ viewer { actor { kind } } }')).status).toBe(200);
  });

  test.each(foreign)("gets nothing by somebody's cookie, %s", async (_title, headers) => {
    const { cookie } = await enter(server, asAdmin(server));
    const { status, data } = await new Api(server.url, { headers: { cookie, ...headers } })
      .send<object>('{ sessions { totalCount } }')
      .catch(() => ({ status: 400, data: null }));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(data ?? null).toBeNull();
  });

  test.each(foreign.filter(([, headers]) => 'origin' in headers))(
    'opens no socket by it, %s',
    async (_title, headers) => {
      const { cookie } = await enter(server, asAdmin(server));
      const socket = new WireSocket(server.url, { headers: { cookie, ...headers } });
      const isOpen = await socket.connected().then(
        () => true,
        () => false,
      );
      if (isOpen) socket.send({ type: 'connection_init' });
      expect([4401, 4403, 1006]).toContain((await socket.closed).code);
      expect(socket.frames).toEqual([]);
    },
  );
});

test('a signed-out browser is a stranger, and its cookie is taken back', async () => {
  const browser = await enter(server, asAdmin(server));
  const other = await signIn(server, browser.name);
  const answer = await browser.signOut();
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-rollcall=; Max-Age=0/);
  expect((await browser.api.send('{ viewer { actor { kind } } }')).status).toBe(401);
  expect((await other.api.send('{ viewer { actor { kind } } }')).status).toBe(200);
});

/** Asks from an address of its own, as another machine would. */
function signInFrom(localAddress: string, proof: object): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', origin: server.url };
    const asked = request(`${server.url}/sign-in`, { method: 'POST', localAddress, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode));
    });
    asked.once('error', reject);
    asked.end(JSON.stringify(proof));
  });
}

// Other systems have one loopback address only.
test.runIf(process.platform === 'linux')(
  'a flood of sign-ins from one address keeps neither heartbeats and kills nor other addresses waiting',
  async () => {
    const { name } = await enter(server, asAdmin(server));
    const ownerId = randomUUID();
    const owner = asOwner(server, ownerId);
    const sessions = await Promise.all(Array.from({ length: 6 }, () => register(owner, ownerId)));
    const ids = sessions.map(({ session }) => session.id);

    const flood = new AbortController();
    const counts = new Map<number | undefined, number>();
    const flooding = Array.from({ length: 200 }, async () => {
      while (!flood.signal.aborted) {
        const status = await signInFrom('127.0.0.1', { name: randomUUID(), password });
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    });

    // Each of these is answered while the flood goes on, or this would not come to its end.
    for (const id of ids) {
      expect(await heartbeat(owner, ids)).toHaveLength(ids.length);
      expect(await mutate(asAdmin(server), 'killSession', { id })).toMatchObject({ __typename: 'KillSessionSuccess' });
    }
    expect(await signInFrom('127.0.0.2', { name, password })).toBe(204);
    flood.abort();
    await Promise.all(flooding);
    expect([...counts.keys()].sort()).toEqual([401, 503]);
  },
);
