import { describe, expect, test } from 'vitest';
import { ForbiddenError } from './errors.ts';
import { type Action, authorize, isAllowed, type Principal } from './principal.ts';

const admin: Principal = { kind: 'ADMIN', name: 'admin' };
const key: Principal = { kind: 'KEY', keyId: 'key1' };
const keyOfAnOwner: Principal = { kind: 'KEY', keyId: 'key1', ownerId: 'owner1' };
const token: Principal = { kind: 'SESSION_TOKEN', sessionId: 'app_1', ownerId: 'owner1', keyId: 'key1' };

const sessions = {
  own: { id: 'app_1', keyId: 'key1' },
  ofSameKey: { id: 'app_2', keyId: 'key1' },
  foreign: { id: 'app_3', keyId: 'key2' },
};

type Row = [principal: Principal, action: Action, any: boolean, own: boolean, ofSameKey: boolean, foreign: boolean];

/** Every principal and action: without a subject, with its own session, another one of its key, another key's. */
const table: Row[] = [
  [admin, 'session.register', false, false, false, false],
  [admin, 'session.own', false, false, false, false],
  [admin, 'session.touch', false, false, false, false],
  [admin, 'session.read', true, true, true, true],
  [admin, 'session.list', true, true, true, true],
  [admin, 'session.kill', true, true, true, true],
  [admin, 'session.pin', true, true, true, true],
  [admin, 'registry.sweep', true, true, true, true],
  [admin, 'access.quickStart', true, true, true, true],

  [key, 'session.register', true, true, true, true],
  [key, 'session.own', true, true, true, false],
  [key, 'session.touch', true, true, true, false],
  [key, 'session.read', true, true, true, false],
  [key, 'session.list', false, false, false, false],
  [key, 'session.kill', false, false, false, false],
  [key, 'session.pin', false, false, false, false],
  [key, 'registry.sweep', false, false, false, false],
  [key, 'access.quickStart', false, false, false, false],

  [keyOfAnOwner, 'session.register', true, true, true, true],
  [keyOfAnOwner, 'session.own', true, true, true, false],
  [keyOfAnOwner, 'session.touch', true, true, true, false],
  [keyOfAnOwner, 'session.read', true, true, true, false],
  [keyOfAnOwner, 'session.list', false, false, false, false],
  [keyOfAnOwner, 'session.kill', false, false, false, false],
  [keyOfAnOwner, 'session.pin', false, false, false, false],
  [keyOfAnOwner, 'registry.sweep', false, false, false, false],
  [keyOfAnOwner, 'access.quickStart', false, false, false, false],

  [token, 'session.register', false, false, false, false],
  [token, 'session.own', false, false, false, false],
  [token, 'session.touch', true, true, false, false],
  [token, 'session.read', true, true, false, false],
  [token, 'session.list', false, false, false, false],
  [token, 'session.kill', false, false, false, false],
  [token, 'session.pin', false, false, false, false],
  [token, 'registry.sweep', false, false, false, false],
  [token, 'access.quickStart', false, false, false, false],
];

describe.each(table)('%j and %s', (principal, action, any, own, ofSameKey, foreign) => {
  const cases = [
    ['anything', undefined, any],
    ['its own session', sessions.own, own],
    ['another session of its key', sessions.ofSameKey, ofSameKey],
    ['a session of another key', sessions.foreign, foreign],
  ] as const;

  test.each(cases)('on %s', (_, subject, expected) => {
    expect(isAllowed(principal, action, subject)).toBe(expected);
    const ask = (): void => authorize(principal, action, subject);
    if (expected) expect(ask).not.toThrow();
    else expect(ask).toThrow(ForbiddenError);
  });
});

test.each([
  [
    admin,
    'session.touch',
    'admin may not do this (session.touch). Sessions are registered and driven with an app key.',
  ],
  [
    key,
    'session.kill',
    'An app key may not do this (session.kill). A key registers sessions and drives its own; for the rest sign in as an admin.',
  ],
  [
    token,
    'session.list',
    'A session token may not do this (session.list). A token tells of the work of its one session; the key that registered it holds it.',
  ],
] as const)('a refusal says to %j what may not be done and what to do instead', (principal, action, message) => {
  expect(() => authorize(principal, action)).toThrow(message);
});
