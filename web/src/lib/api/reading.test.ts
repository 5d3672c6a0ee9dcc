import { beforeEach, expect, it } from 'vitest';
import { RequestFailure } from './failure.ts';
import { Reading } from './reading.svelte.ts';
import { HandTiming } from './timing.testing.ts';

let timing: HandTiming;
let isSeen: boolean;
let asked: { resolve: (value: string) => void; reject: (failure: Error) => void }[];
let reading: Reading<string>;

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function answer(value: string): Promise<void> {
  asked.shift()?.resolve(value);
  await settle();
}

beforeEach(() => {
  timing = new HandTiming();
  isSeen = true;
  asked = [];
  const read = () => new Promise<string>((resolve, reject) => void asked.push({ resolve, reject }));
  reading = new Reading(read, { timing, isSeen: () => isSeen });
});

it('reads at the start, and again every 30 seconds', async () => {
  reading.start();
  await answer('first');
  expect(reading.value).toBe('first');
  expect([...timing.waits.values()]).toEqual([30_000]);
  timing.elapse();
  await answer('second');
  expect(reading.value).toBe('second');
});

it('does not read while nobody looks, and goes on when somebody does', async () => {
  reading.start();
  await answer('first');
  isSeen = false;
  timing.elapse();
  expect(asked).toEqual([]);
  isSeen = true;
  timing.elapse();
  expect(asked).toHaveLength(1);
});

it('reads once more where one was asked for while another was under way', async () => {
  reading.start();
  let isFresh = false;
  void reading.refresh().then(() => (isFresh = true));
  await answer('too early');
  expect([isFresh, asked.length]).toEqual([false, 1]);
  await answer('fresh');
  expect([isFresh, reading.value, asked.length]).toEqual([true, 'fresh', 0]);
});

it('keeps what it had when a reading fails, and says why', async () => {
  reading.start();
  await answer('first');
  timing.elapse();
  asked.shift()?.reject(new RequestFailure('UNREACHABLE', 'away'));
  await settle();
  expect([reading.value, reading.failure?.kind]).toEqual(['first', 'UNREACHABLE']);
  timing.elapse();
  await answer('second');
  expect([reading.value, reading.failure]).toEqual(['second', undefined]);
});

it('rests once it is stopped', async () => {
  const stop = reading.start();
  await answer('first');
  stop();
  expect(timing.waits.size).toBe(0);
});
