import type { SessionOrder } from '$lib/generated/graphql.ts';
import { type OrderKey, type SessionRow, compareKeys, orderKey } from './session-row.ts';

/**
 * The list as it is known here: every matching pinned session, and the others in order from the first down to `reach`.
 * Pure: states are values, and what arrives gives the next one.
 */
export interface SessionListState {
  readonly order: SessionOrder;
  readonly pinned: readonly SessionRow[];
  readonly rows: readonly SessionRow[];
  readonly byId: ReadonlyMap<string, SessionRow>;
  /** Up to where rows are loaded; undefined once all are. A row beyond it comes with its page. */
  readonly reach: OrderKey | undefined;
  /** What the next page starts after; undefined once all are loaded. */
  readonly cursor: string | undefined;
  /** Rows that no longer match and are still shown, and since when. */
  readonly departed: ReadonlyMap<string, number>;
  /** What changed while a page is on its way: the page may be older than that. Undefined while none is. */
  readonly changedSincePageAsked: Changes | undefined;
}

export interface SessionPage {
  readonly rows: readonly SessionRow[];
  /** What the next page starts after; undefined when this is the last. */
  readonly cursor: string | undefined;
}

/** By id, the newest word on each: the row as it is now, or undefined where it no longer matches. */
export type Changes = ReadonlyMap<string, SessionRow | undefined>;

/** Whether a row that no longer matches stays for a while, so that one sees what became of it. */
export type Keeps = (row: SessionRow) => boolean;

/** The list as its first page tells it. */
export function listOf(order: SessionOrder, pinned: readonly SessionRow[], page: SessionPage): SessionListState {
  return {
    order,
    pinned,
    rows: page.rows,
    byId: new Map([...pinned, ...page.rows].map((row) => [row.id, row])),
    reach: reachOf(page, order),
    cursor: page.cursor,
    departed: new Map(),
    changedSincePageAsked: undefined,
  };
}

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

/** The next page is on its way. */
export function pageAsked(state: SessionListState): SessionListState {
  return { ...state, changedSincePageAsked: new Map() };
}

/** The next page is not coming after all. */
export function pageFailed(state: SessionListState): SessionListState {
  return { ...state, changedSincePageAsked: undefined };
}

/** The page after the last one is here; what changed since it was asked for is newer than what it says. */
export function pageArrived(state: SessionListState, page: SessionPage): SessionListState {
  const changed: Changes = state.changedSincePageAsked ?? new Map<string, undefined>();
  const isKept = (id: string) => state.departed.has(id);
  const words = new Map([...page.rows.map((row) => [row.id, row] as const), ...changed]);
  for (const [id, row] of changed) if (row === undefined && isKept(id)) words.delete(id);
  const extended = { ...state, reach: reachOf(page, state.order), cursor: page.cursor };
  return { ...place(extended, words), changedSincePageAsked: undefined };
}

/** What the watch told since the last frame, in one step. */
export function changesArrived(
  state: SessionListState,
  changes: Changes,
  keeps: Keeps,
  nowMs: number,
): SessionListState {
  const words = new Map(changes);
  const departed = new Map(state.departed);
  for (const [id, row] of changes) {
    const known = state.byId.get(id);
    if (row !== undefined || known === undefined || !keeps(known)) continue;
    words.delete(id);
    departed.set(id, departed.get(id) ?? nowMs);
  }
  const noted = state.changedSincePageAsked && new Map([...state.changedSincePageAsked, ...changes]);
  return { ...place({ ...state, departed }, words), changedSincePageAsked: noted };
}

/** A newer word on rows that are shown: what they say changes, their places do not. */
export function valuesArrived(state: SessionListState, rows: readonly SessionRow[]): SessionListState {
  const renewed = new Map<string, SessionRow>();
  for (const row of rows) {
    const known = state.byId.get(row.id);
    // The place was made from these two; they change with the watch alone.
    if (known) renewed.set(row.id, { ...row, attentionRank: known.attentionRank, pinned: known.pinned });
  }
  if (renewed.size === 0) return state;
  const renew = (row: SessionRow) => renewed.get(row.id) ?? row;
  return {
    ...state,
    pinned: state.pinned.map(renew),
    rows: state.rows.map(renew),
    byId: new Map([...state.byId, ...renewed]),
  };
}

/** Takes away the departed rows that need not stay. */
export function departedLeft(
  state: SessionListState,
  stays: (row: SessionRow, sinceMs: number) => boolean,
): SessionListState {
  const words = new Map<string, undefined>();
  for (const [id, sinceMs] of state.departed) {
    const row = state.byId.get(id);
    if (row === undefined || !stays(row, sinceMs)) words.set(id, undefined);
  }
  return place(state, words);
}

/** Puts rows where the order wants them and takes others away, in one pass over the list. */
function place(state: SessionListState, words: Changes): SessionListState {
  if (words.size === 0) return state;
  const { order, reach } = state;
  const byId = new Map(state.byId);
  const departed = new Map(state.departed);
  const renewed = new Map<string, SessionRow>();
  const moved = new Set<string>();
  const arrived: SessionRow[] = [];

  for (const [id, row] of words) {
    const known = byId.get(id);
    const isWithin =
      row !== undefined && (row.pinned || reach === undefined || compareKeys(orderKey(row, order), reach) <= 0);
    if (isWithin && known !== undefined && hasSamePlace(known, row, order)) {
      renewed.set(id, row);
    } else {
      if (known !== undefined) moved.add(id);
      if (isWithin) arrived.push(row);
    }
    if (isWithin) byId.set(id, row);
    else byId.delete(id);
    departed.delete(id);
  }

  const settle = (rows: readonly SessionRow[]) => {
    const staying = moved.size === 0 ? rows : rows.filter(({ id }) => !moved.has(id));
    return renewed.size === 0 ? staying : staying.map((row) => renewed.get(row.id) ?? row);
  };
  return {
    ...state,
    byId,
    departed,
    pinned: merge(
      settle(state.pinned),
      arrived.filter((row) => row.pinned),
      'STARTED',
    ),
    rows: merge(
      settle(state.rows),
      arrived.filter((row) => !row.pinned),
      order,
    ),
  };
}

function hasSamePlace(known: SessionRow, row: SessionRow, order: SessionOrder): boolean {
  return known.pinned === row.pinned && compareKeys(orderKey(known, order), orderKey(row, order)) === 0;
}

/** Both in order, together in order. */
function merge(
  rows: readonly SessionRow[],
  arrived: readonly SessionRow[],
  order: SessionOrder,
): readonly SessionRow[] {
  if (arrived.length === 0) return rows;
  const next = arrived
    .map((row) => ({ row, key: orderKey(row, order) }))
    .sort((left, right) => compareKeys(left.key, right.key));
  const merged: SessionRow[] = [];
  let at = 0;
  for (const row of rows) {
    const key = orderKey(row, order);
    for (let head = next[at]; head !== undefined && compareKeys(head.key, key) < 0; head = next[at]) {
      merged.push(head.row);
      at += 1;
    }
    merged.push(row);
  }
  return [...merged, ...next.slice(at).map(({ row }) => row)];
}

function reachOf(page: SessionPage, order: SessionOrder): OrderKey | undefined {
  const last = page.rows.at(-1);
  return page.cursor === undefined || last === undefined ? undefined : orderKey(last, order);
}
