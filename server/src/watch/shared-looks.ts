import { Telling } from './telling.ts';

/** Who waits for what a look finds. Neither method throws. */
export interface Asker<Found> {
  found(found: Found): void;
  failed(error: unknown): void;
}

/** Who rests until something has changed. None of its methods throws. */
export interface Rester<Found> extends Asker<Found> {
  /**
   * Something has: asked in the moment in which it would look, or be told what others found.
   * @returns whether it has room for that, and would ask the same still; where not it goes on by itself
   */
  begin(question: string): boolean;
  look(): Promise<Found>;
  /** Something has changed again since it was looked. */
  wake(): void;
}

/** A look and what has come of it; `askers` is null once it is known. */
interface SharedLook<Found> {
  askers: Asker<Found>[] | null;
  tell(asker: Asker<Found>): void;
}

/**
 * So many begin before they are told. What belongs to one of thousands has left the processor's caches since its last turn,
 * and the processor fetches it for several at once where no write stands between them: a twentieth of a delivery.
 */
const begunAtOnce = 16;

/**
 * Looks at the store that equal subscriptions share: whoever asks the same between two changes in one turn of the event
 * loop is answered the same, by one look. Nothing is kept any longer.
 */
export class SharedLooks<Found> {
  readonly #looks = new Map<string, SharedLook<Found>>();
  readonly #resting = new Map<string, Set<Rester<Found>>>();
  #telling: Telling<Found> | null = null;
  #wakeCount = 0;

  /** How many are kept. */
  get size(): number {
    return this.#looks.size;
  }

  /** How many wait for something to change. */
  get restingCount(): number {
    return [...this.#resting.values()].reduce((sum, { size }) => sum + size, 0);
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

  /** Waits with all who will ask the same. However many they are, to wake them is to look once. */
  rest(question: string, rester: Rester<Found>): void {
    if (this.#telling?.keeps(rester, question) === true) return;
    const group = this.#resting.get(question);
    if (group === undefined) this.#resting.set(question, new Set([rester]));
    else group.add(rester);
  }

  /** Waits no longer. */
  leave(question: string, rester: Rester<Found>): void {
    this.#telling?.group.delete(rester);
    const group = this.#resting.get(question);
    group?.delete(rester);
    if (group?.size === 0) this.#resting.delete(question);
  }

  /** Something has changed for those who rest. */
  wake(): void {
    this.#wakeCount += 1;
    const groups = [...this.#resting];
    this.#resting.clear();
    for (const [question, group] of groups) this.#lookFor(question, group);
  }

  /** One of them begins now, and the others in the turn in which they are told. */
  #lookFor(question: string, group: Set<Rester<Found>>): void {
    for (const rester of group) {
      if (rester.begin(question)) {
        return this.ask(question, () => rester.look(), this.#together(question, group, rester));
      }
      group.delete(rester);
    }
  }

  #together(question: string, group: Set<Rester<Found>>, first: Rester<Found>): Asker<Found> {
    const wakeCount = this.#wakeCount;
    return {
      found: (found) => {
        const telling = new Telling(group, found);
        this.#telling = telling;
        telling.tell(first);
        const begun: Rester<Found>[] = [];
        const tellBegun = (): void => {
          for (const rester of begun.splice(0)) {
            if (this.#wakeCount !== wakeCount) rester.wake();
            telling.tell(rester);
          }
        };
        for (const rester of [...group]) {
          if (rester === first) continue;
          if (rester.begin(question)) begun.push(rester);
          else group.delete(rester);
          if (begun.length === begunAtOnce) tellBegun();
        }
        tellBegun();
        this.#telling = null;
        if (telling.next === null) return;
        // Who rests already has heard nothing of what changed while others were told.
        if (this.#wakeCount !== wakeCount) this.#lookFor(telling.next, group);
        else this.#restTogether(telling.next, group);
      },
      failed: (error) => group.forEach((rester) => rester.failed(error)),
    };
  }

  #restTogether(question: string, group: Set<Rester<Found>>): void {
    const others = this.#resting.get(question) ?? [];
    for (const other of others) group.add(other);
    if (group.size > 0) this.#resting.set(question, group);
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
