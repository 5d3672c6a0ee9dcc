import { expect, it } from 'vitest';
import { issueOf, restOf, standingIssues } from './issue-words.ts';

const issues = [
  { path: 'apps.3', message: 'at most 100 characters' },
  { path: 'id', message: 'is unknown' },
];

it('tells a field its own problem, as a sentence', () => {
  expect(issueOf(issues, 'apps')).toBe('At most 100 characters.');
  expect(issueOf(issues, 'name')).toBeUndefined();
});

it('leaves below the form what stands at no field', () => {
  expect(restOf({ message: 'No.', issues: [] }, ['apps'])).toBe('No.');
  expect(restOf({ message: 'No.', issues }, ['apps'])).toBe('Id is unknown.');
  expect(restOf({ message: 'No.', issues }, ['apps', 'id'])).toBeUndefined();
});

it('drops a problem as soon as its field holds something else, and keeps the others', () => {
  const told = { issues, fields: { apps: ['reports'], id: 'x', name: '' } };
  const standing = (changes: object) => standingIssues(told, { ...told.fields, ...changes }).map(({ path }) => path);
  expect(standing({})).toEqual(['apps.3', 'id']);
  expect(standing({ apps: ['reports'], name: 'typed since' })).toEqual(['apps.3', 'id']);
  expect(standing({ apps: ['reports', 'billing'] })).toEqual(['id']);
  expect(standing({ apps: null, id: '' })).toEqual([]);
});
