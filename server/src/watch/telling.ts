import type { Rester } from './shared-looks.ts';

/**
 * Those who rested on the same, while they are told one after the other what was found. Most rest on the same again: they
 * stay together as they are, for to make a group anew of thousands shows in what each of them takes.
 */
export class Telling<Found> {
  readonly group: Set<Rester<Found>>;
  readonly #found: Found;
  /** Whose turn it is. */
  #rester: Rester<Found> | null = null;
  /** Who rested again on what the others do, last. */
  #stayed: Rester<Found> | null = null;
  #next: string | null = null;

  constructor(group: Set<Rester<Found>>, found: Found) {
    this.group = group;
    this.#found = found;
  }

  /** On what those who were told rest now; null where none does. */
  get next(): string | null {
    return this.#next;
  }

  /** Tells one of them, who leaves the others unless it rests on what they do. */
  tell(rester: Rester<Found>): void {
    this.#rester = rester;
    rester.found(this.#found);
    this.#rester = null;
    if (this.#stayed !== rester) this.group.delete(rester);
  }

  /** @returns whether this is the one who is told just now, and rests on what the others do */
  keeps(rester: Rester<Found>, question: string): boolean {
    if (rester !== this.#rester) return false;
    this.#next ??= question;
    if (this.#next !== question) return false;
    this.#stayed = rester;
    return true;
  }
}
