import { expect, it } from 'vitest';
import { createManualClock } from '../kernel/clock.testing.ts';
import { createFailedTries } from './failed-tries.ts';

it('refuses an address after ten failures, others not, and forgets after a minute', () => {
  const clock = createManualClock();
  const tries = createFailedTries(clock);
  for (let at = 0; at < 9; at += 1) tries.add('a');
  expect(tries.isExhausted('a')).toBe(false);
  tries.add('a');
  expect(tries.isExhausted('a')).toBe(true);
  expect(tries.isExhausted('b')).toBe(false);
  clock.advance(59_999);
  expect(tries.isExhausted('a')).toBe(true);
  clock.advance(1);
  expect(tries.isExhausted('a')).toBe(false);
});

it('remembers no more addresses than it has room for', () => {
  const tries = createFailedTries(createManualClock());
  for (let at = 0; at < 10; at += 1) tries.add('a');
  for (let at = 0; at < 10_000; at += 1) tries.add(`b${at}`);
  expect(tries.isExhausted('a')).toBe(false);
});
