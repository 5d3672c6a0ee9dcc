import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Api, asAdmin, asOwner } from '../harness/api.ts';
import { clientSecret, IdentityProvider } from '../harness/identity-provider.ts';
import { register } from '../harness/operations.ts';
import { createPerson } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { Visit } from './visit.ts';

let provider: IdentityProvider;
let server: ServerProcess;
let sessionId: string;
/** Whoever comes there, with nothing spoilt. */
let honest: Pick<IdentityProvider, 'account' | 'userInfo' | 'spoil' | 'signsWithAnotherKey' | 'isAway'>;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  const { account, userInfo, spoil, signsWithAnotherKey, isAway } = provider;
  honest = { account, userInfo, spoil, signsWithAnotherKey, isAway };
  server = await ServerProcess.start({ env: provider.settings });
  const ownerId = randomUUID();
  sessionId = (await register(asOwner(server, ownerId), ownerId, { app: 'alpha' })).session.id;
});

beforeEach(() => {
  Object.assign(provider, honest, { account: { ...honest.account, sub: randomUUID() } });
});

afterAll(async () => {
  await provider.close();
  await server.remove();
});

/** A browser as far as signing in needs one: it keeps the server's cookies and follows redirects. */
class Browser {
  readonly #cookies = new Map<string, string>();

  get headers(): Record<string, string> {
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: server.url };
  }

  get api(): Api {
    return new Api(server.url, { headers: this.headers });
  }

  get isSignedIn(): boolean {
    return this.#cookies.has('__Host-rollcall');
  }

  /** Another one that has kept the same. */
  copy(): Browser {
    const copy = new Browser();
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value);
    return copy;
  }

  /** One step; resolves with where it leads, as a path on the server itself. */
  async go(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const { cookie = '' } = this.headers;
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: url.startsWith(server.url) ? { cookie, ...headers } : {},
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    if (answer.status !== 302) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
    return answer.headers.get('location') ?? '';
  }

  /** To the provider; resolves with where that one sends it back to. */
  async leave(next = '/sessions?show=all'): Promise<string> {
    return this.go(await this.go(`${server.url}/sign-in/oidc?next=${encodeURIComponent(next)}`));
  }

  /** There and back. */
  async signIn(): Promise<string> {
    return this.go(await this.leave());
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

const refused = '/sign-in?problem=IDENTITY_REFUSED';
const expired = '/sign-in?problem=IDENTITY_EXPIRED';
const unavailable = '/sign-in?problem=IDENTITY_UNAVAILABLE';

async function personOf({ api }: Browser): Promise<Record<string, unknown>> {
  const { viewer } = await api.data<{ viewer: { person: Record<string, unknown> } }>(
    '{ viewer { person { id name role apps hasPassword identityProvider } } }',
  );
  return viewer.person;
}

const as = (account: Partial<IdentityProvider['account']>) => {
  provider.account = { ...provider.account, ...account };
};

test('the sign-in page is told what to call it', async () => {
  const methods: unknown = await (await fetch(`${server.url}/sign-in/methods`)).json();
  expect(methods).toMatchObject({ identityProvider: { label: 'Example ID' } });
});

describe('signing in there', () => {
  test('leads to where one wanted to go, as somebody with the role of the groups, and no password', async () => {
    as({ preferred_username: 'Grace Hopper', groups: ['cooks', 'staff', 'on-call'] });
    const browser = new Browser();
    expect(await browser.signIn()).toBe('/sessions?show=all');
    expect(await personOf(browser)).toMatchObject({
      name: 'Grace Hopper',
      role: 'OPERATOR',
      apps: null,
      hasPassword: false,
      identityProvider: provider.issuer,
    });
  });

  test('takes the groups from the user info where the token does not tell them', async () => {
    as({ groups: undefined });
    provider.userInfo = { groups: ['on-call'] };
    const browser = new Browser();
    await browser.signIn();
    expect(await personOf(browser)).toMatchObject({ role: 'OPERATOR' });
  });

  test('again makes nobody new, and gives the role of now, which what is open feels at once', async () => {
    as({ groups: ['on-call'] });
    const first = new Browser();
    await first.signIn();
    const visit = await Visit.open(server.url, { headers: first.headers }, sessionId);
    as({ groups: ['staff'], preferred_username: 'another name' });
    const second = new Browser();
    await second.signIn();
    expect(await visit.nextChanges()).toMatchObject({ resync: true });
    expect(await personOf(second)).toEqual(await personOf(first));
    expect(await personOf(first)).toMatchObject({ name: expect.stringContaining('grace') as string, role: 'VIEWER' });
    await visit.close();
  });

  test('makes nobody somebody who signs in with a password, whatever the name', async () => {
    const { id, name } = await createPerson(asAdmin(server));
    as({ preferred_username: name });
    const browser = new Browser();
    await browser.signIn();
    expect(await personOf(browser)).not.toMatchObject({ id });
    expect(await personOf(browser)).toMatchObject({ name: `${name} 2` });
  });

  test('leads nowhere outside', async () => {
    for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'evil']) {
      const browser = new Browser();
      expect(new URL(await browser.go(await browser.leave(next)), server.url).origin, next).toBe(server.url);
    }
  });

  test('is refused to those in no group, and ends what they had open', async () => {
    const browser = new Browser();
    await browser.signIn();
    const visit = await Visit.open(server.url, { headers: browser.headers }, sessionId);
    as({ groups: ['cooks'] });
    const later = new Browser();
    expect(await later.signIn()).toBe(refused);
    expect(later.isSignedIn).toBe(false);
    await visit.expectRefused();
  });
});

