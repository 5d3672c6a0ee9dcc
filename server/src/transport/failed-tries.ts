import type { Clock } from '../kernel/clock.ts';

export interface FailedTries {
  /**
   * Counts one more, before its outcome is known: tries at the same moment would otherwise not see each other.
   * @returns what takes it back because it was none; null when there were too many just now
   */
  add(key: string): (() => void) | null;
}

interface Tries {
  count: number;
  readonly endsAtMs: number;
}

/**
 * Allows ten failed tries a minute for each key, from the first of them on. It slows guessing down; what stops it is the
 * length of secrets and the cost of checking a password, so its memory is small: beyond it the oldest are forgotten.
 */
export function createFailedTries(clock: Pick<Clock, 'monotonicMs'>): FailedTries {
  const perMinute = 10;
  const maxKeys = 10_000;
  // A Map iterates in order of insertion: the oldest first, which also end first.
  const triesOf = new Map<string, Tries>();

  function begin(key: string, nowMs: number): Tries {
    for (const [oldest, { endsAtMs }] of triesOf) {
      if (nowMs < endsAtMs && triesOf.size < maxKeys) break;
      triesOf.delete(oldest);
    }
    const tries = { count: 0, endsAtMs: nowMs + 60_000 };
    triesOf.set(key, tries);
    return tries;
  }

  return {
    add(key) {
      const nowMs = clock.monotonicMs();
      let tries = triesOf.get(key);
      if (tries !== undefined && tries.endsAtMs <= nowMs) {
        triesOf.delete(key);
        tries = undefined;
      }
      if (tries !== undefined && tries.count >= perMinute) return null;
      const counted = tries ?? begin(key, nowMs);
      counted.count += 1;
      return () => {
        counted.count -= 1;
        // A key without failed tries takes no room from those that have some.
        if (counted.count === 0 && triesOf.get(key) === counted) triesOf.delete(key);
      };
    },
  };
}
