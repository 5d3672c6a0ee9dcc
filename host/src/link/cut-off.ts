import type { Clock } from '../clock.ts';
import type { HostSession } from './server.ts';

/**
 * Watches for how long nothing was heard of the server. Counted from the last answer, not from when the line was found broken: nothing
 * may run on after the time that the server names.
 */
export class CutOff {
  readonly #clock: Clock;
  readonly #sessions: () => Iterable<Pick<HostSession, 'id' | 'cutOffMs'>>;
  readonly #onCutOff: (session: Pick<HostSession, 'id' | 'cutOffMs'>) => void;
  #heardAtMs: number;
  #cancelTimer = (): void => undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly sessions: () => Iterable<Pick<HostSession, 'id' | 'cutOffMs'>>;
    /** Told again at every look, as long as nothing is heard. */
    readonly onCutOff: (session: Pick<HostSession, 'id' | 'cutOffMs'>) => void;
  }) {
    this.#clock = options.clock;
    this.#sessions = options.sessions;
    this.#onCutOff = options.onCutOff;
    this.#heardAtMs = options.clock.nowMs();
  }

  /** The server has said something. */
  heard(): void {
    this.#heardAtMs = this.#clock.nowMs();
    this.#look();
  }

  stop(): void {
    this.#cancelTimer();
  }

  #look(): void {
    this.#cancelTimer();
    const silentMs = this.#clock.nowMs() - this.#heardAtMs;
    let nextMs = Infinity;
    for (const session of this.#sessions()) {
      if (silentMs >= session.cutOffMs) this.#onCutOff(session);
      else nextMs = Math.min(nextMs, session.cutOffMs - silentMs);
    }
    if (nextMs < Infinity) this.#cancelTimer = this.#clock.setTimer(() => this.#look(), nextMs);
  }
}
