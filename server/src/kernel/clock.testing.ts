import type { Clock } from './clock.ts';

export interface ManualClock extends Clock {
  /** Moves both clocks and runs what falls due, in order. */
  advance(ms: number): void;
  /** Moves both clocks while nothing runs, as when the process is stopped; what fell due runs with the next advance. */
  stall(ms: number): void;
  /** Moves the wall clock alone, as an administrator or NTP would. */
  jumpWall(ms: number): void;
  /** How many timers wait. */
  timerCount(): number;
}

/** A clock that stands still until it is told to move. */
export function createManualClock(startWallMs = Date.UTC(2026, 0, 1)): ManualClock {
  let monotonicMs = 1_000;
  let wallOffsetMs = startWallMs - monotonicMs;
  const timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();

  return {
    wallMs: () => monotonicMs + wallOffsetMs,
    monotonicMs: () => monotonicMs,
    after(delayMs, run) {
      const timer = { dueMs: monotonicMs + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const endMs = monotonicMs + ms;
      for (;;) {
        const next = [...timers].filter((t) => t.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers.delete(next);
        monotonicMs = Math.max(monotonicMs, next.dueMs);
        next.run();
      }
      monotonicMs = endMs;
    },
    stall(ms) {
      monotonicMs += ms;
    },
    jumpWall(ms) {
      wallOffsetMs += ms;
    },
    timerCount: () => timers.size,
  };
}
