/** The two clocks of a machine. Waits are measured on the one that never jumps; the other dates what people read. */
export interface Clock {
  /** Milliseconds on a clock that never jumps. */
  readonly nowMs: () => number;
  /** Milliseconds since 1970 UTC. */
  readonly wallMs: () => number;
  /** Calls back once, unless the returned function is called first. */
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
}

/** Timers take no more than 24 days at once; nothing here waits longer. */
const LONGEST_MS = 2_147_483_647;

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: Date.now,
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_MS));
    return () => clearTimeout(timer);
  },
};

/** Resolves after a delay, or at once when the signal aborts. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.setTimer(finish, delayMs);
    signal?.addEventListener('abort', finish);
  });
}

/** Resolves when the promise does, or the time is over, or the signal aborts; leaves no timer behind. */
export async function waitAtMost(
  clock: Clock,
  limitMs: number,
  promise: Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const settled = new AbortController();
  const signals = signal === undefined ? [settled.signal] : [settled.signal, signal];
  const timeUp = delay(clock, limitMs, AbortSignal.any(signals));
  await Promise.race([promise.finally(() => settled.abort()), timeUp]);
}
