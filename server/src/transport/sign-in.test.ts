import { describe, expect, it } from 'vitest';
import { bootstrapToken, signInCookie, signInSecret } from './access.testing.ts';
import type { BegunSignIn, SignInRefusal } from './ports.ts';
import {
  ask,
  createTestSignIns,
  goodPassword,
  openClient,
  post,
  postJson,
  startTransport,
  unexpected,
  unusedSignIns,
  type StartedTransport,
} from './transport.testing.ts';

const ada = { name: 'Ada', password: goodPassword };
const wrong = { name: 'Ada', password: 'a wrong password' };
const cookieOfAda = `__Host-rollcall=${signInSecret}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`;

const signIn = (started: StartedTransport, body: unknown, headers?: Record<string, string>): Promise<Response> =>
  postJson(started, '/sign-in', body, headers);

describe('the methods of signing in', () => {
  it('are told to whoever asks', async () => {
    const { url } = await startTransport();
    const response = await fetch(`${url}/sign-in/methods`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ isSetUp: true, identityProvider: null });
  });

  it('name the identity provider, and say when nobody is there to sign in yet', async () => {
    const identityProvider = { label: 'Single sign-on', begin: unexpected, finish: unexpected };
    const started = await startTransport({ identityProvider });
    const { url } = await startTransport({
      identityProvider,
      signIns: { ...createTestSignIns(started.access), isSetUp: () => false },
    });
    expect(await (await fetch(`${url}/sign-in/methods`)).json()).toEqual({
      isSetUp: false,
      identityProvider: { label: 'Single sign-on' },
    });
  });
});

describe('sign-in', () => {
  it('gives the browser a cookie that no script reads', async () => {
    const started = await startTransport();
    const response = await signIn(started, ada);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(response.headers.get('set-cookie')).toBe(cookieOfAda);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { body } = await post(started.url, { query: '{ viewer }' }, { cookie: signInCookie });
    expect(body.data).toEqual({ viewer: 'PERSON' });
  });

  it.each([
    [400, 'INVALID_INPUT', {}],
    [400, 'INVALID_INPUT', { name: 'Ada' }],
    [400, 'INVALID_INPUT', { name: 'Ada', password: 1 }],
    [400, 'INVALID_INPUT', { name: ['Ada'], password: goodPassword }],
    [400, 'INVALID_INPUT', { name: null, password: goodPassword }],
    [400, 'INVALID_INPUT', { code: 'first-code' }],
    [400, 'INVALID_INPUT', { token: bootstrapToken }],
    [400, 'INVALID_INPUT', [ada]],
    [400, 'INVALID_INPUT', 'null'],
    [400, 'INVALID_INPUT', 'nonsense'],
    [400, 'INVALID_INPUT', ''],
    [400, 'INVALID_INPUT', '['.repeat(4_000)],
    [400, 'INVALID_INPUT', `{"__proto__":${JSON.stringify(ada)}}`],
    [401, 'SIGN_IN_REFUSED', wrong],
    [401, 'SIGN_IN_REFUSED', { name: '', password: '' }],
    [401, 'SIGN_IN_REFUSED', { name: 'Ada\0', password: `${goodPassword}\ud800` }],
    [413, 'TOO_LARGE', { ...ada, more: 'x'.repeat(4_096) }],
  ])('answers %i %s and no cookie to %j', async (status, code, body) => {
    const response = await signIn(await startTransport(), body);
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ code, message: expect.any(String) as string });
  });

  it('is refused to pages of other sites and to forms', async () => {
    const started = await startTransport();
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ]) {
      const response = await signIn(started, ada, headers);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect((await signIn(started, ada, { origin: started.url })).status).toBe(204);
  });

  it('ends the sign-in that this browser had before', async () => {
    const ended: [string, string | null][] = [];
    const started: StartedTransport = await startTransport({
      signIns: {
        ...unusedSignIns,
        begin: async () => ({ secret: 'rcs_new', maxAgeSeconds: 60 }),
        end: async (secret, origin) => void ended.push([secret, origin]),
      },
    });
    expect((await signIn(started, ada)).status).toBe(204);
    expect(ended).toEqual([]);
    expect((await signIn(started, ada, { cookie: signInCookie, 'user-agent': 'test/1' })).status).toBe(204);
    expect(ended).toEqual([[signInSecret, '127.0.0.1 test/1']]);
    await signIn(started, ada, { cookie: '__Host-rollcall=' });
    expect(ended).toHaveLength(1);
  });

  it('says when too many passwords wait to be checked, and does not count that as a try', async () => {
    const refused: SignInRefusal = { code: 'BUSY', message: 'Many people sign in just now. Try again.' };
    const started = await startTransport({ signIns: { ...unusedSignIns, begin: async () => refused } });
    for (let at = 0; at < 12; at += 1) {
      const response = await signIn(started, ada);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('2');
      expect(await response.json()).toEqual(refused);
    }
  });

  it('masks what fails behind it', async () => {
    const started = await startTransport({
      signIns: { ...unusedSignIns, begin: () => Promise.reject(new Error('secret')) },
    });
    const response = await signIn(started, ada);
    expect(response.status).toBe(500);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).not.toContain('secret');
    expect(started.log).toHaveLength(1);
  });
});

