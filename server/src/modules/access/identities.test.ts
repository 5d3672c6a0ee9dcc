import { describe, expect, test } from 'vitest';
import { admin, adminToken, startApp, type TestApp } from '../../app.testing.ts';
import { accessRecordsOf, addPerson, admit, firstAdmin, password, who } from '../../app-access.testing.ts';
import type { IdentityProviderConfig } from './identities.ts';
import { startIdentityProvider } from './identity-provider.testing.ts';

const minute = 60_000;
const roles = new Map([
  ['staff', 'VIEWER'],
  ['support', 'OPERATOR'],
  ['it-admins', 'ADMIN'],
] as const);

/** A server with an identity provider, and a browser that goes between them. */
async function start(changed: Partial<IdentityProviderConfig> = {}) {
  const provider = await startIdentityProvider();
  const { issuer } = provider;
  const identityProvider: IdentityProviderConfig = {
    ...{ issuer, clientId: 'rollcall', clientSecret: 'the client’s secret', label: 'Example ID' },
    ...{ groupsClaim: 'groups', roles, userIdClaim: null, ...changed },
  };
  const app = await startApp({ config: { identityProvider } });
  return { provider, app };
}
type Started = Awaited<ReturnType<typeof start>>;

const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } });
const cookieOf = (response: Response, name: string) =>
  new RegExp(`${name}=([^;]*)`).exec(response.headers.getSetCookie().join('\n'))?.[1] ?? '';

/** Presses the button. */
async function leave({ app }: TestApp, next = '/people') {
  const response = await get(`${app.url}/sign-in/oidc?next=${next}`);
  return {
    location: response.headers.get('location') ?? '',
    cookie: `__Host-rollcall-oidc=${cookieOf(response, '__Host-rollcall-oidc')}`,
  };
}

/** Comes back: where to, and the cookie of a sign-in. */
async function arrive(callbackUrl: string, cookie: string) {
  const response = await get(callbackUrl, cookie);
  return { location: response.headers.get('location'), secret: cookieOf(response, '__Host-rollcall') };
}

async function signIn({ app, provider }: Started) {
  const { location, cookie } = await leave(app);
  const { location: next, secret } = await arrive(provider.approve(location), cookie);
  return { next, secret, principal: secret === '' ? null : await who(app, { signIn: secret }) };
}

const refusedTo = '/sign-in?problem=IDENTITY_REFUSED';
const expiredTo = '/sign-in?problem=IDENTITY_EXPIRED';
const awayTo = '/sign-in?problem=IDENTITY_UNAVAILABLE';

