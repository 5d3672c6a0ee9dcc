/** Stops a timer; a second call does nothing. */
export type Cancel = () => void;

/**
 * The two clocks and the only timer of the server. Dates come from the wall clock and may jump; leases and
 * deadlines run on the monotonic one and never do.
 */
export interface Clock {
  /** Milliseconds since 1970 UTC, whole; may jump either way. */
  wallMs(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonicMs(): number;
  /** Calls `run` once, `delayMs` of monotonic time from now; keeps no process alive. */
  after(delayMs: number, run: () => void): Cancel;
}

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
