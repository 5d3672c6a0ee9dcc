import { expect, it } from 'vitest';
import { tellsForbidden } from './forbidden.ts';

const forbidden = { __typename: 'ForbiddenError', message: 'You may not.' };
const done = { __typename: 'KillSessionSuccess' };

it.each([
  ['a result', { pinSession: forbidden }, true],
  ['one of several results', { killSessions: { __typename: 'KillSessionsSuccess', results: [done, forbidden] } }, true],
  ['no result', { killSessions: { __typename: 'KillSessionsSuccess', results: [done] }, pinSession: done }, false],
  ['nothing', { session: null, people: [] }, false],
  ['no data', null, false],
])('finds a refusal in %s', (_what, data, expected) => {
  expect(tellsForbidden(data)).toBe(expected);
});
