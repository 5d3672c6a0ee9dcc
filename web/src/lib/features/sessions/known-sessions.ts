import type { SessionOrder } from '$lib/generated/graphql.ts';
import { OrderedRows } from './ordered-rows.ts';
import type { Places } from './places.ts';
import { RowTally } from './row-tally.ts';
import { type OrderKey, type SessionRow, compareKeys, orderKey } from './session-row.ts';

export interface SessionPage {
  readonly rows: readonly SessionRow[];
  /** What the next page starts after; undefined when this is the last. */
  readonly cursor: string | undefined;
}

/** By id, the newest word on each: the row as it is now, or undefined where it no longer matches. */
export type Changes = ReadonlyMap<string, SessionRow | undefined>;

/** Whether a row that no longer matches stays for a while, so that one sees what became of it. */
export type Keeps = (row: SessionRow) => boolean;

/** Messages of the watch as one: the last word on each session counts. */
export function changesOf(
  messages: readonly { readonly upserted: readonly SessionRow[]; readonly removed: readonly string[] }[],
): Changes {
  const changes = new Map<string, SessionRow | undefined>();
  for (const { upserted, removed } of messages) {
    for (const row of upserted) changes.set(row.id, row);
    for (const id of removed) changes.set(id, undefined);
  }
  return changes;
}

/**
 * The list as it is known here: every matching pinned session, and the others in order from the first down to `reach`.
 * What arrives changes it in place and costs what it touches, however many rows there are.
 */
export class KnownSessions implements Places {
  readonly #order: SessionOrder;
  readonly #pinned: OrderedRows;
  readonly #rows: OrderedRows;
  readonly #byId = new Map<string, SessionRow>();
  readonly #departed = new Map<string, number>();
  readonly #tally = new RowTally();
  /** Up to where rows are loaded; undefined once all are. A row beyond it comes with its page. */
  #reach: OrderKey | undefined;
  #cursor: string | undefined;
  /** What changed while a page is on its way: the page may be older than that. Undefined while none is. */
  #changedSincePageAsked: Map<string, SessionRow | undefined> | undefined;
  #version = 0;

  /** The list as its first page tells it. */
  constructor(order: SessionOrder, pinned: readonly SessionRow[], page: SessionPage) {
    this.#order = order;
    this.#pinned = new OrderedRows('STARTED', pinned);
    this.#rows = new OrderedRows(order, page.rows);
    for (const row of [...pinned, ...page.rows]) this.#know(row.id, row);
    this.#reachTo(page);
  }

  /** Another one whenever anything it tells is another. */
  get version(): number {
    return this.#version;
  }

  get length(): number {
    return this.#byId.size;
  }

  get pinned(): Iterable<SessionRow> {
    return this.#pinned.values();
  }

  /** Without the pinned ones. */
  get rows(): Iterable<SessionRow> {
    return this.#rows.values();
  }

  get tally(): RowTally {
    return this.#tally;
  }

  /** What the next page starts after; undefined once all are loaded. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  get isPageAsked(): boolean {
    return this.#changedSincePageAsked !== undefined;
  }

  /** Rows that no longer match and are still shown, and since when. */
  get departed(): ReadonlyMap<string, number> {
    return this.#departed;
  }

  at(index: number): SessionRow | undefined {
    return index < this.#pinned.length ? this.#pinned.at(index) : this.#rows.at(index - this.#pinned.length);
  }

  get(id: string): SessionRow | undefined {
    return this.#byId.get(id);
  }

  indexOf(id: string): number {
    const row = this.#byId.get(id);
    if (row === undefined) return -1;
    return row.pinned ? this.#pinned.indexOf(row) : this.#pinned.length + this.#rows.indexOf(row);
  }

  /** The next page is on its way. */
  pageAsked(): void {
    this.#changedSincePageAsked = new Map();
  }

  /** The next page is not coming after all. */
  pageFailed(): void {
    this.#changedSincePageAsked = undefined;
  }

