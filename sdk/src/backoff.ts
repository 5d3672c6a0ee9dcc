const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * How long to wait after so many failures in a row: half a second, doubled each time up to ten seconds, and of that a
 * random part between half and all, so that ten thousand owners do not return in the same instant.
 */
export function backoffMs(failures: number, random: () => number): number {
  const spanMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return spanMs * (0.5 + random() / 2);
}
