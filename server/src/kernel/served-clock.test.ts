import { beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from './clock.testing.ts';
import { createServedClock, type ServedClock } from './served-clock.ts';

const second = 1_000;
let clock: ManualClock;
let served: ServedClock;
let beganMs: number;
const passedMs = (): number => served.monotonicMs() - beganMs;

beforeEach(() => {
  clock = createManualClock();
  served = createServedClock(clock);
  beganMs = served.monotonicMs();
});

test('goes as the clock does while timers run', () => {
  served.start();
  clock.advance(400);
  expect(passedMs()).toBe(400);
  clock.advance(3_600 * second);
  expect(passedMs()).toBe(3_600 * second + 400);
  expect(served.wallMs()).toBe(clock.wallMs());
});

test('stands still while the process does, and goes on from there', () => {
  served.start();
  clock.advance(10 * second);
  clock.stall(600 * second);
  expect(passedMs()).toBe(12 * second);
  clock.advance(0);
  expect(passedMs()).toBe(12 * second);
  clock.advance(30 * second);
  expect(passedMs()).toBe(42 * second);
});

test('calls back when so much of its time has passed, unless it is told not to', () => {
  served.start();
  const called: number[] = [];
  served.after(30 * second, () => called.push(passedMs()));
  const cancel = served.after(40 * second, () => called.push(passedMs()));
  clock.advance(10 * second);
  clock.stall(600 * second);
  clock.advance(0);
  expect(called).toEqual([]);
  clock.advance(18 * second - 1);
  expect(called).toEqual([]);
  clock.advance(1);
  expect(called).toEqual([30 * second]);
  cancel();
  clock.advance(60 * second);
  expect(called).toEqual([30 * second]);
});

test('counts a timer that is a little late', () => {
  served.start();
  clock.stall(1_900);
  clock.advance(10 * second);
  expect(passedMs()).toBe(11_900);
});

test('stands still before its start and after its end', () => {
  clock.advance(600 * second);
  expect(passedMs()).toBe(2 * second);
  const stop = served.start();
  clock.advance(10 * second);
  stop();
  clock.advance(600 * second);
  expect(passedMs()).toBe(14 * second);
  expect(clock.timerCount()).toBe(0);
});
