import { type ApprovalRow, byDeadline, furtherOf } from './approval-row.ts';

/** One question as this tab knows it. */
export interface KnownApproval {
  readonly row: ApprovalRow;
  /** When this tab heard that it is closed, 0 where it never was open here; undefined while it waits. */
  readonly closedAtMs: number | undefined;
}

export type KnownApprovals = ReadonlyMap<string, KnownApproval>;

/** What was just learned. */
export interface Learned {
  readonly known: KnownApprovals;
  /** Those of which people were reminded just now. */
  readonly reminded: readonly ApprovalRow[];
  /** Those that waited here and do so no more. */
  readonly left: readonly ApprovalRow[];
}

/** How long one that is closed stays where it was, so that people see what became of it. */
export const LEAVES_AFTER_MS = 5_000;
/** Closed ones are kept for who looks at them; no more than this many. */
const CLOSED_KEPT = 200;

/** What is known once these were told. */
export function learn(known: KnownApprovals, told: readonly ApprovalRow[], nowMs: number): Learned {
  const next = new Map(known);
  const reminded: ApprovalRow[] = [];
  const left: ApprovalRow[] = [];
  for (const one of told) {
    const before = next.get(one.id);
    const row = furtherOf(before?.row, one);
    const isClosed = row.state !== 'PENDING';
    const heardAtMs = before === undefined ? 0 : (before.closedAtMs ?? nowMs);
    next.set(row.id, { row, closedAtMs: isClosed ? heardAtMs : undefined });
    if (before?.row.state !== 'PENDING') continue;
    if (isClosed) left.push(row);
    else if (row.remindedCount > before.row.remindedCount) reminded.push(row);
  }
  const closed = [...next.values()].filter(({ closedAtMs }) => closedAtMs !== undefined);
  closed.sort((one, other) => (one.closedAtMs ?? 0) - (other.closedAtMs ?? 0));
  for (const { row } of closed.slice(0, -CLOSED_KEPT)) next.delete(row.id);
  return { known: next, reminded, left };
}

/** Everything was read anew: what is not among it waits no more, and how it ended is not known here. */
export function readAnew(known: KnownApprovals, waiting: readonly ApprovalRow[]): KnownApprovals {
  const closed = [...known].filter(([, { closedAtMs }]) => closedAtMs !== undefined);
  return new Map([...closed, ...waiting.map((row) => [row.id, { row, closedAtMs: undefined }] as const)]);
}

/** Those that wait, in the order in which they are answered. */
export function waitingOf(known: KnownApprovals): readonly ApprovalRow[] {
  return [...known.values()]
    .map(({ row }) => row)
    .filter(({ state }) => state === 'PENDING')
    .sort(byDeadline);
}

/** Those that wait, and in their places those that have just been closed. */
export function shownOf(known: KnownApprovals, nowMs: number): readonly ApprovalRow[] {
  return [...known.values()]
    .filter(({ closedAtMs }) => closedAtMs === undefined || nowMs - closedAtMs < LEAVES_AFTER_MS)
    .map(({ row }) => row)
    .sort(byDeadline);
}
