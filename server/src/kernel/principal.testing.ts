import type { Principal } from './principal.ts';

type Person = Principal & { readonly kind: 'PERSON' };

/** A viewer of every app, but for these members. */
export const person = (members: Partial<Person>): Person => ({
  kind: 'PERSON',
  personId: 'person_1',
  name: 'Ada Byron',
  role: 'VIEWER',
  apps: null,
  userId: null,
  signInId: 'signin_1',
  ...members,
});

/** A key of one app without a right, but for these members. */
export const key = (members: Partial<Principal & { readonly kind: 'KEY' }>): Principal => ({
  kind: 'KEY',
  keyId: 'key1',
  name: 'first key',
  apps: ['demo'],
  rights: [],
  ...members,
});
