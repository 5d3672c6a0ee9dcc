import type { Cancel, Clock } from './clock.ts';

const everyMs = 1_000;
/** A timer may be late because the machine is busy; that is no standstill. */
const longestStepMs = 2 * everyMs;

export interface ServedClock extends Clock {
  /** Lets its time run on. Before, and after the returned function was called, it soon stands still. */
  start(): Cancel;
}

/**
 * Time as those who talk to us have it. While the process stands still, stopped or blocked, what they sent waits
 * unread: its monotonic time and its timers stand still, too, so that nobody's silence is counted that was our deafness.
 * It follows from a timer of its own: time goes on no further beyond the last one than a timer may be late.
 */
export function createServedClock(clock: Clock): ServedClock {
  let lookedMs = clock.monotonicMs();
  let servedMs = lookedMs;
  const readMs = (): number => servedMs + Math.min(clock.monotonicMs() - lookedMs, longestStepMs);

  function after(delayMs: number, run: () => void): Cancel {
    const dueMs = readMs() + delayMs;
    let cancel: Cancel = () => undefined;
    const wait = (leftMs: number): void => {
      cancel = clock.after(leftMs, () => {
        const stillMs = dueMs - readMs();
        if (stillMs > 0) wait(stillMs);
        else run();
      });
    };
    wait(delayMs);
    return () => cancel();
  }

  return {
    wallMs: () => clock.wallMs(),
    monotonicMs: readMs,
    after,
    start() {
      let cancel: Cancel = () => undefined;
      const look = (): void => {
        servedMs = readMs();
        lookedMs = clock.monotonicMs();
        cancel = clock.after(everyMs, look);
      };
      look();
      return () => cancel();
    },
  };
}
