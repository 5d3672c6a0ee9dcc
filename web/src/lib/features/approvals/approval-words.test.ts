import { expect, it } from 'vitest';
import { NOW, approvalRow, at, decidedRow } from './approval-row.testing.ts';
import {
  becameSentence,
  becameWords,
  countdown,
  deadlineSentence,
  inboxSentence,
  receiptSteps,
} from './approval-words.ts';

const inMs = (ms: number, changes = {}) => approvalRow({ expiresAt: at(ms), ...changes });

it.each([
  [[], 'Nothing waits for you.'],
  [[approvalRow()], '1 waits for you'],
  [[inMs(240_000), inMs(900_000), approvalRow()], '3 wait for you · the next in 4 m'],
  [[inMs(-240_000, { onExpiry: 'WAIT' }), inMs(60_000)], '2 wait for you · 1 overdue · the next in 1 m'],
  [[inMs(240_000, { canDecide: false }), approvalRow()], '1 waits for you · 1 waits for somebody else'],
  [[approvalRow({ canDecide: false })], 'Nothing waits for you · 1 waits for somebody else'],
])('tells the inbox in one sentence', (waiting, sentence) => {
  expect(inboxSentence(waiting, NOW)).toBe(sentence);
});

it.each([
  [approvalRow(), 'no deadline'],
  [inMs(299_000), '4 m'],
  [inMs(59_000), '59 s'],
  [inMs(-240_000), 'overdue 4 m'],
])('counts down to the deadline', (row, words) => {
  expect(countdown(row, NOW)).toBe(words);
});

it.each([
  [approvalRow(), 'No deadline: it waits for as long as its session runs.'],
  [inMs(65_000), 'in 1 m 5 s; then it closes, and nothing is allowed.'],
  [inMs(65_000, { onExpiry: 'WAIT' }), 'in 1 m 5 s; then it goes on waiting, overdue.'],
  [inMs(-65_000, { onExpiry: 'WAIT' }), '1 m 5 s ago; it goes on waiting.'],
])('says until when it waits and what happens then', (row, words) => {
  expect(deadlineSentence(row, NOW)).toBe(words);
});

const sent = { sentAt: at(-1_997) };
const acted = { ...sent, actedAt: at(-1_988) };

it.each([
  [decidedRow(), 'approved by Ada, 2 s ago'],
  [decidedRow(acted), 'approved by Ada, 2 s ago · sent 3 ms · acted on 12 ms'],
  [decidedRow({ state: 'DENIED', ...sent }), 'denied by Ada, 2 s ago · sent 3 ms'],
  [decidedRow({ state: 'EXPIRED', ...sent }), 'approved by Ada, 2 s ago · sent 3 ms · lapsed: not acted on in time'],
  [decidedRow({ state: 'CANCELLED' }), 'approved by Ada, 2 s ago · cancelled by its session'],
  [approvalRow({ state: 'EXPIRED' }), 'expired: nobody answered'],
  [approvalRow({ state: 'CANCELLED' }), 'cancelled by its session'],
])('tells a decision and what followed step by step', (row, words) => {
  const steps = receiptSteps(row, NOW, undefined);
  expect(steps.map(({ text }) => text).join(' · ')).toBe(words);
});

it('says you to who decided', () => {
  expect(becameWords(decidedRow(), NOW, 'person_ada')).toBe('approved by you, 2 s ago');
});

it('never calls what nobody answered in time a denial', () => {
  const words = becameSentence(approvalRow({ state: 'EXPIRED' }), undefined);
  expect(words).toBe('Nobody answered in time: this is no denial, and nothing was allowed. The app may ask again.');
});
