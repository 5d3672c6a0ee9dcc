import { describe, expect, it } from 'vitest';
import { signInCookie, signInSecret } from './access.testing.ts';
import type { IdentityProvider, SignInRefusal, TransportPorts } from './ports.ts';
import { startTransport, unexpected, unusedSignIns, type StartedTransport } from './transport.testing.ts';

const publicUrl = 'https://rollcall.example';
const providerUrl = 'https://identity.example/authorize?client_id=rollcall&state=s1';
const signedIn = `${signInCookie}; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax`;
const cleared = '__Host-rollcall-oidc=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax';

interface StartedProvider extends StartedTransport {
  /** What the provider's port was called with, and the sign-ins that ended. */
  readonly calls: unknown[];
}

async function startWithProvider(
  provider: Partial<IdentityProvider> = {},
  overrides: Partial<TransportPorts> = {},
): Promise<StartedProvider> {
  const calls: unknown[] = [];
  const started = await startTransport({
    publicUrl: () => publicUrl,
    signIns: { ...unusedSignIns, end: async (secret) => void calls.push({ ended: secret }) },
    identityProvider: {
      label: 'Single sign-on',
      async begin(redirectUri) {
        calls.push({ redirectUri });
        return { url: providerUrl, state: 'state 1; with="signs' };
      },
      async finish(callbackUrl, state, origin) {
        calls.push({ callbackUrl, state, origin });
        return { secret: signInSecret, maxAgeSeconds: 60 };
      },
      ...provider,
    },
    ...overrides,
  });
  return { ...started, calls };
}

const get = ({ url }: StartedTransport, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url + path, { redirect: 'manual', headers: { 'user-agent': 'test/1', ...headers } });

/** What the browser keeps of an attempt, as it sends it back. */
async function begin(started: StartedTransport, next?: string): Promise<string> {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
  const response = await get(started, `/sign-in/oidc${query}`);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function expectRedirect(response: Response, location: string): void {
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(location);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
}

describe('signing in at an identity provider', () => {
  it('sends the browser there, bound by a cookie for ten minutes', async () => {
    const started = await startWithProvider();
    const response = await get(started, '/sign-in/oidc?next=/people', { 'sec-fetch-site': 'same-origin' });
    expectRedirect(response, providerUrl);
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-rollcall-oidc=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(started.calls).toEqual([{ redirectUri: 'https://rollcall.example/sign-in/oidc/callback' }]);
  });

  it('signs in whoever comes back, and leads on to where they wanted', async () => {
    const started = await startWithProvider();
    const cookie = await begin(started, '/sessions?app=web');
    started.calls.length = 0;
    // The provider's site sends it, and a proxy before us has its own idea of our host.
    const response = await get(started, '/sign-in/oidc/callback?code=c%26d&state=s1', {
      cookie,
      'sec-fetch-site': 'cross-site',
    });
    expectRedirect(response, '/sessions?app=web');
    expect(response.headers.getSetCookie()).toEqual([cleared, signedIn]);
    expect(started.calls).toEqual([
      {
        callbackUrl: 'https://rollcall.example/sign-in/oidc/callback?code=c%26d&state=s1',
        state: 'state 1; with="signs',
        origin: '127.0.0.1 test/1',
      },
    ]);
  });

  it('ends the sign-in that this browser had before', async () => {
    const started = await startWithProvider();
    const cookie = await begin(started);
    await get(started, '/sign-in/oidc/callback?code=c', { cookie: `__Host-rollcall=rcs_old; ${cookie}` });
    expect(started.calls.at(-1)).toEqual({ ended: 'rcs_old' });
  });

  it('leads to the first page when another site is wanted next, whoever wrote the cookie', async () => {
    const started = await startWithProvider();
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/.//evil.example']) {
      const forged = Buffer.from(JSON.stringify({ state: 's', next })).toString('base64url');
      for (const cookie of [await begin(started, next), `__Host-rollcall-oidc=${forged}`]) {
        expectRedirect(await get(started, '/sign-in/oidc/callback?code=c', { cookie }), '/');
      }
    }
  });

  it('is not begun by other sites: people press the button themselves', async () => {
    const started = await startWithProvider({ begin: unexpected });
    for (const site of ['cross-site', 'same-site']) {
      for (const [next, shown] of [
        ['/people?a=b', '%2Fpeople%3Fa%3Db'],
        ['//evil.example', '%2F'],
      ] as const) {
        const response = await get(started, `/sign-in/oidc?next=${next}`, { 'sec-fetch-site': site });
        expectRedirect(response, `/sign-in?next=${shown}`);
        expect(response.headers.get('set-cookie')).toBeNull();
      }
    }
  });
});

