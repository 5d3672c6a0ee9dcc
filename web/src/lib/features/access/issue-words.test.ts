import { expect, it } from 'vitest';
import { issueOf, restOf } from './issue-words.ts';

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
