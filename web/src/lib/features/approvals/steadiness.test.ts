import { expect, it } from 'vitest';
import { Steadiness } from './steadiness.ts';

it('waits half a second after what keys act on has changed by itself, not after the own hand moved', () => {
  let nowMs = 0;
  const steady = new Steadiness(() => nowMs);
  steady.choose('a PENDING');
  steady.see('a PENDING');
  expect(steady.isSettled).toBe(true);
  steady.see('b PENDING');
  expect(steady.isSettled).toBe(false);
  nowMs = 499;
  expect(steady.isSettled).toBe(false);
  nowMs = 500;
  expect(steady.isSettled).toBe(true);
  steady.see('b APPROVED');
  expect(steady.isSettled).toBe(false);
  steady.choose('c PENDING');
  expect(steady.isSettled).toBe(true);
});