describe('signing in at an identity provider comes to nothing', () => {
  it.each([
    ['there is none', ''],
    ['it is of another name', '__Host-rollcall-oid=x'],
    ['it is empty', '__Host-rollcall-oidc='],
    ['it is no JSON', '__Host-rollcall-oidc=nonsense'],
    ['it is null', `__Host-rollcall-oidc=${Buffer.from('null').toString('base64url')}`],
    ['it lacks a state', `__Host-rollcall-oidc=${Buffer.from('{"next":"/"}').toString('base64url')}`],
    ['its state is no text', `__Host-rollcall-oidc=${Buffer.from('{"state":{},"next":"/"}').toString('base64url')}`],
  ])('without the cookie of the attempt: %s', async (_, cookie) => {
    const started = await startWithProvider({ finish: unexpected });
    const response = await get(started, '/sign-in/oidc/callback?code=c&state=s1', { cookie });
    expectRedirect(response, '/sign-in?problem=IDENTITY_EXPIRED');
    expect(response.headers.getSetCookie()).toEqual([cleared]);
    expect(started.log).toEqual([]);
  });

  it.each<[string, SignInRefusal['code']]>([
    ['IDENTITY_REFUSED', 'SIGN_IN_REFUSED'],
    ['IDENTITY_REFUSED', 'NAME_TAKEN'],
    ['IDENTITY_UNAVAILABLE', 'BUSY'],
  ])('with %s for %s, and the attempt is over', async (problem, code) => {
    const started = await startWithProvider({ finish: async () => ({ code, message: 'secret' }) });
    const cookie = await begin(started);
    const response = await get(started, '/sign-in/oidc/callback?error=access_denied', { cookie });
    expectRedirect(response, `/sign-in?problem=${problem}`);
    expect(response.headers.getSetCookie()).toEqual([cleared]);
  });

  it('when the attempt is forgotten, as after ten minutes or a restart', async () => {
    const started = await startWithProvider({ finish: async () => null });
    const response = await get(started, '/sign-in/oidc/callback?code=c', { cookie: await begin(started) });
    expectRedirect(response, '/sign-in?problem=IDENTITY_EXPIRED');
    expect(response.headers.getSetCookie()).toEqual([cleared]);
  });

  it('when the provider cannot be reached, which is logged', async () => {
    const fails = (): Promise<never> => Promise.reject(new Error('secret address'));
    const begins = await startWithProvider({ begin: fails });
    const begun = await get(begins, '/sign-in/oidc');
    expectRedirect(begun, '/sign-in?problem=IDENTITY_UNAVAILABLE');
    expect(begun.headers.get('set-cookie')).toBeNull();
    const finishes = await startWithProvider({ finish: fails });
    const finished = await get(finishes, '/sign-in/oidc/callback?code=c', { cookie: await begin(finishes) });
    expectRedirect(finished, '/sign-in?problem=IDENTITY_UNAVAILABLE');
    expect(finished.headers.getSetCookie()).toEqual([cleared]);
    for (const { log } of [begins, finishes]) expect(log.join()).toContain('secret address');
  });

  it('when the old sign-in cannot be ended, and nobody is signed in', async () => {
    const started = await startWithProvider({}, { signIns: { ...unusedSignIns, end: unexpected } });
    const cookie = `${signInCookie}; ${await begin(started)}`;
    const response = await get(started, '/sign-in/oidc/callback?code=c', { cookie });
    expectRedirect(response, '/sign-in?problem=IDENTITY_UNAVAILABLE');
    expect(response.headers.getSetCookie()).toEqual([cleared]);
  });

  it('where none is configured', async () => {
    const started = await startWithProvider({}, { identityProvider: null });
    for (const path of ['/sign-in/oidc', '/sign-in/oidc/callback?code=c']) {
      expectRedirect(await get(started, path), '/sign-in?problem=IDENTITY_UNAVAILABLE');
    }
  });
});
