import { type Clock, delay, waitAtMost } from '../clock.ts';
import type { CommandRun } from './command-run.ts';
import { type Persistence, persist } from './persist.ts';
import type { Server } from './server.ts';

/** How long the ends of a session's commands may take to be told before the session's own is. */
const TELL_COMMANDS_MS = 10_000;
/** How often is looked whether what could not be ended has ended. */
const LOOK_AGAIN_MS = 2_000;

/**
 * Ends every process of a session and tells the server what is left of them: mostly nothing. What is left is named, and looked at again
 * until it is gone.
 */
export async function endSession(
  sessionId: string,
  runs: readonly Pick<CommandRun, 'stop' | 'stopped' | 'over' | 'survivors'>[],
  { server, persistence, clock }: { server: Pick<Server, 'reportSessionEnd'>; persistence: Persistence; clock: Clock },
): Promise<void> {
  for (const run of runs) run.stop(null);
  await Promise.all(runs.map(({ stopped }) => stopped));
  await waitAtMost(clock, TELL_COMMANDS_MS, Promise.all(runs.map(({ over }) => over)), persistence.signal);
  let named: string | undefined;
  for (;;) {
    const survivors = runs.flatMap((run) => run.survivors());
    const now = survivors.join('\n');
    if (now !== named) await persist(() => server.reportSessionEnd(sessionId, survivors), persistence);
    if (survivors.length === 0) return;
    named = now;
    await delay(clock, LOOK_AGAIN_MS, persistence.signal);
  }
}
