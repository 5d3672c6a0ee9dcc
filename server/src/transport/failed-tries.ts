import type { Clock } from '../kernel/clock.ts';

export interface FailedTries {
  /**
   * Counts one more, before its outcome is known: tries at the same moment would otherwise not see each other.
   * @returns what takes it back because it was none; null when there were too many just now
   */
  add(key: string): (() => void) | null;
}

/**
 * Allows ten failed tries a minute for each key. It slows guessing down; what stops it is the length of secrets and the
 * cost of checking a password, so its memory is small and forgets everything each minute.
 */
export function createFailedTries(clock: Pick<Clock, 'monotonicMs'>): FailedTries {
  const perMinute = 10;
  let counts = new Map<string, number>();
  let endsAtMs = 0;

  function current(): Map<string, number> {
    const nowMs = clock.monotonicMs();
    if (nowMs < endsAtMs && counts.size < 10_000) return counts;
    counts = new Map();
    endsAtMs = nowMs + 60_000;
    return counts;
  }

  return {
    add(key) {
      const tries = current();
      const count = tries.get(key) ?? 0;
      if (count >= perMinute) return null;
      tries.set(key, count + 1);
      return () => void tries.set(key, (tries.get(key) ?? 1) - 1);
    },
  };
}
