import { expect, it } from 'vitest';
import { Clock } from './clock.svelte.ts';

it('tells the wall clock while the server agrees with it', () => {
  let wallMs = 100_000;
  const clock = new Clock(() => wallMs);
  clock.correct(101_000);
  wallMs = 105_000;
  expect(clock.read()).toBe(105_000);
});

it('tells the time of the server where this computer is wrong, and again when that was mended', () => {
  let wallMs = 100_000;
  const clock = new Clock(() => wallMs);
  clock.correct(400_000);
  expect([clock.read(), clock.nowMs]).toEqual([400_000, 400_000]);
  clock.correct(401_000);
  expect(clock.read()).toBe(400_000);
  wallMs = 402_000;
  clock.correct(402_000);
  expect(clock.read()).toBe(402_000);
});
