import { type Clock, delay } from '../clock.ts';
import type { CommandRun } from './command-run.ts';

/** What of a command may live on when it has ended, or when the process before us had. */
export type Remnant = Pick<CommandRun, 'id' | 'sessionId' | 'stop' | 'stopped' | 'over' | 'survivors'>;

/** How often is looked whether something has ended: its numbers will be given to others. */
const LOOK_AGAIN_MS = 2_000;

/** What could not be ended, for as long as something of it lives. */
export class Remains {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #kept = new Set<Remnant>();

  constructor({ clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }) {
    this.#clock = clock;
    this.#signal = signal;
  }

  async keep(remnant: Remnant): Promise<void> {
    this.#kept.add(remnant);
    while (remnant.survivors().length > 0 && !this.#signal.aborted) {
      await delay(this.#clock, LOOK_AGAIN_MS, this.#signal);
    }
    this.#kept.delete(remnant);
  }

  of(sessionId: string): readonly Remnant[] {
    return [...this.#kept].filter((remnant) => remnant.sessionId === sessionId);
  }

  /** What lives of a command, for people. */
  survivorsOf(commandId: string): readonly string[] {
    return [...this.#kept].flatMap((remnant) => (remnant.id === commandId ? remnant.survivors() : []));
  }
}
