import { expect, it } from 'vitest';
import { createManualClock } from '../kernel/clock.testing.ts';
import { createFailedTries } from './failed-tries.ts';

it('refuses a key after ten tries, others not, and forgets after a minute', () => {
  const clock = createManualClock();
  const tries = createFailedTries(clock);
  for (let at = 0; at < 10; at += 1) expect(tries.add('a')).not.toBeNull();
  expect(tries.add('a')).toBeNull();
  expect(tries.add('b')).not.toBeNull();
  clock.advance(59_999);
  expect(tries.add('a')).toBeNull();
  clock.advance(1);
  expect(tries.add('a')).not.toBeNull();
});

it('counts tries whose outcome is not known yet, and not those that were none', () => {
  const tries = createFailedTries(createManualClock());
  const pending = Array.from({ length: 10 }, () => tries.add('a'));
  expect(tries.add('a')).toBeNull();
  pending[0]?.();
  expect(tries.add('a')).not.toBeNull();
  expect(tries.add('a')).toBeNull();
});

it('gives back nothing of a later minute', () => {
  const clock = createManualClock();
  const tries = createFailedTries(clock);
  const takeBack = tries.add('a');
  clock.advance(60_000);
  for (let at = 0; at < 10; at += 1) tries.add('a');
  takeBack?.();
  expect(tries.add('a')).toBeNull();
});

it('remembers no more keys than it has room for', () => {
  const tries = createFailedTries(createManualClock());
  for (let at = 0; at < 10; at += 1) tries.add('a');
  for (let at = 0; at < 9_999; at += 1) tries.add(`b${at}`);
  expect(tries.add('a')).toBeNull();
  tries.add('one more');
  expect(tries.add('a')).not.toBeNull();
});

it('forgets the oldest first, and no others', () => {
  const tries = createFailedTries(createManualClock());
  for (let at = 0; at < 9_000; at += 1) tries.add(`before${at}`);
  for (let at = 0; at < 10; at += 1) tries.add('a');
  for (let at = 0; at < 9_999; at += 1) tries.add(`after${at}`);
  expect(tries.add('a')).toBeNull();
});

it('keeps no room for what was no failed try', () => {
  const tries = createFailedTries(createManualClock());
  for (let at = 0; at < 10; at += 1) tries.add('a');
  for (let at = 0; at < 20_000; at += 1) tries.add(`busy${at}`)?.();
  expect(tries.add('a')).toBeNull();
});
