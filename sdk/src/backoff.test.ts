import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test.each([
  [1, 250, 500],
  [2, 500, 1_000],
  [3, 1_000, 2_000],
  [5, 4_000, 8_000],
  [6, 5_000, 10_000],
  [1_000, 5_000, 10_000],
])('after %i failures waits from %i to %i ms', (failures, leastMs, mostMs) => {
  expect(backoffMs(failures, () => 0)).toBe(leastMs);
  expect(backoffMs(failures, () => 1)).toBe(mostMs);
});
