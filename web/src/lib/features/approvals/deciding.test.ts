import { expect, it } from 'vitest';
import { type FailureKind, RequestFailure } from '$lib/api/failure.ts';
import { NOW, approvalRow, decidedRow } from './approval-row.testing.ts';
import { type Outcome, decide } from './deciding.ts';
import { failureSentence, failureTitle, outcomeWords, whySpared } from './decision-words.ts';

/** A server that fails so. */
const failing = (kind: FailureKind) => {
  const fail = () => Promise.reject(new RequestFailure(kind, 'So.'));
  return { query: fail, mutate: fail };
};

it.each([
  ['UNREACHABLE', { kind: 'UNKNOWN' }],
  ['INTERNAL', { kind: 'UNKNOWN' }],
  ['FORBIDDEN', { kind: 'REFUSED', message: 'So.' }],
  ['INVALID', { kind: 'REFUSED', message: 'So.' }],
] as const)('does not claim to know what it does not: %s', async (failure, outcome) => {
  expect(await decide(failing(failure), ['a', 'b'], 'APPROVE', '')).toEqual([outcome, outcome]);
});

it.each<[Outcome, string, string]>([
  [
    { kind: 'LATE', row: decidedRow({ state: 'DENIED', note: 'Not today' }) },
    'denied by Ada, 2 s ago',
    'Your answer came second: it was denied by Ada, 2 s ago. “Not today”',
  ],
  [
    { kind: 'LATE', row: approvalRow({ state: 'EXPIRED' }) },
    'expired: nobody answered',
    'Nobody answered in time: this is no denial, and nothing was allowed. The app may ask again.',
  ],
  [{ kind: 'REFUSED', message: 'No.' }, 'No.', 'No.'],
])('tells a late answer who was first, and a refused one why', (outcome, words, sentence) => {
  expect(outcomeWords(outcome, NOW, undefined)).toBe(words);
  expect(failureSentence(outcome, NOW, undefined)).toBe(sentence);
});

it.each<[readonly Outcome[], string]>([
  [[{ kind: 'LATE', row: decidedRow() }], 'Your answer came too late'],
  [[{ kind: 'REFUSED', message: 'No.' }], 'This was not done'],
  [[{ kind: 'UNKNOWN' }], 'It is not known whether this was done'],
  [[{ kind: 'DONE', row: decidedRow() }, { kind: 'UNKNOWN' }], 'Not all of it was done'],
])('says what came to nothing, and claims no more than it knows', (outcomes, title) => {
  expect(failureTitle(outcomes)).toBe(title);
});

it.each([
  [approvalRow(), undefined],
  [approvalRow({ canDecide: false }), 'not yours to answer'],
  [decidedRow(), 'approved by Ada, 2 s ago'],
  [undefined, 'is gone'],
])('names why a question needs no answer any more', (row, why) => {
  expect(whySpared(row, NOW, undefined)).toBe(why);
});
