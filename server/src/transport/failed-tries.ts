import type { Clock } from '../kernel/clock.ts';

export interface FailedTries {
  /** Whether this address failed too often just now. */
  isExhausted(address: string): boolean;
  add(address: string): void;
}

/**
 * Counts failed sign-ins by address: ten a minute. It slows guessing down; what stops it is the length of the secrets,
 * so its memory is small and forgets everything each minute.
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
    isExhausted: (address) => (current().get(address) ?? 0) >= perMinute,
    add(address) {
      const tries = current();
      tries.set(address, (tries.get(address) ?? 0) + 1);
    },
  };
}