describe('a way back that is not the one of the way there', () => {
  test.each<[string, (back: URL) => void, string]>([
    ['has another state', (back) => back.searchParams.set('state', 'x'.repeat(43)), refused],
    ['has no state', (back) => back.searchParams.delete('state'), refused],
    ['has a made-up code', (back) => back.searchParams.set('code', randomUUID()), refused],
    ['has no code', (back) => back.searchParams.delete('code'), refused],
    [
      'brings an error',
      (back) => (back.search = `?error=access_denied&state=${back.searchParams.get('state')}`),
      refused,
    ],
  ])('%s, and signs nobody in', async (_title, bend, problem) => {
    const browser = new Browser();
    const back = new URL(await browser.leave());
    bend(back);
    expect(await browser.go(back.href)).toBe(problem);
    expect(browser.isSignedIn).toBe(false);
  });

  test('is taken a second time, even with what the browser kept for it, and signs nobody in', async () => {
    const browser = new Browser();
    const back = await browser.leave();
    const replaying = browser.copy();
    expect(await browser.go(back)).toBe('/sessions?show=all');
    expect(await browser.go(back)).toBe(expired);
    expect(await replaying.go(back)).toBe(expired);
    expect(replaying.isSignedIn).toBe(false);
  });

  test('ends in a browser that never left, and signs nobody in', async () => {
    const back = await new Browser().leave();
    const other = new Browser();
    expect(await other.go(back)).toBe(expired);
    expect(other.isSignedIn).toBe(false);
  });

  test("brings an attacker's code to a browser that left by itself, and signs nobody in", async () => {
    const attackers = new URL(await new Browser().leave());
    const victim = new Browser();
    const own = new URL(await victim.leave());
    // With the state that the victim's browser waits for: the code is of another challenge, nonce and verifier.
    own.searchParams.set('code', attackers.searchParams.get('code') ?? '');
    expect(await victim.go(own.href)).toBe(refused);
    expect(victim.isSignedIn).toBe(false);
  });
});

test.each<[string, () => void]>([
  ['with another nonce', () => (provider.spoil = (claims) => ({ ...claims, nonce: 'x'.repeat(43) }))],
  ['without the nonce', () => (provider.spoil = ({ nonce: _, ...claims }) => claims)],
  ['for another client', () => (provider.spoil = (claims) => ({ ...claims, aud: 'somebody-else' }))],
  ['of another issuer', () => (provider.spoil = (claims) => ({ ...claims, iss: 'https://evil.example' }))],
  ['whose time is over', () => (provider.spoil = (claims) => ({ ...claims, iat: 1_000, exp: 2_000 }))],
  ['signed by somebody else', () => (provider.signsWithAnotherKey = true)],
])('a token %s signs nobody in', async (_title, spoil) => {
  spoil();
  const browser = new Browser();
  expect(await browser.signIn()).toBe(refused);
  expect(browser.isSignedIn).toBe(false);
});

test('another site does not send anybody there', async () => {
  const browser = new Browser();
  const location = await browser.go(`${server.url}/sign-in/oidc`, { 'sec-fetch-site': 'cross-site' });
  expect(location).toMatch(/^\/sign-in(\?|$)/);
});

describe('a provider that is away', () => {
  test('is said so on the way there and on the way back, and works again when it is there', async () => {
    const browser = new Browser();
    const back = await browser.leave();
    provider.isAway = true;
    expect(await browser.go(back)).toBe(unavailable);
    provider.isAway = false;
    expect(await browser.signIn()).toBe('/sessions?show=all');
  });

  test('keeps no server from starting, nor anybody from signing in by a password', async () => {
    provider.isAway = true;
    const other = await ServerProcess.start({ env: provider.settings });
    try {
      const answer = await fetch(`${other.url}/sign-in/oidc`, { redirect: 'manual' });
      expect(answer.headers.get('location')).toBe(unavailable);
      expect((await createPerson(asAdmin(other))).link).toContain('/set-up#code=');
      provider.isAway = false;
      const there = await fetch(`${other.url}/sign-in/oidc`, { redirect: 'manual' });
      expect(there.headers.get('location')).toContain(provider.issuer);
    } finally {
      await other.remove();
    }
  });
});

test('the first admin may come from there, and the bootstrap token retires', async () => {
  as({ groups: ['platform'] });
  const browser = new Browser();
  await browser.signIn();
  expect(await personOf(browser)).toMatchObject({ role: 'ADMIN' });
  expect((await asAdmin(server).send('{ viewer { actor { kind } } }')).status).toBe(401);
  const { people } = await browser.api.data<{ people: readonly unknown[] }>('{ people { id } }');
  expect(people.length).toBeGreaterThan(1);
});

test('no secret of it is in what the server prints', async () => {
  // Once it has ended, all it printed has come. This is the last test.
  server.kill('SIGTERM');
  await server.ended;
  expect(provider.secrets.length).toBeGreaterThan(10);
  expect([clientSecret, ...provider.secrets].filter((secret) => server.output.includes(secret))).toEqual([]);
});
