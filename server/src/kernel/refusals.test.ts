import { expect, test } from 'vitest';
import { type Action, authorize, type Principal } from './principal.ts';

const person: Principal = {
  kind: 'PERSON',
  personId: 'person_1',
  name: 'Ada Byron',
  role: 'VIEWER',
  apps: null,
  userId: null,
  signInId: 'signin_1',
};
const key: Principal = { kind: 'KEY', keyId: 'key1', name: 'first', apps: ['reports'], rights: ['REGISTER'] };
const token: Principal = { kind: 'SESSION_TOKEN', sessionId: 'app_1', ownerId: 'owner1', keyId: 'key1' };

test.each([
  [
    { kind: 'BOOTSTRAP' },
    'session.touch',
    'The bootstrap token may not tell of this session’s work. Sessions are registered and driven with an app key.',
  ],
  [
    { kind: 'BOOTSTRAP' },
    'account.manage',
    'The bootstrap token may not change this account. It belongs to nobody; sign in for that.',
  ],
  [
    { kind: 'TERMINAL' },
    'session.list',
    'The command line may not list sessions. It makes admins; for the rest sign in.',
  ],
  [person, 'session.kill', 'Ada Byron may not end this session. Ask an admin for the right.'],
  [
    person,
    'session.register',
    'Ada Byron may not register sessions of this app. Sessions are registered and driven with an app key.',
  ],
  [
    key,
    'session.kill',
    'This app key may not end this session. It takes a key of this app with the right KILL; an admin makes one.',
  ],
  [key, 'people.manage', 'This app key may not manage people. That is for people: sign in.'],
  [
    token,
    'session.list',
    'A session token may not list sessions. A token tells of the work of its one session; the key that registered it holds it.',
  ],
] satisfies [Principal, Action, string][])(
  'a refusal says to %j what stands in the way of %s',
  (principal, action, message) => {
    expect(() => authorize(principal, action)).toThrow(message);
  },
);
