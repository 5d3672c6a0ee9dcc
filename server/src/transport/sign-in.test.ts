import { describe, expect, it } from 'vitest';
import {
  adminToken,
  post,
  signInCookie,
  signInSecret,
  startTransport,
  type StartedTransport,
} from './transport.testing.ts';

async function signIn(
  { url }: StartedTransport,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('sign-in', () => {
  it.each([{ code: 'good-code' }, { token: adminToken }])(
    'gives the browser a cookie that no script reads, for %o',
    async (proof) => {
      const started = await startTransport();
      const response = await signIn(started, proof);
      expect(response.status).toBe(204);
      expect(await response.text()).toBe('');
      expect(response.headers.get('set-cookie')).toBe(
        `__Host-rollcall=${signInSecret}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`,
      );
      expect((await post(started.url, { query: '{ viewer }' }, { cookie: signInCookie })).body.data).toEqual({
        viewer: 'ADMIN',
      });
    },
  );

  it.each([
    [401, { code: 'wrong' }],
    [401, { token: 'wrong' }],
    [400, {}],
    [400, { code: 1 }],
    [400, []],
    [400, 'null'],
    [400, 'nonsense'],
    [400, ''],
    [413, { code: 'x'.repeat(4_096) }],
  ])('answers %i and no cookie to %j', async (status, body) => {
    const response = await signIn(await startTransport(), body);
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toEqual({ code: 'SIGN_IN_REFUSED', message: expect.any(String) as string });
  });

  it('is refused to pages of other sites and to forms', async () => {
    const started = await startTransport();
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ]) {
      expect((await signIn(started, { code: 'good-code' }, headers)).status).toBe(403);
    }
    expect((await signIn(started, { code: 'good-code' }, { origin: started.url })).status).toBe(204);
  });

  it('answers wrong proofs for a minute with 429 after ten from one address, and right ones always', async () => {
    const started = await startTransport();
    for (let at = 0; at < 10; at += 1) expect((await signIn(started, { code: 'wrong' })).status).toBe(401);
    const refused = await signIn(started, { code: 'wrong' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await signIn(started, { code: 'good-code' })).status).toBe(204);
    started.clock.advance(60_000);
    expect((await signIn(started, { code: 'wrong' })).status).toBe(401);
  });

  it('does not count successes', async () => {
    const started = await startTransport();
    for (let at = 0; at < 20; at += 1) expect((await signIn(started, { token: adminToken })).status).toBe(204);
  });

  it('masks what fails behind it', async () => {
    const started = await startTransport({
      signIns: { begin: () => Promise.reject(new Error('secret')), end: () => Promise.resolve() },
    });
    const response = await signIn(started, { code: 'x' });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(started.log).toHaveLength(1);
  });
});

describe('sign-out', () => {
  it('ends the sign-in and takes the cookie back', async () => {
    const started = await startTransport();
    const response = await fetch(`${started.url}/sign-out`, { method: 'POST', headers: { cookie: signInCookie } });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-rollcall=; Max-Age=0; /);
    expect((await post(started.url, { query: '{ hello }' }, { cookie: signInCookie })).status).toBe(401);
  });

  it('is refused to pages of other origins, and harmless to strangers', async () => {
    const started = await startTransport();
    const signOut = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${started.url}/sign-out`, { method: 'POST', headers })).status;
    expect(await signOut({ cookie: signInCookie, origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(started.good.has(signInSecret)).toBe(true);
    expect(await signOut({})).toBe(204);
    expect((await fetch(`${started.url}/sign-out`)).status).toBe(405);
  });
});
