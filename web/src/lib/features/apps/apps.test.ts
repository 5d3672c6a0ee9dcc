import { expect, it } from 'vitest';
import { appsProblem, offeredApps, withTyped } from './apps.ts';

it.each([
  [[], 'reports', ['reports']],
  [['reports'], ' billing , reports,', ['reports', 'billing']],
  [['reports'], '  ', ['reports']],
  [[], 'reports\nbilling\r\n', ['reports', 'billing']],
])('adds to %j what was typed: %j', (apps, typed, expected) => {
  expect(withTyped(apps, typed)).toEqual(expected);
});

it('measures each name by itself, and cuts none', () => {
  const long = 'a'.repeat(101);
  expect(withTyped([], `${'b'.repeat(90)}, ${long}`)).toEqual(['b'.repeat(90), long]);
  expect(appsProblem([long])).toContain('101 characters');
  expect(appsProblem([])).toContain('at least one');
  expect([appsProblem(['a'.repeat(100), 'b'.repeat(100)]), appsProblem(null)]).toEqual([undefined, undefined]);
});

it('offers the known apps that are not chosen, narrowed by what is typed, and not too many', () => {
  const known = ['reports', 'billing', 'Report-mailer', 'a', 'b', 'c', 'd', 'e'];
  expect(offeredApps(known, ['reports'], '')).toEqual(['billing', 'Report-mailer', 'a', 'b', 'c', 'd']);
  expect(offeredApps(known, ['reports'], 'rep')).toEqual(['Report-mailer']);
});
