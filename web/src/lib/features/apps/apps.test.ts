import { expect, it } from 'vitest';
import { offeredApps, withTyped } from './apps.ts';

it.each([
  [[], 'reports', ['reports']],
  [['reports'], ' billing , reports,', ['reports', 'billing']],
  [['reports'], '  ', ['reports']],
])('adds to %j what was typed: %j', (apps, typed, expected) => {
  expect(withTyped(apps, typed)).toEqual(expected);
});

it('offers the known apps that are not chosen, narrowed by what is typed, and not too many', () => {
  const known = ['reports', 'billing', 'Report-mailer', 'a', 'b', 'c', 'd', 'e'];
  expect(offeredApps(known, ['reports'], '')).toEqual(['billing', 'Report-mailer', 'a', 'b', 'c', 'd']);
  expect(offeredApps(known, ['reports'], 'rep')).toEqual(['Report-mailer']);
});