describe('signing in at the identity provider', () => {
  test('asks it for a code, with PKCE, state and nonce, and comes back to where it began', async () => {
    const { provider, app } = await start();
    const { location } = await leave(app);
    const asked = Object.fromEntries(new URL(location).searchParams);
    expect(location.startsWith(`${provider.issuer}/authorize?`)).toBe(true);
    expect(asked).toEqual({
      client_id: 'rollcall',
      redirect_uri: `${app.app.url}/sign-in/oidc/callback`,
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect(await signIn({ app, provider })).toMatchObject({ next: '/people', principal: { name: 'grace' } });
  });

  test('makes a person at the first time, with the highest role of their groups, and finds them again', async () => {
    const { provider, app } = await start();
    provider.behaviour.claims = { sub: 's1', preferred_username: 'grace', groups: ['staff', 'unknown', 'support'] };
    const first = await signIn({ provider, app });
    expect(first.principal).toMatchObject({ kind: 'PERSON', name: 'grace', role: 'OPERATOR', apps: null });
    provider.behaviour.claims = { ...provider.behaviour.claims, preferred_username: 'renamed', groups: 'staff' };
    const second = await signIn({ provider, app });
    const personId = first.principal?.kind === 'PERSON' ? first.principal.personId : '';
    expect(second.principal).toMatchObject({ personId, name: 'grace', role: 'VIEWER' });
    await signIn({ provider, app });
    const acts = accessRecordsOf(app).filter((record) => record.includes(personId));
    expect(acts).toEqual([`PERSON_CREATED ${personId} by PERSON`, `PERSON_UPDATED ${personId} by PERSON`]);
  });

  test('changes rights in sockets that are open already', async () => {
    const started = await start();
    const { secret } = await signIn(started);
    const { visitor, refusals } = await admit(started.app, { signIn: secret });
    started.provider.behaviour.claims = { ...started.provider.behaviour.claims, groups: ['it-admins'] };
    await signIn(started);
    expect(visitor.principal).toMatchObject({ role: 'ADMIN' });
    expect(refusals()).toBe(0);
  });

  test('never makes somebody who has a password here of somebody of the same name there', async () => {
    const started = await start();
    const ada = await firstAdmin(started.app, 'Grace');
    await addPerson(started.app, ada.caller, { name: 'grace 2' });
    expect((await signIn(started)).principal).toMatchObject({ name: 'grace 3', role: 'VIEWER' });
    const { people, signIns } = started.app.services;
    const grace = people.list(ada.caller).find(({ name }) => name === 'grace 3');
    expect(grace).toMatchObject({ passwordHash: null, identity: { subject: 'subject-1' } });
    await expect(people.resetPassword(ada.caller, { id: grace?.id ?? '' })).rejects.toThrow('identity provider');
    expect(await signIns.begin({ name: 'grace 3', password: '' }, null)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  test('keeps the apps an admin chose, and tells the userId that a claim states', async () => {
    const started = await start({ userIdClaim: 'employee' });
    const ada = await firstAdmin(started.app);
    started.provider.behaviour.claims = { sub: 's1', email: 'g@example.com', groups: ['staff'], employee: 4711 };
    const { principal } = await signIn(started);
    expect(principal).toMatchObject({ name: 'g@example.com', userId: '4711' });
    const id = principal?.kind === 'PERSON' ? principal.personId : '';
    const change = { id, name: 'grace', role: 'VIEWER', apps: ['demo'], userId: 'u9' };
    await started.app.services.people.updatePerson(ada.caller, change);
    expect((await signIn(started)).principal).toMatchObject({ name: 'grace', apps: ['demo'], userId: '4711' });
    started.provider.behaviour.claims = { sub: 's1', groups: ['it-admins'] };
    expect((await signIn(started)).principal).toMatchObject({ role: 'ADMIN', apps: null, userId: null });
  });

  test('reads groups that only the user info tells', async () => {
    const started = await start();
    started.provider.behaviour.claims = { sub: 's1', preferred_username: 'grace' };
    started.provider.behaviour.userInfo = { groups: ['support'], sub: 's1' };
    expect((await signIn(started)).principal).toMatchObject({ role: 'OPERATOR' });
  });

  test('reads a userId that only the user info tells', async () => {
    const started = await start({ userIdClaim: 'employee' });
    started.provider.behaviour.userInfo = { employee: 'e1', groups: ['it-admins'], sub: 'subject-1' };
    // What the token tells counts more.
    expect((await signIn(started)).principal).toMatchObject({ role: 'VIEWER', userId: 'e1' });
  });

  test('cleans the name it is told of what nobody sees', async () => {
    const started = await start();
    const invisible = '\u200b\u2028\u202e\ue000';
    started.provider.behaviour.claims = {
      ...{ sub: 's1', groups: ['staff'] },
      ...{ preferred_username: `${invisible}-`, email: `gra${invisible}ce@example.com` },
    };
    expect((await signIn(started)).principal).toMatchObject({ name: 'gra    ce@example.com' });
  });
});

test('a provider that takes the last admin away gives nobody the first admin’s rights again', async () => {
  const started = await start();
  const { provider, app } = started;
  const code = app.services.setUp.createFirstAdminCode();
  provider.behaviour.claims = { ...provider.behaviour.claims, groups: ['it-admins'] };
  await signIn(started);
  provider.behaviour.claims = { ...provider.behaviour.claims, groups: ['staff'] };
  expect((await signIn(started)).principal).toMatchObject({ role: 'VIEWER' });
  expect(await app.services.setUp.findInvitation(code)).toBeNull();
  for (const open of [() => app, () => app.restart()]) {
    const { services } = await open();
    expect(services.setUp.isSetUp()).toBe(true);
    expect(await services.access.authenticate({ bearer: adminToken, signIn: null, ownerId: null })).toBeNull();
    const answer = await services.setUp.setUp(
      { code: services.setUp.createFirstAdminCode(), name: 'eve', password },
      '',
    );
    expect(answer).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    const made = services.people.createPerson(admin, { name: 'eve', role: 'ADMIN' });
    await expect(made).rejects.toThrow('bootstrap token holds no longer');
  }
});

describe('nobody is signed in', () => {
  test('who is in no group that has a role, and whoever was, is out everywhere', async () => {
    const started = await start();
    const { secret } = await signIn(started);
    const { refusals } = await admit(started.app, { signIn: secret });
    for (const groups of [[], ['unknown'], 'unknown', undefined, [7], { staff: true }]) {
      started.provider.behaviour.claims = { ...started.provider.behaviour.claims, groups };
      expect(await signIn(started)).toMatchObject({ next: refusedTo, secret: '' });
    }
    expect(refusals()).toBe(1);
  });

  test('by an attempt of another browser, a used one, one too old, or of another run', async () => {
    const { provider, app } = await start();
    const mine = await leave(app);
    const yours = await leave(app);
    const back = provider.approve(mine.location);
    expect(await arrive(back, '')).toEqual({ location: expiredTo, secret: '' });
    expect((await arrive(back, yours.cookie)).location).toBe(refusedTo);
    expect((await arrive(back, mine.cookie)).location).toBe('/people');
    expect((await arrive(back, mine.cookie)).location).toBe(expiredTo);

    const late = await leave(app);
    app.clock.advance(10 * minute);
    expect((await arrive(provider.approve(late.location), late.cookie)).location).toBe(expiredTo);
    const early = await leave(app);
    app.clock.advance(10 * minute - 1);
    expect((await arrive(provider.approve(early.location), early.cookie)).location).toBe('/people');

    const older = await leave(app);
    const later = await app.restart();
    const { search } = new URL(provider.approve(older.location));
    expect((await arrive(`${later.app.url}/sign-in/oidc/callback${search}`, older.cookie)).location).toBe(expiredTo);
    expect(app.errors.splice(0)).toHaveLength(1);
  });

  test.each([
    ['another nonce', { nonce: 'another' }],
    ['another client', { aud: 'another' }],
    ['another issuer', { iss: 'http://127.0.0.1:1' }],
    ['a time long past', { exp: 1_000 }],
    ['no subject', { sub: undefined }],
  ])('by a token for %s', async (_what, spoiled) => {
    const started = await start();
    started.provider.behaviour.spoil = (claims) => ({ ...claims, ...spoiled });
    expect(await signIn(started)).toMatchObject({ next: refusedTo, secret: '' });
    expect(started.app.errors.splice(0)).toHaveLength(1);
  });

  test('by a token that somebody else signed, a code the provider does not know, or its refusal', async () => {
    const { provider, app } = await start();
    provider.behaviour.isSignedByAnother = true;
    expect((await signIn({ provider, app })).next).toBe(refusedTo);
    const answers = ['code=made-up', 'error=access_denied', ''];
    for (const answer of answers) {
      const { location, cookie } = await leave(app);
      const state = new URL(location).searchParams.get('state') ?? '';
      const callback = `${app.app.url}/sign-in/oidc/callback?state=${state}&${answer}`;
      expect((await arrive(callback, cookie)).location, answer).toBe(refusedTo);
    }
    expect(app.errors.splice(0)).toHaveLength(1 + answers.length);
  });
});

test('a provider that is away keeps nobody else out, and is asked again', async () => {
  const { provider, app } = await start();
  provider.behaviour.isAway = true;
  expect((await get(`${app.app.url}/sign-in/oidc`)).headers.get('location')).toBe(awayTo);
  await firstAdmin(app);
  provider.behaviour.isAway = false;
  expect((await signIn({ provider, app })).next).toBe('/people');
  const { location, cookie } = await leave(app);
  provider.behaviour.isAway = true;
  expect((await arrive(provider.approve(location), cookie)).location).toBe(awayTo);
  expect(app.errors.splice(0)).toHaveLength(2);
});

test('the oldest of twenty attempts of one address gives way to the next', async () => {
  const { provider, app } = await start();
  const oldest = await leave(app);
  const second = await leave(app);
  for (let count = 0; count < 19; count += 1) await leave(app);
  expect((await arrive(provider.approve(oldest.location), oldest.cookie)).location).toBe(expiredTo);
  expect((await arrive(provider.approve(second.location), second.cookie)).location).toBe('/people');
});
