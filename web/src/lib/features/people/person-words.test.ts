import { expect, it } from 'vitest';
import { isOnlyAdmin, peopleSentence, wayIn } from './person-words.ts';
import { person } from './person.testing.ts';

const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
const inTwoDays = '2026-01-03T00:00:00.000Z';
const yesterday = '2025-12-31T00:00:00.000Z';

it.each([
  ['with a password', {}, 'active', 'active'],
  ['with a password and a link', { setUpLinkExpiresAt: inTwoDays }, 'active', 'active'],
  ['with a password and an old link', { setUpLinkExpiresAt: yesterday }, 'active', 'active'],
  ['invited', { hasPassword: false, setUpLinkExpiresAt: inTwoDays }, 'pending', 'invited, 2 d left'],
  ['whose link expired', { hasPassword: false, setUpLinkExpiresAt: yesterday }, 'ended', 'link expired'],
  ['at a provider', { hasPassword: false, identityProvider: 'Example' }, 'active', 'active'],
] as const)('says how somebody comes in who is %s', (_what, changes, tone, text) => {
  expect(wayIn(person(changes), nowMs)).toMatchObject({ tone, text });
});

it('says beside it that a link for a new password is out', () => {
  expect(wayIn(person({ setUpLinkExpiresAt: inTwoDays }), nowMs).also).toBe('reset link, 2 d');
  expect(wayIn(person({ setUpLinkExpiresAt: yesterday }), nowMs).also).toBeUndefined();
});

it('counts people, admins and the invited', () => {
  const invited = { hasPassword: false, setUpLinkExpiresAt: inTwoDays };
  expect(peopleSentence([person({ role: 'ADMIN' })], nowMs)).toBe('1 person · 1 admin');
  expect(peopleSentence([person({ role: 'ADMIN' }), person({ role: 'ADMIN' }), person(invited)], nowMs)).toBe(
    '3 people · 2 admins · 1 invited',
  );
});

it('knows the only admin', () => {
  const [ada, bob] = [person({ id: 'a', role: 'ADMIN' }), person({ id: 'b' })];
  expect([isOnlyAdmin(ada, [ada, bob]), isOnlyAdmin(bob, [ada, bob])]).toEqual([true, false]);
  expect(isOnlyAdmin(ada, [ada, { ...bob, role: 'ADMIN' }])).toBe(false);
});
