import type { Statements } from './sqlite/statements.ts';

/**
 * Counts the revisions of one transaction, from the registry's head on: gapless, and in the order of commits. The head is
 * read with the first that is taken, and written once for all of them.
 */
export class Revisions {
  readonly #statements: Statements;
  #stored: number | null = null;
  #head = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Another transaction begins. */
  begin(): void {
    this.#stored = null;
  }

  take(): number {
    if (this.#stored === null) this.#head = this.#stored = this.#readHead();
    this.#head += 1;
    return this.#head;
  }

  /** How many were taken, for {@link giveBack}. */
  get taken(): number {
    return this.#stored === null ? 0 : this.#head - this.#stored;
  }

  /** Those behind the first `taken` were for nothing. */
  giveBack(taken: number): void {
    if (this.#stored !== null) this.#head = this.#stored + taken;
  }

  /** Writes the new head, before the commit. */
  store(): void {
    if (this.taken > 0) this.#statements.run('update registry set head = ?', this.#head);
  }

  #readHead(): number {
    const row = this.#statements.first<{ readonly head: number }>('select head from registry');
    if (row === undefined) throw new Error('The database has no registry.');
    return row.head;
  }
}
