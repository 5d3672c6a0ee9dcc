import { setTimeout as delay } from 'node:timers/promises';

/** @throws when `promise` has not settled within `withinMs` */
export async function within<T>(what: string, withinMs: number, promise: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const deadline = delay(withinMs, undefined, { signal: stop.signal }).then(
    () => Promise.reject(new Error(`${what}: not within ${withinMs} ms`)),
    () => promise,
  );
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    stop.abort();
  }
}

/** Works through `items`, so many at a time. */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
