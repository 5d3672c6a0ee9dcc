import { expect, test } from 'vitest';
import type { AppKey } from './app-key.ts';
import { Directory } from './directory.ts';
import type { Person, SignIn } from './person.ts';
import type { AccessChanges } from './store.ts';

const person = (id: string, members: Partial<Person> = {}): Person => ({
  ...{ id, name: id, role: 'VIEWER', apps: null, userId: null, passwordHash: null, identity: null, createdAtMs: 1 },
  ...members,
});
const signIn = (id: string, personId: string): SignIn => ({
  ...{ id, personId, hash: `hash of ${id}`.padEnd(64), origin: null, createdAtMs: 1, expiresAtMs: 2, lastSeenAtMs: 1 },
});
const key = (members: Partial<AppKey> = {}): AppKey => ({
  ...{ id: 'k1', name: 'key', apps: null, rights: ['REGISTER'], expiresAtMs: null, maxRunningSessions: null },
  ...{ createdAtMs: 1, createdByName: 'x', revokedAtMs: null, lastUsedAtMs: null, secrets: [] },
  ...members,
});

function open(...people: Person[]) {
  const directory = new Directory();
  directory.load({
    people,
    signIns: [signIn('s1', 'ada'), signIn('s2', 'ada')],
    setUpCodes: [],
    keys: [key()],
    hostKeys: [],
    joinCodes: [],
    isSetUp: false,
  });
  const nothing = {
    ...{ people: new Map(), signIns: new Map(), setUpCodes: new Map(), keys: new Map() },
    ...{ hostKeys: new Map(), joinCodes: new Map() },
    hasMadeAdmin: false,
  };
  return { directory, observe: (changes: Partial<AccessChanges>) => directory.observe({ ...nothing, ...changes }) };
}

test('names that change hands in one commit are their new holders’', () => {
  for (const order of [
    ['ada', 'bob'],
    ['bob', 'ada'],
  ]) {
    const { directory, observe } = open(person('ada'), person('bob'));
    observe({ people: new Map(order.map((id) => [id, person(id, { name: id === 'ada' ? 'Bob' : 'Ada' })])) });
    expect(directory.personByName('ada')?.id).toBe('bob');
    expect(directory.personByName('bob')?.id).toBe('ada');
  }
});

test('a name that was given up and taken by somebody in one commit is found', () => {
  const { directory, observe } = open(person('ada'), person('bob'));
  // As the unit did it: bob gave his name up, ada was removed, bob took hers.
  observe({
    people: new Map([
      ['bob', person('bob', { name: 'Ada' })],
      ['ada', null],
    ]),
  });
  expect([directory.personByName('ada')?.id, directory.personByName('bob')]).toEqual(['bob', null]);
});

test('whoever has had an admin has had one', () => {
  const { directory, observe } = open(person('ada'));
  expect(directory.isSetUp).toBe(false);
  // Made and demoted in one commit: nobody is one after it.
  observe({ people: new Map([['ada', person('ada')]]), hasMadeAdmin: true });
  expect(directory.isSetUp).toBe(true);
  observe({ people: new Map([['ada', null]]) });
  expect(directory.isSetUp).toBe(true);
});

test('what is gone is not found', () => {
  const { directory, observe } = open(person('ada'));
  const { hash } = signIn('s1', 'ada');
  expect(directory.signInByHash(hash)?.id).toBe('s1');
  observe({ signIns: new Map([['s1', null]]) });
  expect(directory.signInByHash(hash)).toBeNull();
  expect([...directory.signInsOf('ada')].map(({ id }) => id)).toEqual(['s2']);
  observe({ people: new Map([['ada', null]]), signIns: new Map([['s2', null]]) });
  expect([directory.person('ada'), directory.personByName('ada')]).toEqual([null, null]);
  expect([...directory.signInsOf('ada')]).toEqual([]);
});

test('a changed role, app list or userId is a change of rights; a name, a password or a sign-in is none', () => {
  const { observe } = open(person('ada'));
  const put = (members: Partial<Person>) => observe({ people: new Map([['ada', person('ada', members)]]) });
  for (const members of [{ name: 'Ada' }, { passwordHash: 'x' }]) expect(put(members)).toBe(false);
  expect(observe({ signIns: new Map([['s3', signIn('s3', 'ada')]]) })).toBe(false);
  for (const members of [{ role: 'ADMIN' } as const, { apps: ['demo'] }, { userId: 'u1' }]) {
    expect(put(members)).toBe(true);
    expect(put(members)).toBe(false);
  }
});

test('a key’s changed apps or rights are a change of rights; a new secret or quota is none', () => {
  const { observe } = open();
  const put = (members: Partial<AppKey>) => observe({ keys: new Map([['k1', key(members)]]) });
  for (const members of [{ name: 'other' }, { maxRunningSessions: 1 }]) expect(put(members)).toBe(false);
  for (const members of [{ apps: ['demo'] }, { rights: ['READ'] } as const, { revokedAtMs: 1 }]) {
    expect(put(members)).toBe(true);
  }
});
