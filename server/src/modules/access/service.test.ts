import { describe, expect, test } from 'vitest';
import { admin, adminToken, appKey, owner, otherAppKey, startApp, stranger, type TestApp } from '../../app.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { createSecret } from '../../kernel/secrets.ts';
import type { Credentials } from './service.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const nobody: Credentials = { bearer: null, signIn: null, ownerId: null };

const who = ({ services }: TestApp, credentials: Partial<Credentials>) =>
  services.access.authenticate({ ...nobody, ...credentials });

async function signIn(app: TestApp): Promise<string> {
  const begun = await app.services.access.beginSignIn({ token: adminToken }, 'a browser');
  if (begun === null) throw new Error('The token is good');
  return begun.secret;
}

describe('who shows', () => {
  test('the admin token is the admin', async () => {
    const app = await startApp();
    expect(await who(app, { bearer: adminToken })).toEqual({ kind: 'ADMIN', name: 'admin' });
  });

  test('an app key is that key, and the owner it says it is', async () => {
    const app = await startApp();
    expect(await who(app, { bearer: appKey })).toEqual(owner().principal);
    expect(await who(app, { bearer: appKey, ownerId: 'owner1' })).toEqual(owner('owner1').principal);
    expect(await who(app, { bearer: otherAppKey })).toEqual(stranger().principal);
    expect(stranger().principal).not.toEqual(owner().principal);
  });

  test('a session’s token is that session and the owner it was given to, whatever it says', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    expect(token).toMatch(/^rst_/);
    expect(await who(app, { bearer: token, ownerId: 'somebody else' })).toEqual({
      kind: 'SESSION_TOKEN',
      sessionId: session.id,
      keyId: session.keyId,
      ownerId: 'owner1',
    });
  });

  test('anything else is a stranger', async () => {
    const app = await startApp();
    const { token } = await app.register();
    const strangers = [
      '',
      'admin',
      adminToken.toUpperCase(),
      `${adminToken} `,
      adminToken.slice(1),
      token.slice(0, -1),
      createSecret('rst'),
      createSecret('rck'),
      await signIn(app),
    ];
    for (const bearer of strangers) expect(await who(app, { bearer }), bearer).toBeNull();
    expect(await who(app, {})).toBeNull();
    expect(await who(app, { signIn: adminToken })).toBeNull();
  });
});

describe('a single-use code', () => {
  test('signs one browser in, once', async () => {
    const app = await startApp();
    const { access } = app.services;
    const code = access.createSignInCode();
    const [first, second] = await Promise.all([access.beginSignIn({ code }, null), access.beginSignIn({ code }, null)]);
    expect(first?.maxAgeSeconds).toBe(7 * 86_400);
    expect(second).toBeNull();
    expect(await access.beginSignIn({ code }, null)).toBeNull();
    expect(await who(app, { signIn: first?.secret ?? '' })).toEqual({ kind: 'ADMIN', name: 'admin' });
  });

  test.each([0, 3, -3])('holds for 15 minutes, even if the wall clock jumps by %d hours', async (hours) => {
    const app = await startApp();
    const { access } = app.services;
    const [early, late] = [access.createSignInCode(), access.createSignInCode()];
    app.clock.jumpWall(hours * 60 * minute);
    await app.advance(15 * minute - 1);
    expect(await access.beginSignIn({ code: early }, null)).not.toBeNull();
    await app.advance(1);
    expect(await access.beginSignIn({ code: late }, null)).toBeNull();
  });

  test('of another run, a made-up one, or none signs nobody in', async () => {
    const before = await startApp();
    const code = before.services.access.createSignInCode();
    const { access } = (await before.restart()).services;
    for (const proof of [{ code }, { code: createSecret('rcc') }, { code: '' }, { token: appKey }, { token: '' }]) {
      expect(await access.beginSignIn(proof, null)).toBeNull();
    }
  });
});

describe('a sign-in', () => {
  test('holds for a week, also across restarts', async () => {
    const before = await startApp();
    const secret = await signIn(before);
    const app = await before.restart();
    await app.advance(7 * day - 1);
    expect(await who(app, { signIn: secret })).toEqual({ kind: 'ADMIN', name: 'admin' });
    await app.advance(1);
    expect(await who(app, { signIn: secret })).toBeNull();
  });

  test('is over once it is ended, and no other with it', async () => {
    const app = await startApp();
    const [mine, yours] = [await signIn(app), await signIn(app)];
    expect(mine).not.toBe(yours);
    await app.services.access.endSignIn(mine);
    await app.services.access.endSignIn(mine);
    expect(await who(app, { signIn: mine })).toBeNull();
    expect(await who(app, { signIn: yours })).not.toBeNull();
  });
});

test('only an admin is shown a key', async () => {
  const app = await startApp();
  expect(app.services.access.quickStartKey(admin)).toBe(appKey);
  expect(() => app.services.access.quickStartKey(owner())).toThrow(ForbiddenError);
});
