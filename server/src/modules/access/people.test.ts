import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import {
  accessRecordsOf,
  addPerson,
  firstAdmin,
  password,
  type SignedIn,
  signInAgain,
  who,
} from '../../app-access.testing.ts';
import { DomainError, ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { LastAdminError, NameTakenError, PersonNotFoundError } from './errors.ts';

describe('people', () => {
  test('are made, changed and removed by admins, each act recorded', async () => {
    const app = await startApp();
    const { people } = app.services;
    const ada = await firstAdmin(app);
    const { person } = await people.createPerson(ada.caller, {
      name: ' Bob ',
      role: 'OPERATOR',
      apps: ['a', 'b', 'a'],
    });
    expect(person).toMatchObject({ name: 'Bob', role: 'OPERATOR', apps: ['a', 'b'], userId: null, passwordHash: null });
    const change = { id: person.id, name: 'bob', role: 'VIEWER', apps: [], userId: 'u1' };
    expect(await people.updatePerson(ada.caller, change)).toMatchObject({ ...change, createdAtMs: person.createdAtMs });
    expect(people.list(ada.caller).map(({ name }) => name)).toEqual(['ada', 'bob']);
    expect(await people.removePerson(ada.caller, { id: person.id })).toBe(person.id);
    expect(people.list(ada.caller).map(({ name }) => name)).toEqual(['ada']);
    expect(accessRecordsOf(app).slice(5)).toEqual([
      `PERSON_CREATED ${person.id} by PERSON`,
      `SET_UP_LINK_MADE ${person.id} by PERSON`,
      `PERSON_UPDATED ${person.id} by PERSON`,
      `PERSON_REMOVED ${person.id} by PERSON`,
    ]);
  });

  test('are there again after a restart', async () => {
    const before = await startApp();
    const ada = await firstAdmin(before);
    const bob = await addPerson(before, ada.caller, { name: 'bob', apps: ['demo'], userId: 'u1' });
    const app = await before.restart();
    expect(await who(app, { signIn: bob.secret })).toEqual(bob.caller.principal);
    expect((await signInAgain(app, 'bob')).id).toBe(bob.id);
  });

  test('are no business of anybody else', async () => {
    const app = await startApp();
    const { people } = app.services;
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob', role: 'OPERATOR' });
    const { token } = await app.register();
    const principal = await who(app, { bearer: token });
    if (principal === null) throw new Error('The token is good');
    for (const caller of [bob.caller, owner(), { principal, origin: null }]) {
      expect(() => people.list(caller)).toThrow(ForbiddenError);
      const refused = [
        people.createPerson(caller, { name: 'eve', role: 'ADMIN' }),
        people.updatePerson(caller, { id: bob.id, name: 'bob', role: 'ADMIN' }),
        people.removePerson(caller, { id: ada.id }),
        people.resetPassword(caller, { id: ada.id }),
      ];
      await Promise.all(refused.map((act) => expect(act).rejects.toThrow(ForbiddenError)));
    }
    expect(people.own(bob.caller)).toMatchObject({ id: bob.id });
    expect(people.own(owner())).toBeNull();
    expect(people.linkExpiresAtMs(bob.caller, bob)).toBeNull();
    expect(() => people.linkExpiresAtMs(bob.caller, ada)).toThrow(ForbiddenError);
  });

  test('have names of their own, whatever the case', async () => {
    const app = await startApp();
    const { people } = app.services;
    const ada = await firstAdmin(app, 'Ada');
    await expect(people.createPerson(ada.caller, { name: 'ADA', role: 'VIEWER' })).rejects.toThrow(NameTakenError);
    const bob = await addPerson(app, ada.caller, { name: 'bob' });
    const rename = (name: string) => people.updatePerson(ada.caller, { id: bob.id, name, role: 'VIEWER' });
    await expect(rename('ada')).rejects.toThrow(NameTakenError);
    // As wide as a Japanese keyboard writes it.
    await expect(rename('ＡＤＡ')).rejects.toThrow(NameTakenError);
    expect(await rename('Bob')).toMatchObject({ name: 'Bob' });
    const made = ['eve', 'Eve'].map((name) => people.createPerson(ada.caller, { name, role: 'VIEWER' }));
    expect((await Promise.allSettled(made)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test.each([
    { name: '', role: 'VIEWER' },
    { name: 'x'.repeat(101), role: 'VIEWER' },
    { name: 'x', role: 'OWNER' },
    { name: 'x', role: 'ADMIN', apps: ['demo'] },
    { name: 'x', role: 'ADMIN', apps: [] },
    { name: 'x', role: 'VIEWER', apps: [''] },
    { name: 'x', role: 'VIEWER', apps: ['x'.repeat(101)] },
    { name: 'x', role: 'VIEWER', apps: Array.from({ length: 101 }, (_, at) => `app ${at}`) },
    { name: 'x', role: 'VIEWER', userId: 'x'.repeat(201) },
    { name: '\ud800', role: 'VIEWER' },
    ...['\u200b', '\u202e', '\u2028', '\u2029', '\ue000', '\u0007', '\u{e0041}'].map((unseen) => ({
      name: `a${unseen}b`,
      role: 'VIEWER',
    })),
    { name: '-', role: 'VIEWER' },
    { name: '. !', role: 'VIEWER' },
  ])('are not made of %j', async (input) => {
    const app = await startApp();
    const { people } = app.services;
    await expect(people.createPerson(admin, input)).rejects.toThrow(InvalidInputError);
    const { person } = await people.createPerson(admin, { name: 'bob', role: 'VIEWER' });
    await expect(people.updatePerson(admin, { ...input, id: person.id })).rejects.toThrow(InvalidInputError);
  });

  test('that are not there are said to be not there', async () => {
    const app = await startApp();
    const { people } = app.services;
    const acts = [
      people.updatePerson(admin, { id: 'person_nope', name: 'x', role: 'VIEWER' }),
      people.removePerson(admin, { id: 'person_nope' }),
      people.resetPassword(admin, { id: 'person_nope' }),
    ];
    await Promise.all(acts.map((act) => expect(act).rejects.toThrow(PersonNotFoundError)));
  });
});

describe('the last admin', () => {
  test('stays one', async () => {
    const app = await startApp();
    const { people } = app.services;
    const ada = await firstAdmin(app);
    const demote = { id: ada.id, name: 'ada', role: 'OPERATOR' };
    await expect(people.updatePerson(ada.caller, demote)).rejects.toThrow(LastAdminError);
    await expect(people.removePerson(ada.caller, { id: ada.id })).rejects.toThrow(LastAdminError);
    await people.updatePerson(ada.caller, { ...demote, name: 'Ada', role: 'ADMIN' });
    const bob = await addPerson(app, ada.caller, { name: 'bob', role: 'ADMIN' });
    expect(await people.updatePerson(ada.caller, demote)).toMatchObject({ role: 'OPERATOR' });
    await expect(people.removePerson(bob.caller, { id: bob.id })).rejects.toThrow(LastAdminError);
  });

  test('is not somebody who cannot sign in yet', async () => {
    const app = await startApp();
    const { people } = app.services;
    const ada = await firstAdmin(app);
    const invited = await people.createPerson(ada.caller, { name: 'bob', role: 'ADMIN' });
    const demote = { id: ada.id, name: 'ada', role: 'VIEWER' };
    await expect(people.updatePerson(ada.caller, demote)).rejects.toThrow(LastAdminError);
    await expect(people.removePerson(ada.caller, { id: ada.id })).rejects.toThrow(LastAdminError);
    await people.removePerson(ada.caller, { id: invited.person.id });
    const eve = await addPerson(app, ada.caller, { name: 'eve', role: 'ADMIN' });
    await people.removePerson(ada.caller, { id: ada.id });
    expect(await who(app, { signIn: eve.secret })).toMatchObject({ role: 'ADMIN' });
  });

  const demoted = ({ id, name }: SignedIn) => ({ id, name, role: 'VIEWER' });

  test('is left when two demote or remove each other at the same moment', async () => {
    for (const act of ['updatePerson', 'removePerson'] as const) {
      const app = await startApp();
      const ada = await firstAdmin(app);
      const bob = await addPerson(app, ada.caller, { name: 'bob', role: 'ADMIN' });
      const outcomes = await Promise.allSettled([
        app.services.people[act](ada.caller, demoted(bob)),
        app.services.people[act](bob.caller, demoted(ada)),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(outcomes[1].status === 'rejected' && outcomes[1].reason).toBeInstanceOf(DomainError);
      expect(await who(app, { signIn: ada.secret })).toMatchObject({ role: 'ADMIN' });
    }
  });

  test('may lose their way in and be helped by the terminal', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const terminal = { principal: { kind: 'TERMINAL' }, origin: null } as const;
    const { setUpLink } = await app.services.people.resetPassword(terminal, { id: ada.id });
    expect(app.services.people.linkExpiresAtMs(terminal, ada)).toBe(setUpLink.expiresAtMs);
    expect((await signInAgain(app, 'ada', password)).id).toBe(ada.id);
  });
});
