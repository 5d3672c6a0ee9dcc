import { describe, expect, test } from 'vitest';
import { admin, startApp, terminalToken, type TestApp } from '../../app.testing.ts';
import {
  accessRecordsOf,
  addPerson,
  admit,
  codeOf,
  dumpOf,
  firstAdmin,
  follow,
  password,
  signInAgain,
  who,
} from '../../app-access.testing.ts';
import { createSecret } from '../../kernel/secrets.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const refused = { code: 'SIGN_IN_REFUSED' };

const setUp = (app: TestApp, code: string, chosen: { name?: string | null; password?: string } = {}) =>
  app.services.setUp.setUp({ code, name: 'ada', password, ...chosen }, 'a browser');

/** How many sign-ins and how many refusals there were. */
function outcomes(answers: readonly object[]): readonly string[] {
  return answers.map((answer) => ('code' in answer ? String(answer.code) : 'SIGNED_IN')).toSorted();
}

describe('the first admin’s link', () => {
  test('makes one admin, with the name and password they choose, and signs them in', async () => {
    const app = await startApp();
    const { services } = app;
    expect(services.setUp.isSetUp()).toBe(false);
    const code = services.setUp.createFirstAdminCode();
    for (let look = 0; look < 2; look += 1) {
      expect(await services.setUp.findInvitation(code)).toEqual({ kind: 'FIRST_ADMIN', name: null });
    }
    const begun = await setUp(app, code, { name: ' Ada ' });
    if ('code' in begun) throw new Error(begun.message);
    expect(begun.maxAgeSeconds).toBe(7 * 86_400);
    expect(await who(app, { signIn: begun.secret })).toMatchObject({ name: 'Ada', role: 'ADMIN', apps: null });
    expect(services.setUp.isSetUp()).toBe(true);
    expect(await services.setUp.findInvitation(code)).toBeNull();
    expect(await setUp(app, code, { name: 'bob' })).toMatchObject(refused);
    expect(accessRecordsOf(app).slice(2)).toEqual([
      expect.stringMatching(/^PERSON_CREATED person_\S+ by PERSON$/),
      expect.stringMatching(/^PASSWORD_SET person_\S+ by PERSON$/),
      expect.stringMatching(/^SIGNED_IN signin_\S+ by PERSON$/),
    ]);
  });

  test('used twice at once, and two of them at once, make one admin', async () => {
    const app = await startApp();
    const [one, other] = [app.services.setUp.createFirstAdminCode(), app.services.setUp.createFirstAdminCode()];
    const tries = [one, one, other].map((code, at) => setUp(app, code, { name: `admin ${at}` }));
    expect(outcomes(await Promise.all(tries))).toEqual(['SIGNED_IN', 'SIGN_IN_REFUSED', 'SIGN_IN_REFUSED']);
    expect(app.services.people.list({ principal: { kind: 'TERMINAL' }, origin: null })).toHaveLength(1);
  });

  test.each([0, 3, -3])('holds for 15 minutes, even if the wall clock jumps by %d hours', async (hours) => {
    const app = await startApp();
    const code = app.services.setUp.createFirstAdminCode();
    app.clock.jumpWall(hours * 60 * minute);
    app.clock.advance(15 * minute - 1);
    expect(await app.services.setUp.findInvitation(code)).not.toBeNull();
    app.clock.advance(1);
    expect(await app.services.setUp.findInvitation(code)).toBeNull();
    expect(await setUp(app, code)).toMatchObject(refused);
  });

  test('of another run, a made-up one, or none makes nobody', async () => {
    const before = await startApp();
    const code = before.services.setUp.createFirstAdminCode();
    const app = await before.restart();
    for (const wrong of [code, createSecret('rcc'), '', terminalToken]) {
      expect(await app.services.setUp.findInvitation(wrong)).toBeNull();
      expect(await setUp(app, wrong)).toMatchObject(refused);
    }
    expect(app.services.setUp.isSetUp()).toBe(false);
  });

  test('is void once an admin was made another way', async () => {
    const app = await startApp();
    const code = app.services.setUp.createFirstAdminCode();
    await app.services.people.createPerson(admin, { name: 'ada', role: 'ADMIN' });
    expect(await setUp(app, code, { name: 'eve' })).toMatchObject(refused);
  });

  test.each([
    [{ password: 'eleven char' }, 'INVALID_INPUT', 'at least 12'],
    [{ password: 'x'.repeat(201) }, 'INVALID_INPUT', 'at most 200'],
    [{ name: 'Ada Lovelace', password: 'ada lovelace' }, 'INVALID_INPUT', 'must not be the name'],
    [{ name: '' }, 'INVALID_INPUT', 'name'],
    [{ name: null }, 'INVALID_INPUT', 'name'],
    [{ name: 'a\nb' }, 'INVALID_INPUT', 'control characters'],
    [{ name: 'x'.repeat(101) }, 'INVALID_INPUT', 'at most 100'],
    [{ name: 'BOB' }, 'NAME_TAKEN', 'BOB'],
  ])('stays good where %j will not do', async (chosen, code, message) => {
    const app = await startApp();
    await app.services.people.createPerson(admin, { name: 'bob', role: 'OPERATOR' });
    const link = app.services.setUp.createFirstAdminCode();
    expect(await setUp(app, link, chosen)).toEqual({ code, message: expect.stringContaining(message) as string });
    expect(outcomes([await setUp(app, link)])).toEqual(['SIGNED_IN']);
  });
});

