import { expect, it } from 'vitest';
import { passwordProblem } from './password-rules.ts';

it.each([
  ['', 'Choose a password.'],
  ['eleven char', '1 more character: it takes 12 or more.'],
  ['short', '7 more characters: it takes 12 or more.'],
  ['x'.repeat(201), 'It takes at most 200 characters.'],
  ['ADA LOVELACE', 'The password must not be the name.'],
  ['twelve chars', undefined],
  ['😀'.repeat(12), undefined],
])('says of %j: %s', (password, problem) => {
  expect(passwordProblem(password, ' Ada Lovelace')).toBe(problem);
});
