import { expect, it } from 'vitest';
import { duration, latency, roundedUp, shortDuration, sinceMs } from './duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [0, '0 s', '0 s'],
  [999, '0 s', '0 s'],
  [12_400, '12 s', '12 s'],
  [MINUTE, '1 m', '1 m'],
  [2 * MINUTE + 14_000, '2 m', '2 m 14 s'],
  [5 * HOUR + 3 * MINUTE, '5 h', '5 h 3 m'],
  [52 * HOUR, '2 d', '2 d 4 h'],
])('says %i ms as %s, or %s in a sentence', (ms, short, long) => {
  expect([shortDuration(ms), duration(ms)]).toEqual([short, long]);
});

it.each([
  [0, '0 ms'],
  [23, '23 ms'],
  [2_340, '2.3 s'],
  [74_000, '1 m 14 s'],
])('says that something took %i ms as %s', (ms, words) => {
  expect(latency(ms)).toBe(words);
});

it.each([
  [72 * HOUR - 1, '3 d', '3 days'],
  [48 * HOUR, '2 d', '2 days'],
  [24 * HOUR - 1, '24 h', '24 hours'],
  [22 * HOUR + 1, '23 h', '23 hours'],
  [HOUR, '60 m', '60 minutes'],
  [1, '1 m', '1 minute'],
])('rounds %i ms that are left up to %s, or %s', (ms, short, long) => {
  expect([roundedUp(ms), roundedUp(ms, 'long')]).toEqual([short, long]);
});

it('is never negative, whatever the clocks say', () => {
  expect(sinceMs('2026-01-01T00:00:05.000Z', Date.parse('2026-01-01T00:00:00.000Z'))).toBe(0);
});