describe('a person’s link', () => {
  test('sets their own password, once, ends their other sign-ins, and signs this browser in', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { person, setUpLink } = await app.services.people.createPerson(ada.caller, { name: 'bob', role: 'VIEWER' });
    expect(setUpLink.url).toMatch(new RegExp(`^${app.app.url}/set-up#code=rcc_`));
    expect(await app.services.setUp.findInvitation(codeOf(setUpLink.url))).toEqual({ kind: 'PERSON', name: 'bob' });
    const bob = await follow(app, setUpLink.url);
    expect(bob).toMatchObject({ id: person.id, name: 'bob' });
    await expect(follow(app, setUpLink.url)).rejects.toThrow('SIGN_IN_REFUSED');

    const stay = await admit(app, { signIn: bob.secret });
    const reset = await app.services.people.resetPassword(ada.caller, { id: bob.id });
    expect((await signInAgain(app, 'bob')).id).toBe(bob.id);
    expect(stay.refusals()).toBe(0);
    const again = await follow(app, reset.setUpLink.url, 'another long password');
    expect(stay.refusals()).toBe(1);
    expect(await who(app, { signIn: again.secret })).not.toBeNull();
    await expect(signInAgain(app, 'bob')).rejects.toThrow('SIGN_IN_REFUSED');
    expect((await signInAgain(app, 'bob', 'another long password')).id).toBe(bob.id);
  });

  test('used twice at once sets one password', async () => {
    const app = await startApp();
    const { setUpLink } = await app.services.people.createPerson(admin, { name: 'bob', role: 'VIEWER' });
    const chosen = ['the first long password', 'the second long password'];
    const answers = await Promise.all(chosen.map((one) => setUp(app, codeOf(setUpLink.url), { password: one })));
    expect(outcomes(answers)).toEqual(['SIGNED_IN', 'SIGN_IN_REFUSED']);
    const winner = answers.findIndex((answer) => !('code' in answer));
    expect((await signInAgain(app, 'bob', chosen[winner])).name).toBe('bob');
    await expect(signInAgain(app, 'bob', chosen[1 - winner])).rejects.toThrow('SIGN_IN_REFUSED');
  });

  test('works for three days after it was made, for a day after a reset, also across restarts', async () => {
    const before = await startApp();
    const { people } = before.services;
    const bob = await people.createPerson(admin, { name: 'bob', role: 'VIEWER' });
    const eve = await addPerson(before, admin, { name: 'eve' });
    const reset = await people.resetPassword(admin, { id: eve.id });
    const isGood = async (app: TestApp, link: string) =>
      (await app.services.setUp.findInvitation(codeOf(link))) !== null;
    const app = await before.restart();
    expect(await isGood(app, bob.setUpLink.url)).toBe(true);
    app.clock.jumpWall(day - 1);
    expect(await isGood(app, reset.setUpLink.url)).toBe(true);
    app.clock.jumpWall(1);
    expect(await isGood(app, reset.setUpLink.url)).toBe(false);
    app.clock.jumpWall(2 * day - 1);
    expect(await isGood(app, bob.setUpLink.url)).toBe(true);
    app.clock.jumpWall(1);
    expect(await isGood(app, bob.setUpLink.url)).toBe(false);
    await expect(follow(app, bob.setUpLink.url)).rejects.toThrow('SIGN_IN_REFUSED');
  });

  test('works for 15 minutes where the terminal made it', async () => {
    const app = await startApp();
    const terminal = { principal: { kind: 'TERMINAL' }, origin: null } as const;
    const { setUpLink } = await app.services.people.createPerson(terminal, { name: 'ada', role: 'ADMIN' });
    expect(setUpLink.expiresAtMs).toBe(app.clock.wallMs() + 15 * minute);
  });

  test('is void when a newer one was made, the password was changed, or the person removed', async () => {
    const app = await startApp();
    const { people, account } = app.services;
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob' });
    const older = await people.resetPassword(ada.caller, { id: bob.id });
    const newer = await people.resetPassword(ada.caller, { id: bob.id });
    await expect(follow(app, older.setUpLink.url)).rejects.toThrow('SIGN_IN_REFUSED');
    await account.changePassword(bob.caller, { currentPassword: password, newPassword: 'a quite other password' });
    await expect(follow(app, newer.setUpLink.url)).rejects.toThrow('SIGN_IN_REFUSED');
    const newest = await people.resetPassword(ada.caller, { id: bob.id });
    await people.removePerson(ada.caller, { id: bob.id });
    await expect(follow(app, newest.setUpLink.url)).rejects.toThrow('SIGN_IN_REFUSED');
  });
});

test('no password, cookie, link or key is in the database', async () => {
  const app = await startApp();
  const ada = await firstAdmin(app);
  const { setUpLink } = await app.services.people.createPerson(ada.caller, { name: 'bob', role: 'VIEWER' });
  const { secret } = await app.services.appKeys.createAppKey(ada.caller, { name: 'k', rights: ['READ'] });
  const { token } = await app.register();
  const dump = dumpOf(app);
  expect(dump).toContain('ada');
  for (const hidden of [password, ada.secret, codeOf(setUpLink.url), secret, token]) {
    expect(dump).not.toContain(hidden);
    // What is random of it, wherever it stands: the last 256 bits.
    expect(dump).not.toContain(hidden.slice(-43));
  }
});
