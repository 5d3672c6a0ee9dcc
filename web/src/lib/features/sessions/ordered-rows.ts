import type { SessionOrder } from '$lib/generated/graphql.ts';
import { type OrderKey, type SessionRow, compareKeys, orderKey } from './session-row.ts';

/**
 * Rows in order. A change costs what it touches: places are found by halving, and no row that stays as it is is looked at.
 * A row whose place would be another has to leave and come again.
 */
export class OrderedRows {
  readonly #order: SessionOrder;
  readonly #rows: SessionRow[];

  /** @param rows in order already. */
  constructor(order: SessionOrder, rows: readonly SessionRow[]) {
    this.#order = order;
    this.#rows = [...rows];
  }

  get length(): number {
    return this.#rows.length;
  }

  at(index: number): SessionRow | undefined {
    return this.#rows[index];
  }

  values(): Iterable<SessionRow> {
    return this.#rows.values();
  }

  /** The place of a row that is here. */
  indexOf(row: SessionRow): number {
    return this.#placeOf(orderKey(row, this.#order));
  }

  /** Puts a newer word on a row in its place. */
  renew(row: SessionRow): void {
    this.#rows[this.indexOf(row)] = row;
  }

  /** Takes rows that are here away, and puts others where the order wants them. */
  change(leaving: readonly SessionRow[], arriving: readonly SessionRow[]): void {
    this.#takeAway(leaving.map((row) => this.indexOf(row)).sort((left, right) => left - right));
    this.#put(arriving.map((row) => ({ row, key: orderKey(row, this.#order) })).sort(byKey));
  }

  /** Closes all gaps in one pass over what lies behind the first. */
  #takeAway(indexes: readonly number[]): void {
    const rows = this.#rows;
    indexes.forEach((index, at) => {
      const next = indexes[at + 1] ?? rows.length;
      for (let from = index + 1; from < next; from += 1) move(rows, from, from - at - 1);
    });
    rows.length -= indexes.length;
  }

  /** Opens all gaps in one pass, from the end. */
  #put(arriving: readonly { readonly row: SessionRow; readonly key: OrderKey }[]): void {
    const rows = this.#rows;
    const places = arriving.map(({ key }) => this.#placeOf(key));
    let end = rows.length;
    for (const { row } of arriving) rows.push(row);
    for (let at = arriving.length - 1; at >= 0; at -= 1) {
      const place = places[at] ?? end;
      const row = arriving[at]?.row;
      for (let from = end - 1; from >= place; from -= 1) move(rows, from, from + at + 1);
      if (row !== undefined) rows[place + at] = row;
      end = place;
    }
  }

  /** Where a key is, or would be. */
  #placeOf(key: OrderKey): number {
    let from = 0;
    let to = this.#rows.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const row = this.#rows[middle];
      if (row !== undefined && compareKeys(orderKey(row, this.#order), key) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** `copyWithin` takes forty times as long. */
function move(rows: SessionRow[], from: number, to: number): void {
  const row = rows[from];
  if (row !== undefined) rows[to] = row;
}

function byKey(left: { readonly key: OrderKey }, right: { readonly key: OrderKey }): number {
  return compareKeys(left.key, right.key);
}
