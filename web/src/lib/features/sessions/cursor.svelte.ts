import type { Places } from './places.ts';
import type { SessionRow } from './session-row.ts';

const SETTLE_MS = 500;

/**
 * The row that keys act on. It sticks to the session, not to the place; and when what it is on changes by itself, keys
 * that act wait half a second, so that nobody hits what they did not see.
 */
export class Cursor {
  readonly #read: () => number;
  #id = $state<string>();
  #index = 0;
  #meaning: string | undefined;
  #changedAtMs = Number.NEGATIVE_INFINITY;

  /** @param read the exact time. */
  constructor(read: () => number) {
    this.#read = read;
  }

  get id(): string | undefined {
    return this.#id;
  }

  /** Whether what the cursor is on has been the same for long enough to be acted on. */
  get isSettled(): boolean {
    return this.#read() - this.#changedAtMs >= SETTLE_MS;
  }

  /** The person put it there. */
  put(row: SessionRow, index: number): void {
    this.#id = row.id;
    this.#index = index;
    this.#meaning = meaningOf(row);
    this.#changedAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Where it would be after so many rows down; undefined in an empty list. */
  target(rows: Places, delta: number): number | undefined {
    if (rows.length === 0) return undefined;
    const at = this.#id === undefined ? -1 : rows.indexOf(this.#id);
    const index = at === -1 ? this.#index : at + delta;
    return Math.max(0, Math.min(rows.length - 1, index));
  }

  /**
   * The list changed: stays on its session, or goes to the one that took its place; not from the session that is open,
   * as one reads that one, and no other.
   */
  follow(rows: Places, openId?: string): void {
    if (this.#id === undefined) return;
    const index = rows.indexOf(this.#id);
    if (index === -1 && this.#id === openId) {
      this.#id = undefined;
      return;
    }
    const row = rows.at(index === -1 ? Math.min(this.#index, rows.length - 1) : index);
    if (index !== -1) this.#index = index;
    const meaning = row && meaningOf(row);
    if (meaning === this.#meaning) return;
    this.#id = row?.id;
    this.#meaning = meaning;
    this.#changedAtMs = this.#read();
  }
}

/** What a person would have to read again before acting; progress is not among it. */
function meaningOf({ id, status, lifecycle, kill }: SessionRow): string {
  return `${id} ${status} ${lifecycle} ${kill?.id ?? ''}`;
}