describe('wrong passwords', () => {
  it('are refused for a minute after ten for one name, before they are checked', async () => {
    const checked: string[] = [];
    const started: StartedTransport = await startTransport({
      signIns: {
        ...unusedSignIns,
        async begin({ name }) {
          checked.push(name);
          return { code: 'SIGN_IN_REFUSED', message: 'Wrong.' };
        },
      },
    });
    for (let at = 0; at < 10; at += 1) expect((await signIn(started, wrong)).status).toBe(401);
    const refused = await signIn(started, ada);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toEqual({ code: 'TOO_MANY_TRIES', message: expect.any(String) as string });
    expect(checked).toHaveLength(10);
    for (const name of [' ada', 'ADA', 'Ａｄａ']) expect((await signIn(started, { ...wrong, name })).status).toBe(429);
    expect((await signIn(started, { ...wrong, name: 'Grace' })).status).toBe(401);
    started.clock.advance(60_000);
    expect((await signIn(started, wrong)).status).toBe(401);
  });

  it('tell nobody who is known here', async () => {
    const started = await startTransport();
    const answers = async (name: string): Promise<unknown[]> => {
      const seen = [];
      for (let at = 0; at < 11; at += 1) {
        const response = await signIn(started, { ...wrong, name });
        const headers = [...response.headers].filter(([header]) => header !== 'date');
        seen.push([response.status, headers, await response.text()]);
      }
      return seen;
    };
    expect(await answers('Ada')).toEqual(await answers('Nobody'));
  });

  it('are counted before their outcome is known', async () => {
    const pending: ((refused: SignInRefusal) => void)[] = [];
    const started = await startTransport({
      signIns: { ...unusedSignIns, begin: () => new Promise((resolve) => pending.push(resolve)) },
    });
    const answers = Array.from({ length: 25 }, () => signIn(started, wrong));
    const statuses: number[] = [];
    for (const answer of answers) void answer.then(({ status }) => statuses.push(status));
    await expect.poll(() => statuses).toEqual(Array.from({ length: 15 }, () => 429));
    expect(pending).toHaveLength(10);
    for (const refuse of pending) refuse({ code: 'SIGN_IN_REFUSED', message: 'Wrong.' });
    await Promise.all(answers);
    expect(statuses.slice(15)).toEqual(Array.from({ length: 10 }, () => 401));
  });

  it('leave no mark on right ones', async () => {
    const started = await startTransport();
    for (let at = 0; at < 20; at += 1) expect((await signIn(started, ada)).status).toBe(204);
  });
});

describe('a flood of sign-ins', () => {
  it('holds up nothing else: GraphQL answers while passwords wait, and those over the queue are told to wait', async () => {
    const queue: ((begun: BegunSignIn) => void)[] = [];
    const started = await startTransport({
      signIns: {
        ...unusedSignIns,
        begin: () =>
          queue.length < 32
            ? new Promise((resolve) => queue.push(resolve))
            : Promise.resolve({ code: 'BUSY', message: 'Try again.' }),
      },
    });
    const order: string[] = [];
    const flood = Array.from({ length: 60 }, async (_, at) => {
      const { status } = await signIn(started, { ...ada, name: `person ${at}` });
      order.push(String(status));
    });
    await expect.poll(() => order.length).toBe(28);
    expect(await ask(openClient(started), { query: '{ hello }' })).toEqual({ data: { hello: 'world' } });
    expect((await post(started.url, { query: 'mutation { change }' })).body).toEqual({ data: { change: 'changed' } });
    order.push('GraphQL');
    for (const check of queue) check({ secret: 'rcs_x', maxAgeSeconds: 1 });
    await Promise.all(flood);
    expect(order).toEqual([...Array<string>(28).fill('503'), 'GraphQL', ...Array<string>(32).fill('204')]);
  });
});

describe('sign-out', () => {
  it('ends the sign-in and takes the cookie back', async () => {
    const started = await startTransport();
    const response = await fetch(`${started.url}/sign-out`, { method: 'POST', headers: { cookie: signInCookie } });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toBe(
      '__Host-rollcall=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await post(started.url, { query: '{ hello }' }, { cookie: signInCookie })).status).toBe(401);
  });

  it('is refused to pages of other origins, and harmless to strangers', async () => {
    const started = await startTransport();
    const signOut = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${started.url}/sign-out`, { method: 'POST', headers })).status;
    expect(await signOut({ cookie: signInCookie, origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(started.access.knows(signInSecret)).toBe(true);
    expect(await signOut({})).toBe(204);
    expect((await fetch(`${started.url}/sign-out`)).status).toBe(405);
  });
});
