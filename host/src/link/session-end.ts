import { type Clock, delay, waitAtMost } from '../clock.ts';
import { type Persistence, persist } from './persist.ts';
import type { Remnant } from './remains.ts';
import type { Server } from './server.ts';

/** How long what is asked to end, then forced to, may take before it is named. */
const END_WITHIN_MS = 10_000;
/** How long the ends of a session's commands may take to be told before the session's own is. */
const TELL_COMMANDS_MS = 10_000;
/** How often is looked whether what could not be ended has ended. */
const LOOK_AGAIN_MS = 2_000;
/** More are not told of at once. */
const MOST_NAMED = 100;

/**
 * Ends every process of a session and tells the server what is left of them: mostly nothing. What is left is named, and looked at again
 * until it is gone.
 */
export async function endSession(
  sessionId: string,
  runs: readonly Omit<Remnant, 'id' | 'sessionId'>[],
  { server, persistence, clock }: { server: Pick<Server, 'reportSessionEnd'>; persistence: Persistence; clock: Clock },
): Promise<void> {
  const { signal } = persistence;
  const going = new Set(runs);
  for (const run of runs) run.stop(null);
  // Of a command whose own process cannot be ended this never comes.
  const stopped = Promise.all(runs.map((run) => run.stopped.then(() => going.delete(run))));
  await waitAtMost(clock, END_WITHIN_MS, stopped, signal);
  if (going.size === 0) await waitAtMost(clock, TELL_COMMANDS_MS, Promise.all(runs.map(({ over }) => over)), signal);
  let named: string | undefined;
  while (!signal.aborted) {
    const survivors = runs.flatMap((run) => run.survivors()).slice(0, MOST_NAMED);
    const now = survivors.join('\n');
    // What has not begun has nothing to name, and is not over either.
    const isKnown = survivors.length > 0 || going.size === 0;
    if (isKnown && now !== named) {
      await persist(() => server.reportSessionEnd(sessionId, survivors), persistence);
      if (survivors.length === 0) return;
      named = now;
    }
    await delay(clock, LOOK_AGAIN_MS, signal);
  }
}
