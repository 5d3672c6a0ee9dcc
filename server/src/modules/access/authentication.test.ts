import { describe, expect, test } from 'vitest';
import { admin, adminToken, appKey, otherAppKey, owner, startApp, terminalToken } from '../../app.testing.ts';
import { addPerson, firstAdmin, makeKey, who } from '../../app-access.testing.ts';
import { createSecret } from '../../kernel/secrets.ts';

const day = 86_400_000;

describe('who shows', () => {
  test('the bootstrap token may do what an admin may, until there is one', async () => {
    const app = await startApp();
    expect(await who(app, { bearer: adminToken })).toEqual({ kind: 'BOOTSTRAP' });
    const { caller } = await firstAdmin(app);
    expect(await who(app, { bearer: adminToken })).toBeNull();
    const operator = await addPerson(app, caller, { name: 'bob', role: 'OPERATOR' });
    expect(operator.caller.principal).toMatchObject({ role: 'OPERATOR' });
    expect(await who(await app.restart(), { bearer: adminToken })).toBeNull();
  });

  test('the terminal’s token is the terminal', async () => {
    const app = await startApp();
    await firstAdmin(app);
    expect(await who(app, { bearer: terminalToken })).toEqual({ kind: 'TERMINAL' });
  });

  test('an app key is that key, and the owner it says it is', async () => {
    const app = await startApp();
    expect(await who(app, { bearer: appKey })).toEqual(owner().principal);
    expect(await who(app, { bearer: appKey, ownerId: 'owner1' })).toEqual(owner('owner1').principal);
    expect(await who(app, { bearer: otherAppKey })).toMatchObject({ kind: 'KEY', keyId: '00000000000b' });
    const { appKey: made, secret } = await makeKey(app, { apps: ['demo'], rights: ['READ', 'KILL', 'READ'] });
    expect(await who(app, { bearer: secret })).toEqual({
      kind: 'KEY',
      keyId: made.id,
      name: 'a key',
      apps: ['demo'],
      rights: ['READ', 'KILL'],
    });
  });

  test('a session’s token is that session and the owner it was given to, whatever it says', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    expect(await who(app, { bearer: token, ownerId: 'somebody else' })).toEqual({
      kind: 'SESSION_TOKEN',
      sessionId: session.id,
      keyId: session.keyId,
      ownerId: 'owner1',
    });
  });

  test('a sign-in’s cookie is that person, with the rights they have now', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'Bob', role: 'OPERATOR', apps: ['demo'], userId: 'u1' });
    const change = { id: bob.id, name: 'Bert', role: 'VIEWER', apps: ['other'], userId: null };
    const before = { kind: 'PERSON', personId: bob.id, name: 'Bob', role: 'OPERATOR', apps: ['demo'], userId: 'u1' };
    expect(await who(app, { signIn: bob.secret })).toEqual({ ...before, signInId: expect.any(String) as string });
    await app.services.people.updatePerson(ada.caller, change);
    expect(await who(app, { signIn: bob.secret })).toMatchObject({ name: 'Bert', role: 'VIEWER', apps: ['other'] });
  });

  test('anything else is a stranger', async () => {
    const app = await startApp();
    const { token } = await app.register();
    const { secret } = await addPerson(app, admin, { name: 'ada' });
    const strangers = [
      '',
      'admin',
      adminToken.toUpperCase(),
      `${adminToken} `,
      adminToken.slice(1),
      token.slice(0, -1),
      createSecret('rst'),
      createSecret('rck'),
      createSecret('rck', '00000000000a'),
      createSecret('rct'),
      secret,
    ];
    for (const bearer of strangers) expect(await who(app, { bearer }), bearer).toBeNull();
    expect(await who(app, {})).toBeNull();
    for (const signIn of [adminToken, appKey, token, terminalToken, '', createSecret('rcs')]) {
      expect(await who(app, { signIn }), signIn).toBeNull();
    }
  });
});

describe('a session’s token', () => {
  test('ends with its session, for good: a lost one that comes back has a token of its own', async () => {
    const app = await startApp();
    const { session, token } = await app.register({ externalId: 'tab-1' });
    const { token: other } = await app.register();
    await app.advance(600_000);
    expect(await who(app, { bearer: token })).toBeNull();
    const again = await app.register({ externalId: 'tab-1' });
    expect(again.session.id).toBe(session.id);
    expect(await who(app, { bearer: token })).toBeNull();
    expect(await who(app, { bearer: again.token })).toMatchObject({ kind: 'SESSION_TOKEN', sessionId: session.id });
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
    for (const bearer of [token, again.token, other]) expect(await who(app, { bearer })).toBeNull();
  });

  test('holds no longer than the key it was given to, and only for what that key may register', async () => {
    const app = await startApp();
    const { services } = app;
    const { appKey: key, secret } = await makeKey(app, {
      apps: ['demo', 'other'],
      expiresAt: app.clock.wallMs() + day,
    });
    const principal = await who(app, { bearer: secret });
    if (principal === null) throw new Error('The key is good');
    const { token } = await app.register({}, { principal, origin: null });
    const update = (change: object) =>
      services.appKeys.updateAppKey(admin, {
        ...{ id: key.id, name: key.name, apps: key.apps, rights: key.rights, expiresAt: key.expiresAtMs },
        ...change,
      });
    expect(await who(app, { bearer: token })).not.toBeNull();
    await update({ apps: ['other'] });
    expect(await who(app, { bearer: token })).toBeNull();
    await update({ rights: ['READ'] });
    expect(await who(app, { bearer: token })).toBeNull();
    await update({});
    expect(await who(app, { bearer: token })).not.toBeNull();
    await services.heartbeat({ principal, origin: null }, []).catch(() => undefined);
    app.clock.jumpWall(day);
    expect(await who(app, { bearer: token })).toBeNull();
    app.clock.jumpWall(-day);
    expect(await who(app, { bearer: token })).not.toBeNull();
    await services.appKeys.revokeAppKey(admin, { id: key.id });
    expect(await who(app, { bearer: token })).toBeNull();
  });
});
