import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again until the answer is something, and returns it.
 * @throws when `withinMs` have passed, naming what was waited for and what the last answer or error was
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { withinMs = 20_000, everyMs = 20 }: { withinMs?: number; everyMs?: number } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadlineMs = performance.now() + withinMs;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) {
        // TypeScript does not narrow a type parameter by comparison.
        return answer as NonNullable<Exclude<T, false>>;
      }
      last = answer;
    } catch (error) {
      last = error;
    }
    await delay(everyMs);
  } while (performance.now() < deadlineMs);
  throw new Error(`${what}: not within ${withinMs} ms; the last answer was ${describe(last)}`, { cause: last });
}

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

/** Looks again and again until the returned function is called. */
export function lookEvery(everyMs: number, look: () => void): () => void {
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}

function describe(value: unknown): string {
  return value instanceof Error ? value.message : JSON.stringify(value);
}
