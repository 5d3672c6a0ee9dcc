import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import type { KillOrder } from './errors.ts';
import { KillSignalDocument } from './generated/graphql.ts';
import type { Platform } from './platform.ts';

/** Hears the kills of one session, on the connection there is. */
export class KillListener {
  readonly #connection: Connection;
  readonly #platform: Platform;
  readonly #onKill: (kill: KillOrder) => void;
  readonly #onSilence: () => void;
  #stop: (() => void) | undefined;
  /** Subscriptions on this connection that ended by themselves. */
  #endings = 0;

  constructor(options: {
    readonly connection: Connection;
    readonly platform: Platform;
    readonly onKill: (kill: KillOrder) => void;
    /**
     * The subscription ended while the connection is up: because the session did, or another owner has it. Called at
     * once the first time, then with growing delay, so that a server in disagreement with itself is not asked for ever.
     */
    readonly onSilence: () => void;
  }) {
    this.#connection = options.connection;
    this.#platform = options.platform;
    this.#onKill = options.onKill;
    this.#onSilence = options.onSilence;
  }

  /** Does nothing where it listens already. */
  listen(sessionId: string): void {
    if (this.#stop !== undefined || !this.#connection.isUp) return;
    const ended = () => this.#ended();
    this.#stop = this.#connection.subscribe(
      KillSignalDocument,
      { sessionId },
      { next: ({ killSignal }) => this.#onKill(killSignal), failed: ended, completed: ended },
    );
  }

  /** The connection is gone, and with it the subscription. */
  reset(): void {
    this.#stop = undefined;
    this.#endings = 0;
  }

  stop(): void {
    const stop = this.#stop;
    this.#stop = undefined;
    stop?.();
  }

  #ended(): void {
    // Stopped by us, or broken together with the connection.
    if (this.#stop === undefined || !this.#connection.isUp) return;
    this.#stop = undefined;
    this.#endings += 1;
    if (this.#endings === 1) this.#onSilence();
    else this.#platform.setTimer(this.#onSilence, backoffMs(this.#endings, this.#platform.random));
  }
}
