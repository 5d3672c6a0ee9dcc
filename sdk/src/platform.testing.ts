import { WebSocket } from 'ws';
import type { Platform } from './platform.ts';
import { explicitScopes } from './scopes.ts';

/** A platform whose time passes only when a test says so. Sockets are real. */
export function createHandDrivenPlatform() {
  const timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();
  let nowMs = 0;
  let ids = 0;

  const platform: Platform = {
    nowMs: () => nowMs,
    wallMs: () => nowMs,
    createId: () => `id-${(ids += 1)}`,
    random: () => 0.5,
    setTimer(callback, delayMs) {
      // As Node and browsers take a delay that is none of theirs.
      const timer = { atMs: nowMs + (delayMs > 2_147_483_647 ? 1 : delayMs), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    createAbortController: () => new AbortController(),
    WebSocket,
    scopes: explicitScopes,
    killCloseCode: 1001,
    onIdle: () => () => undefined,
  };

  /** Lets time pass, calling what comes due in its order, and lets what was awaited go on after each. */
  async function advance(byMs: number): Promise<void> {
    const untilMs = nowMs + byMs;
    for (;;) {
      const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      nowMs = Math.max(nowMs, next.atMs);
      timers.delete(next);
      next.callback();
      await turn();
    }
    nowMs = untilMs;
    await turn();
  }

  return { platform, advance };
}

/** Everything that waits for promises alone has gone on. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
