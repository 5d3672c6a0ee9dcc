import { describe, expect, it } from 'vitest';
import { signInCookie, signInSecret } from './access.testing.ts';
import type { SignInRefusal } from './ports.ts';
import { goodPassword, postJson, startTransport, unusedSignIns, type StartedTransport } from './transport.testing.ts';

const invitation = (started: StartedTransport, body: unknown, headers?: Record<string, string>): Promise<Response> =>
  postJson(started, '/set-up/invitation', body, headers);
const setUp = (started: StartedTransport, body: unknown, headers?: Record<string, string>): Promise<Response> =>
  postJson(started, '/set-up', body, headers);

const first = { code: 'first-code', name: 'Ada', password: goodPassword };

describe('an invitation', () => {
  it.each([
    ['first-code', { kind: 'FIRST_ADMIN', name: null }],
    ['person-code', { kind: 'PERSON', name: 'Grace' }],
  ])('says whom the link is for, and stays good: %s', async (code, expected) => {
    const started = await startTransport();
    for (const time of [1, 2]) {
      const response = await invitation(started, { code });
      expect(response.status, `time ${time}`).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await response.json()).toEqual(expected);
    }
  });
});

describe('a set-up', () => {
  it.each([first, { code: 'person-code', password: goodPassword }, { ...first, name: null }])(
    'signs the browser in: %o',
    async (body) => {
      const response = await setUp(await startTransport(), body);
      expect(response.status).toBe(204);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('set-cookie')).toBe(
        `__Host-rollcall=${signInSecret}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`,
      );
    },
  );

  it('hands over what was typed and from where, and ends the sign-in that this browser had', async () => {
    const seen: unknown[] = [];
    const started = await startTransport({
      signIns: {
        ...unusedSignIns,
        async setUp(input, origin) {
          seen.push(input, origin);
          return { secret: 'rcs_new', maxAgeSeconds: 60 };
        },
        end: async (secret) => void seen.push(secret),
      },
    });
    const headers = { cookie: signInCookie, 'user-agent': 'test/1' };
    expect((await setUp(started, { ...first, role: 'ADMIN' }, headers)).status).toBe(204);
    expect(seen).toEqual([first, '127.0.0.1 test/1', signInSecret]);
  });

  it.each<[number, string | null, SignInRefusal]>([
    [400, null, { code: 'INVALID_INPUT', message: 'A password has at least 12 characters.' }],
    [401, null, { code: 'SIGN_IN_REFUSED', message: 'This link does not work any more.' }],
    [409, null, { code: 'NAME_TAKEN', message: 'Somebody has this name.' }],
    [503, '2', { code: 'BUSY', message: 'Try again.' }],
  ])('answers %i when it comes to nothing', async (status, retryAfter, refused) => {
    const started = await startTransport({ signIns: { ...unusedSignIns, setUp: async () => refused } });
    const response = await setUp(started, first);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(refused);
  });
});

describe('both', () => {
  it.each([
    [400, {}],
    [400, { code: 1, password: goodPassword }],
    [400, { code: ['first-code'], password: goodPassword }],
    [400, []],
    [400, 'null'],
    [400, '"first-code"'],
    [400, ''],
    [400, '{"code":'],
    [401, { code: 'wrong', password: goodPassword }],
    [401, { code: '__proto__', password: goodPassword }],
    [401, { code: '', password: '' }],
    [413, { code: 'x'.repeat(4_096), password: goodPassword }],
  ])('answer %i to %j', async (status, body) => {
    const started = await startTransport();
    for (const send of [invitation, setUp]) {
      const response = await send(started, body);
      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({
        code: expect.any(String) as string,
        message: expect.any(String) as string,
      });
    }
  });

  it('refuse a name or a password that is no text', async () => {
    const started = await startTransport();
    for (const body of [
      { ...first, name: 1 },
      { ...first, name: {} },
      { ...first, password: null },
      { code: 'first-code' },
    ]) {
      expect((await setUp(started, body)).status).toBe(400);
    }
  });

  it('are refused to pages of other sites and to forms', async () => {
    const started = await startTransport();
    for (const send of [invitation, setUp]) {
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { 'content-type': 'text/plain' },
      ]) {
        expect((await send(started, first, headers)).status).toBe(403);
      }
    }
  });

  it('answer wrong codes with 429 after ten in a minute from one address, and right ones always', async () => {
    const started = await startTransport();
    const wrong = { code: 'wrong', password: goodPassword };
    for (let at = 0; at < 5; at += 1) {
      expect((await invitation(started, wrong)).status).toBe(401);
      expect((await setUp(started, wrong)).status).toBe(401);
    }
    for (const send of [invitation, setUp]) {
      const refused = await send(started, wrong);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('60');
      expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_TRIES' });
    }
    expect((await invitation(started, first)).status).toBe(200);
    expect((await setUp(started, { ...first, password: 'short' })).status).toBe(400);
    expect((await setUp(started, first)).status).toBe(204);
    started.clock.advance(60_000);
    expect((await setUp(started, wrong)).status).toBe(401);
  });

  it('leave no mark on right codes', async () => {
    const started = await startTransport();
    for (let at = 0; at < 12; at += 1) {
      expect((await invitation(started, first)).status).toBe(200);
      expect((await setUp(started, { ...first, password: 'short' })).status).toBe(400);
    }
    expect((await invitation(started, { code: 'wrong' })).status).toBe(401);
  });
});