  /** The page after the last one is here; what changed since it was asked for is newer than what it says. */
  pageArrived(page: SessionPage): void {
    const words = new Map<string, SessionRow | undefined>(page.rows.map((row) => [row.id, row]));
    for (const [id, row] of this.#changedSincePageAsked ?? []) {
      if (row === undefined && this.#departed.has(id)) words.delete(id);
      else words.set(id, row);
    }
    this.#changedSincePageAsked = undefined;
    this.#reachTo(page);
    this.#place(words);
  }

  /** What the watch told since the last frame, in one step. Answers which rows departed by it. */
  changesArrived(changes: Changes, keeps: Keeps, nowMs: number): readonly string[] {
    const words = new Map(changes);
    const departed: string[] = [];
    for (const [id, row] of changes) {
      this.#changedSincePageAsked?.set(id, row);
      const known = this.#byId.get(id);
      if (row !== undefined || known === undefined || !keeps(known)) continue;
      words.delete(id);
      if (!this.#departed.has(id)) departed.push(id);
    }
    this.#place(words);
    for (const id of departed) this.#departed.set(id, nowMs);
    if (departed.length > 0) this.#version += 1;
    return departed;
  }

  /** A newer word on rows that are shown: what they say changes, their places do not. */
  valuesArrived(rows: readonly SessionRow[]): void {
    for (const row of rows) {
      const known = this.#byId.get(row.id);
      // The place was made from these two; they change with the watch alone.
      if (known) this.#renew({ ...row, attentionRank: known.attentionRank, pinned: known.pinned });
    }
  }

  /** Takes away the departed rows that need not stay. */
  departedLeft(stays: (row: SessionRow, sinceMs: number) => boolean): void {
    const words = new Map<string, undefined>();
    for (const [id, sinceMs] of this.#departed) {
      const row = this.#byId.get(id);
      if (row === undefined || !stays(row, sinceMs)) words.set(id, undefined);
    }
    this.#place(words);
  }

  /** Puts rows where the order wants them and takes others away. */
  #place(words: Changes): void {
    const leaving: SessionRow[] = [];
    const arriving: SessionRow[] = [];
    for (const [id, word] of words) {
      const known = this.#byId.get(id);
      const row = word !== undefined && this.#isWithinReach(word) ? word : undefined;
      this.#departed.delete(id);
      if (row !== undefined && known !== undefined && this.#hasSamePlace(known, row)) {
        this.#renew(row);
        continue;
      }
      if (known !== undefined) leaving.push(known);
      if (row !== undefined) arriving.push(row);
      this.#know(id, row);
    }
    const isPinned = ({ pinned }: SessionRow) => pinned;
    const isOther = ({ pinned }: SessionRow) => !pinned;
    this.#pinned.change(leaving.filter(isPinned), arriving.filter(isPinned));
    this.#rows.change(leaving.filter(isOther), arriving.filter(isOther));
  }

  #renew(row: SessionRow): void {
    (row.pinned ? this.#pinned : this.#rows).renew(row);
    this.#know(row.id, row);
  }

  /** @param row undefined where it is known no more. */
  #know(id: string, row: SessionRow | undefined): void {
    const known = this.#byId.get(id);
    if (known === undefined && row === undefined) return;
    if (known !== undefined) this.#tally.left(known);
    if (row === undefined) this.#byId.delete(id);
    else {
      this.#tally.came(row);
      this.#byId.set(id, row);
    }
    this.#version += 1;
  }

  #reachTo(page: SessionPage): void {
    const last = page.rows.at(-1);
    const isLast = page.cursor === undefined || last === undefined;
    this.#reach = isLast ? undefined : orderKey(last, this.#order);
    this.#cursor = page.cursor;
    this.#version += 1;
  }

  #isWithinReach(row: SessionRow): boolean {
    return row.pinned || this.#reach === undefined || compareKeys(orderKey(row, this.#order), this.#reach) <= 0;
  }

  #hasSamePlace(known: SessionRow, row: SessionRow): boolean {
    const order = this.#order;
    return known.pinned === row.pinned && compareKeys(orderKey(known, order), orderKey(row, order)) === 0;
  }
}
