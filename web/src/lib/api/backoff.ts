const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * How long to wait before the given attempt, 0 being the first. Half of it is chance, so that a restarted server is
 * not met by everybody at once. `random` is from 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceilingMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return ceilingMs * (0.5 + random / 2);
}
