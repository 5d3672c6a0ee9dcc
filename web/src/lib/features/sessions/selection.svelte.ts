import { SvelteSet } from 'svelte/reactivity';
import type { Places } from './places.ts';
import type { SessionRow } from './session-row.ts';

/** What one kill may name at most. */
export const SELECTED_MOST = 1_000;

/** The rows a person picked, by id: they stay picked wherever they move. */
export class Selection {
  readonly #ids = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor: string | undefined;

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    this.#anchor = id;
    if (!this.#ids.delete(id)) this.#add(id);
  }

  /** Picks everything between the last one touched and this one. */
  extend(id: string, rows: readonly SessionRow[]): void {
    const to = rows.findIndex((row) => row.id === id);
    const from = rows.findIndex((row) => row.id === this.#anchor);
    if (from === -1) {
      this.#anchor = id;
      this.#add(id);
      return;
    }
    for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#add(row.id);
  }

  /** Picks all of them, up to what one kill may name, or none if all are picked. */
  toggleAll(rows: readonly SessionRow[]): void {
    const some = rows.slice(0, SELECTED_MOST);
    const isAll = some.length > 0 && some.every(({ id }) => this.#ids.has(id));
    this.clear();
    if (!isAll) for (const { id } of some) this.#add(id);
  }

  clear(): void {
    this.#ids.clear();
    this.#anchor = undefined;
  }

  /** Lets go of what is no longer there to be picked. */
  keepOnly(isThere: (id: string) => boolean): void {
    for (const id of this.#ids) if (!isThere(id)) this.#ids.delete(id);
  }

  /** The picked ones among these, in their order. */
  of(rows: Places): readonly SessionRow[] {
    const indexes = [...this.#ids].map((id) => rows.indexOf(id)).sort((left, right) => left - right);
    return indexes.map((index) => rows.at(index)).filter((row) => row !== undefined);
  }

  #add(id: string): void {
    if (this.#ids.size < SELECTED_MOST) this.#ids.add(id);
  }
}
