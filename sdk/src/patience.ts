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
