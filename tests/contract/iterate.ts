/** One look at the state: a value to deliver, the end, a failure, or nothing yet. */
export type Look<T> = { readonly value: T } | { readonly done: true } | { readonly error: Error } | undefined;

/**
 * Iterates over a state that wakes us when it changed. Made by hand, not a generator: a generator that waits cannot be
 * returned from outside, and an abandoned subscription would live for ever.
 */
export function iterate<T>(onChange: (wake: () => void) => () => void, look: () => Look<T>): AsyncIterableIterator<T> {
  let waiting: (() => void) | undefined;
  let isClosed = false;
  const stop = onChange(() => waiting?.());

  function close(): void {
    isClosed = true;
    stop();
    waiting?.();
  }

  return {
    async next() {
      while (!isClosed) {
        const seen = look();
        if (seen === undefined) {
          await new Promise<void>((resolve) => (waiting = resolve));
          continue;
        }
        if ('value' in seen) return { done: false, value: seen.value };
        close();
        if ('error' in seen) throw seen.error;
      }
      return { done: true, value: undefined };
    },
    return() {
      close();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
