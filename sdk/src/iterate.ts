import { waitLong } from './patience.ts';
import type { Platform } from './platform.ts';
import type { Sink } from './socket.ts';

/**
 * A subscription as an iterator, opened with its first `next()`. Both ends may close it, twice without harm. Whoever waits for
 * `next()` keeps the process alive: a loop over a subscription shall not be ended by an empty event loop.
 */
export function iterate<Result>(
  platform: Platform,
  whenReady: () => Promise<void>,
  subscribe: (sink: Sink<Result>) => () => void,
): AsyncIterableIterator<Result, undefined> {
  const received: Result[] = [];
  let end: { readonly error?: unknown } | undefined;
  let wake = (): void => undefined;
  let stop: (() => void) | undefined;
  let opening: Promise<void> | undefined;

  function finish(how: { readonly error?: unknown }): void {
    end ??= how;
    wake();
  }

  async function open(): Promise<void> {
    try {
      await whenReady();
      if (end !== undefined) return;
      stop = subscribe({
        next(result) {
          received.push(result);
          wake();
        },
        failed: (error) => finish({ error }),
        completed: () => finish({}),
      });
    } catch (error) {
      finish({ error });
    }
  }

  return {
    async next() {
      const letProcessEnd = waitLong(platform, Infinity, () => undefined);
      opening ??= open();
      while (received.length === 0 && end === undefined) await new Promise<void>((resolve) => (wake = resolve));
      letProcessEnd();
      const value = received.shift();
      if (value !== undefined) return { done: false, value };
      const how = end ?? {};
      // An iterator that has failed is done.
      end = {};
      if ('error' in how) throw how.error;
      return { done: true, value: undefined };
    },
    async return() {
      received.length = 0;
      end = {};
      stop?.();
      wake();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
