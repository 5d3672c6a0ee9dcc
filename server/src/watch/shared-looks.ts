/** Who waits for what a look finds. Neither method throws. */
export interface Asker<Found> {
  found(found: Found): void;
  failed(error: unknown): void;
}

/** A look and what has come of it; `askers` is null once it is known. */
interface SharedLook<Found> {
  askers: Asker<Found>[] | null;
  tell(asker: Asker<Found>): void;
}

/**
 * Looks at the store that equal subscriptions share: whoever asks the same between two changes in one turn of the event
 * loop is answered the same, by one look. Nothing is kept any longer.
 */
export class SharedLooks<Found> {
  readonly #looks = new Map<string, SharedLook<Found>>();

  /** How many are kept. */
  get size(): number {
    return this.#looks.size;
  }

  /** @param look called unless somebody has asked the same */
  ask(question: string, look: () => Promise<Found>, asker: Asker<Found>): void {
    const known = this.#looks.get(question);
    if (known === undefined) this.#begin(question, look, asker);
    else if (known.askers === null) known.tell(asker);
    else known.askers.push(asker);
  }

  /** Something has changed: what is asked from now on is looked at anew. */
  forget(): void {
    this.#looks.clear();
  }

  #begin(question: string, look: () => Promise<Found>, first: Asker<Found>): void {
    const shared: SharedLook<Found> = { askers: [first], tell: () => undefined };
    this.#looks.set(question, shared);
    const answer = (tell: (asker: Asker<Found>) => void): void => {
      const askers = shared.askers ?? [];
      shared.askers = null;
      shared.tell = tell;
      // One after the other and each to its end: what belongs to one of thousands is touched once.
      for (const asker of askers) tell(asker);
      // Those whose sockets are free in this same turn still share it.
      setImmediate(() => {
        if (this.#looks.get(question) === shared) this.#looks.delete(question);
      });
    };
    look().then(
      (found) => answer((asker) => asker.found(found)),
      (error: unknown) => answer((asker) => asker.failed(error)),
    );
  }
}
