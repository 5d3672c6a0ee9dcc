import { type Clock, delay } from '../clock.ts';
import { RefusedError } from './server.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Thrown when there is no use in telling it any more. */
class GivenUpError extends Error {}

export interface Persistence {
  readonly clock: Clock;
  /** Ends all attempts. */
  readonly signal: AbortSignal;
}

/**
 * Tells the server something until it is heard, with longer and longer pauses.
 *
 * @throws {GivenUpError} when the signal aborts.
 * @throws {RefusedError} when the server will not hear anything more.
 */
export async function persist<Result>(tell: () => Promise<Result>, { clock, signal }: Persistence): Promise<Result> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    if (signal.aborted) throw new GivenUpError();
    try {
      return await tell();
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      await delay(clock, pauseMs, signal);
    }
  }
}
