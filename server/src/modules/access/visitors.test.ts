import { describe, expect, test } from 'vitest';
import { admin, adminToken, appKey, owner, startApp, terminalToken } from '../../app.testing.ts';
import { addPerson, admit, firstAdmin, makeKey, signInAgain, who } from '../../app-access.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';

const second = 1_000;
const day = 86_400_000;

describe('whoever stays', () => {
  test('has the rights they have now', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob', role: 'OPERATOR' });
    const { visitor, refusals } = await admit(app, { signIn: bob.secret });
    expect(visitor.principal).toMatchObject({ role: 'OPERATOR', apps: null });
    await app.services.people.updatePerson(ada.caller, { id: bob.id, name: 'bob', role: 'VIEWER', apps: ['demo'] });
    expect(visitor.principal).toMatchObject({ role: 'VIEWER', apps: ['demo'] });
    expect([visitor.canBegin, refusals()]).toEqual([true, 0]);
  });

  test('is refused once, at once, when their sign-in ends, and nobody else is', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const other = await signInAgain(app, 'ada');
    const here = await admit(app, { signIn: ada.secret });
    const elsewhere = await admit(app, { signIn: other.secret });
    const key = await admit(app, { bearer: appKey });
    await app.services.signIns.end(ada.secret, null);
    expect([here.refusals(), elsewhere.refusals(), key.refusals()]).toEqual([1, 0, 0]);
    expect(here.visitor.canBegin).toBe(false);
    expect(() => here.visitor.principal).toThrow(ForbiddenError);
    await app.services.signIns.end(ada.secret, null);
    app.clock.jumpWall(7 * day);
    app.clock.advance(second);
    expect([here.refusals(), elsewhere.refusals()]).toEqual([1, 1]);
  });

  test('is refused when the person is removed', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob' });
    const { refusals } = await admit(app, { signIn: bob.secret });
    await app.services.people.removePerson(ada.caller, { id: bob.id });
    expect(refusals()).toBe(1);
  });

  test('is refused within a second of their sign-in’s end', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { visitor, refusals } = await admit(app, { signIn: ada.secret });
    app.clock.jumpWall(7 * day - 1);
    expect(refusals()).toBe(0);
    expect(visitor.canBegin).toBe(true);
    app.clock.advance(second);
    expect(refusals()).toBe(1);
  });

  test('with a key is refused when it is revoked, has expired, or the secret shown is rotated out', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const revoked = await makeKey(app);
    const ending = await makeKey(app, { expiresAt: app.clock.wallMs() + day });
    const rotated = await makeKey(app);
    const stays = await Promise.all([revoked, ending, rotated].map(({ secret }) => admit(app, { bearer: secret })));
    const counts = () => stays.map(({ refusals }) => refusals());

    await appKeys.revokeAppKey(admin, { id: revoked.appKey.id });
    expect(counts()).toEqual([1, 0, 0]);
    app.clock.jumpWall(day);
    app.clock.advance(second);
    expect(counts()).toEqual([1, 1, 0]);
    const { secret } = await appKeys.rotateAppKey(admin, { id: rotated.appKey.id, overlapMs: 5 * second });
    const renewed = await admit(app, { bearer: secret });
    app.clock.advance(4 * second);
    expect(counts()).toEqual([1, 1, 0]);
    app.clock.advance(second);
    expect(counts()).toEqual([1, 1, 1]);
    expect(renewed.refusals()).toBe(0);
  });

  test('with the bootstrap token is refused when there is an admin; with the terminal’s, not', async () => {
    const app = await startApp();
    const bootstrap = await admit(app, { bearer: adminToken });
    const terminal = await admit(app, { bearer: terminalToken });
    await addPerson(app, admin, { name: 'bob', role: 'OPERATOR' });
    expect(bootstrap.refusals()).toBe(0);
    await firstAdmin(app);
    expect([bootstrap.refusals(), terminal.refusals()]).toEqual([1, 0]);
  });

  test('is told of nothing once they have left', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { visitor, refusals } = await admit(app, { signIn: ada.secret });
    visitor.leave();
    visitor.leave();
    await app.services.signIns.end(ada.secret, null);
    expect(refusals()).toBe(0);
  });

  test('and asks too late is told at once', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { visitor } = await admit(app, { signIn: ada.secret });
    await app.services.signIns.end(ada.secret, null);
    let refusals = 0;
    visitor.onRefused({ refused: () => void (refusals += 1) });
    expect(refusals).toBe(1);
  });
});

describe('whoever stays with a session’s token', () => {
  test('begins nothing once it has ended, and has half a second for a last word', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    const { token: otherToken } = await app.register();
    const { visitor, refusals } = await admit(app, { bearer: token });
    const other = await admit(app, { bearer: otherToken });
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
    expect([visitor.canBegin, refusals()]).toEqual([false, 0]);
    expect(visitor.principal).toMatchObject({ kind: 'SESSION_TOKEN', sessionId: session.id });
    app.clock.advance(499);
    expect(refusals()).toBe(0);
    app.clock.advance(1);
    expect(refusals()).toBe(1);
    expect(() => visitor.principal).toThrow(ForbiddenError);
    expect([other.visitor.canBegin, other.refusals()]).toEqual([true, 0]);
  });

  test('is refused at once with its key', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    const { refusals } = await admit(app, { bearer: token });
    await app.services.appKeys.revokeAppKey(admin, { id: session.keyId });
    expect(refusals()).toBe(1);
  });

  test('is not admitted when the session ends in the same moment', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    const [visitor] = await Promise.all([
      app.services.access.admit({ bearer: token, signIn: null, ownerId: null }),
      app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' }),
    ]);
    expect(visitor?.canBegin ?? false).toBe(false);
  });
});

describe('when it was last used', () => {
  test('is known of keys and sign-ins, saved once a minute while they stay, and at the stop', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { appKey: key, secret } = await makeKey(app, {}, ada.caller);
    const usedAtMs = (services = app.services) => {
      const found = services.appKeys.list(ada.caller).find(({ id }) => id === key.id);
      return found === undefined ? null : services.appKeys.lastUsedAtMs(found);
    };
    const seenAtMs = (services = app.services) => services.signIns.of(ada.caller, ada)[0]?.lastSeenAtMs;
    expect(usedAtMs()).toBeNull();
    await app.advance(5 * second);
    const { visitor } = await admit(app, { bearer: secret });
    await who(app, { signIn: ada.secret });
    const firstMs = app.clock.wallMs();
    expect([usedAtMs(), seenAtMs()]).toEqual([firstMs, firstMs]);
    await app.advance(60 * second);
    expect(usedAtMs()).toBeGreaterThan(firstMs);
    expect(seenAtMs()).toBe(firstMs);
    await app.advance(30 * second);
    visitor.leave();
    const leftMs = app.clock.wallMs();
    expect(usedAtMs()).toBe(leftMs);
    const { services } = await app.restart(day);
    expect([usedAtMs(services), seenAtMs(services)]).toEqual([leftMs, firstMs]);
  });
});
