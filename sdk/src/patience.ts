import type { Platform } from './platform.ts';

/** How long a call of the host may wait for the server. */
const PATIENCE_MS = 1_000;

/**
 * Waits for something of the server, for a second at the longest. Meanwhile, and only meanwhile, it keeps the process
 * alive: whoever awaits it shall not be ended by an empty event loop.
 */
export function waitPatiently<Result>(platform: Platform, awaited: Promise<Result>): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const cancelTimer = platform.setTimer(() => resolve(undefined), PATIENCE_MS, true);
    awaited.then(resolve, reject).finally(cancelTimer);
  });
}

/** Timers take no more than 24 days at once. */
const LONGEST_MS = 2_147_483_647;

/** Calls back after a wait of any length, of which infinity is one, unless the returned function is called first. Keeps the process alive meanwhile. */
export function waitLong(platform: Platform, delayMs: number, callback: () => void): () => void {
  const dueAtMs = platform.nowMs() + delayMs;
  let cancelTimer: () => void;
  function arm(): void {
    const leftMs = dueAtMs - platform.nowMs();
    cancelTimer = platform.setTimer(leftMs > LONGEST_MS ? arm : callback, Math.min(leftMs, LONGEST_MS), true);
  }
  arm();
  return () => cancelTimer();
}
