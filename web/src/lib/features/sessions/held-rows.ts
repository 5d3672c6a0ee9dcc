import type { KnownSessions } from './known-sessions.ts';
import type { Places } from './places.ts';
import type { SessionRow } from './session-row.ts';

/** The rows there were when the list was told to hold still, each as it is now. */
export class HeldRows implements Places {
  readonly #known: KnownSessions;
  readonly #ids: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  /** @param ids those that are not known are left out. */
  constructor(known: KnownSessions, ids: readonly string[]) {
    this.#known = known;
    this.#ids = ids.filter((id) => known.get(id) !== undefined);
    this.#places = new Map(this.#ids.map((id, index) => [id, index]));
  }

  get length(): number {
    return this.#ids.length;
  }

  at(index: number): SessionRow | undefined {
    const id = this.#ids[index];
    return id === undefined ? undefined : this.#known.get(id);
  }

  indexOf(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** The same ones as another reading knows them. */
  on(known: KnownSessions): HeldRows {
    return new HeldRows(known, this.#ids);
  }

  /** With those of the next page below. */
  followedBy(rows: readonly SessionRow[]): HeldRows {
    const more = rows.map(({ id }) => id).filter((id) => !this.#places.has(id));
    return new HeldRows(this.#known, [...this.#ids, ...more]);
  }
}
