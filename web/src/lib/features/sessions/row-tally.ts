import { type SessionRow, isActionable } from './session-row.ts';
import { pillOf } from './words.ts';

/** The longest word of a life that a narrow column holds. */
const SHORT_LIFE = 'ending'.length + 1;

/** What matters to a list as a whole, counted as its rows come and go. */
export class RowTally {
  #actionable = 0;
  #living = 0;
  #longLives = 0;

  /** How many the viewer may do anything to. */
  get actionable(): number {
    return this.#actionable;
  }

  /** Whether any row's life takes a long word. @param isLost the server is not heard. */
  hasLongLife(isLost: boolean): boolean {
    return (isLost ? this.#living : this.#longLives) > 0;
  }

  came(row: SessionRow): void {
    this.#count(row, 1);
  }

  left(row: SessionRow): void {
    this.#count(row, -1);
  }

  #count(row: SessionRow, by: 1 | -1): void {
    if (isActionable(row)) this.#actionable += by;
    // While the server is not heard, all that has not ended is only what was known last.
    if (row.lifecycle !== 'ENDED') this.#living += by;
    if (pillOf(row).text.length > SHORT_LIFE) this.#longLives += by;
  }
}
