import { KillHandlerError, type RollcallError, type SessionKilledError } from './errors.ts';

/** Does the clean-up of a killed session; what it awaits is waited for. */
export type KillHandler = (kill: SessionKilledError) => void | Promise<void>;

/** When a session's work has to stop, and when it has: the signal, the handlers of a kill, and what still runs. */
export class Lifetime {
  readonly #controller: AbortController;
  readonly #handlers = new Set<KillHandler>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #runHandler: (work: () => void | Promise<void>) => void | Promise<void>;
  readonly #report: (error: RollcallError) => void;
  #kill: SessionKilledError | undefined;

  constructor(options: {
    readonly controller: AbortController;
    /** Runs a handler in its scope. */
    readonly runHandler: (work: () => void | Promise<void>) => void | Promise<void>;
    readonly report: (error: RollcallError) => void;
  }) {
    this.#controller = options.controller;
    this.#runHandler = options.runHandler;
    this.#report = options.report;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isKilled(): boolean {
    return this.#kill !== undefined;
  }

  /** Aborts the signal and starts the handlers; the second kill of a session changes nothing. */
  kill(kill: SessionKilledError): boolean {
    if (this.signal.aborted) return false;
    // Those of before: what is added while the signal aborts is called as it is added.
    const handlers = [...this.#handlers];
    this.#kill = kill;
    this.#controller.abort(kill);
    for (const handler of handlers) this.#handle(handler, kill);
    return true;
  }

  /** Aborts the signal without a kill: the session is no longer this owner's. */
  abort(reason: RollcallError): void {
    this.#controller.abort(reason);
  }

  /** A handler that comes after the kill is called at once. */
  onKill(handler: KillHandler): () => void {
    this.#handlers.add(handler);
    if (this.#kill !== undefined) this.#handle(handler, this.#kill);
    return () => this.#handlers.delete(handler);
  }

  /** Counts as running work until it settles. */
  track(work: Promise<unknown>): void {
    this.#running.add(work);
    const remove = () => void this.#running.delete(work);
    work.then(remove, remove);
  }

  async whenWorkIsOver(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  #handle(handler: KillHandler, kill: SessionKilledError): void {
    // An async function, so that a handler that throws before its first await is one that rejects.
    const run = async () => this.#runHandler(() => handler(kill));
    const report = (cause: unknown) => this.#report(new KillHandlerError('A handler of the kill failed.', { cause }));
    this.track(run().catch(report));
  }
}
