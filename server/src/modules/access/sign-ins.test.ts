import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { accessRecordsOf, addPerson, admit, firstAdmin, password, signInAgain, who } from '../../app-access.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { SignInNotFoundError } from './errors.ts';

const day = 86_400_000;

describe('signing in', () => {
  test('takes the name in any case, and the password as any keyboard writes it', async () => {
    const app = await startApp();
    const { setUp, signIns } = app.services;
    await setUp.setUp({ code: setUp.createFirstAdminCode(), name: 'Zoë', password: 'ﬁne café at noon' }, null);
    for (const name of ['Zoë', ' zoë ', 'ZOË', 'Zoe\u0308']) {
      for (const given of ['ﬁne café at noon', 'fine cafe\u0301 at noon']) {
        expect(await signIns.begin({ name, password: given }, null), name).toMatchObject({ maxAgeSeconds: 604_800 });
      }
    }
  });

  test('is refused in the same words for a wrong password, an unknown name, and nobody’s password', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    await app.services.people.createPerson(ada.caller, { name: 'bob', role: 'VIEWER' });
    const tries = [
      { name: 'ada', password: `${password}!` },
      { name: 'ada', password: '' },
      { name: 'nobody', password },
      { name: 'bob', password },
      { name: '', password: '' },
    ];
    const answers = await Promise.all(tries.map((proof, at) => app.services.signIns.begin(proof, `10.0.0.${at} x`)));
    const message = 'Name and password do not match. An admin can send you a link to set a new password.';
    for (const answer of answers) expect(answer).toEqual({ code: 'SIGN_IN_REFUSED', message });
  });

  test('gives each browser a sign-in of its own, recorded, for a week, also across restarts', async () => {
    const before = await startApp();
    const ada = await firstAdmin(before);
    const again = await signInAgain(before, 'ada');
    expect(again.secret).not.toBe(ada.secret);
    expect(accessRecordsOf(before).at(-1)).toMatch(/^SIGNED_IN signin_\S+ by PERSON$/);
    const app = await before.restart();
    expect(app.services.signIns.of(ada.caller, ada)).toMatchObject([{ origin: 'another browser' }, {}]);
    app.clock.jumpWall(7 * day - 1);
    expect(await who(app, { signIn: ada.secret })).not.toBeNull();
    app.clock.jumpWall(1);
    expect(await who(app, { signIn: ada.secret })).toBeNull();
    expect(app.services.signIns.of(ada.caller, ada)).toEqual([]);
  });
});

describe('a sign-in', () => {
  test('is over once its owner signs out, and no other with it', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const other = await signInAgain(app, 'ada');
    await app.services.signIns.end(ada.secret, null);
    await app.services.signIns.end(ada.secret, null);
    await app.services.signIns.end('nothing', null);
    expect(await who(app, { signIn: ada.secret })).toBeNull();
    expect(await who(app, { signIn: other.secret })).not.toBeNull();
    expect(accessRecordsOf(app).filter((record) => record.startsWith('SIGN_IN_ENDED'))).toHaveLength(1);
  });

  test('is ended by its owner, and by admins', async () => {
    const app = await startApp();
    const { signIns } = app.services;
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob' });
    const [bobs] = [await signInAgain(app, 'bob'), await signInAgain(app, 'bob')];
    const [newest, older] = signIns.of(ada.caller, bob);
    if (newest === undefined || older === undefined) throw new Error('Bob has two');
    const stay = await admit(app, { signIn: bobs.secret });
    expect(await signIns.endSignIn(bob.caller, { id: newest.id })).toBe(newest.id);
    await signIns.endSignIn(ada.caller, { id: older.id });
    expect(stay.refusals()).toBe(1);
    expect(signIns.of(ada.caller, bob)).toHaveLength(1);
    await expect(signIns.endSignIn(ada.caller, { id: older.id })).rejects.toThrow(SignInNotFoundError);
  });

  test('more than fifty of somebody end the oldest, with a record', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob' });
    const stay = await admit(app, { signIn: bob.secret });
    for (let count = 1; count < 50; count += 1) {
      app.clock.jumpWall(1_000);
      await signInAgain(app, 'bob');
    }
    expect([stay.refusals(), app.services.signIns.of(ada.caller, bob).length]).toEqual([0, 50]);
    const newest = await signInAgain(app, 'bob');
    expect([stay.refusals(), app.services.signIns.of(ada.caller, bob).length]).toEqual([1, 50]);
    expect(await who(app, { signIn: newest.secret })).not.toBeNull();
    expect(await who(app, { signIn: ada.secret })).not.toBeNull();
    const { principal } = bob.caller;
    const oldest = principal.kind === 'PERSON' ? principal.signInId : '';
    expect(accessRecordsOf(app).slice(-2)).toEqual([
      `SIGN_IN_ENDED ${oldest} by PERSON`,
      expect.stringMatching(/^SIGNED_IN signin_/),
    ]);
  });

  test('of somebody else is not there for those who are no admins', async () => {
    const app = await startApp();
    const { signIns } = app.services;
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob', role: 'OPERATOR' });
    const id = ada.caller.principal.kind === 'PERSON' ? ada.caller.principal.signInId : '';
    for (const wrong of [id, 'signin_nope']) {
      await expect(signIns.endSignIn(bob.caller, { id: wrong })).rejects.toThrow(SignInNotFoundError);
    }
    expect(() => signIns.of(bob.caller, ada)).toThrow(ForbiddenError);
    await expect(signIns.endSignIn(owner(), { id })).rejects.toThrow(ForbiddenError);
    expect(await who(app, { signIn: ada.secret })).not.toBeNull();
  });

  test('that is over ends no other: what waited behind its end is not done', async () => {
    const app = await startApp();
    const { signIns } = app.services;
    const ada = await firstAdmin(app);
    const other = await signInAgain(app, 'ada');
    const idOf = ({ caller: { principal } }: typeof ada) => (principal.kind === 'PERSON' ? principal.signInId : '');
    const ended = signIns.endSignIn(other.caller, { id: idOf(ada) });
    const late = signIns.endSignIn(ada.caller, { id: idOf(other) });
    await Promise.all([ended, expect(late).rejects.toThrow(ForbiddenError)]);
    expect(await who(app, { signIn: other.secret })).not.toBeNull();
    await expect(signIns.endSignIn(admin, { id: idOf(other) })).rejects.toThrow('bootstrap token holds no longer');
  });
});
