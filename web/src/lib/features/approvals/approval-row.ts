import type { ApprovalRowFragment } from '$lib/generated/graphql.ts';

/** A question, as lists and receipts show it. */
export type ApprovalRow = ApprovalRowFragment;

/** Nearest deadline first, those without one last, then the oldest first: the order in which they are answered. */
export function byDeadline(left: ApprovalRow, right: ApprovalRow): number {
  return (
    compare(deadlineMs(left), deadlineMs(right)) ||
    compare(Date.parse(left.askedAt), Date.parse(right.askedAt)) ||
    compare(left.id, right.id)
  );
}

/** Of two words on one question, the one that is further; answers and the watch cross on their way here. */
export function furtherOf(known: ApprovalRow | undefined, told: ApprovalRow): ApprovalRow {
  return known === undefined || progressOf(told) >= progressOf(known) ? told : known;
}

const CLOSED_AFTER = { PENDING: 0, APPROVED: 10, DENIED: 10, EXPIRED: 20, CANCELLED: 20 } as const;

function progressOf({ state, remindedCount, sentAt, actedAt }: ApprovalRow): number {
  if (state === 'PENDING') return remindedCount;
  return CLOSED_AFTER[state] + (sentAt === null ? 0 : 1) + (actedAt === null ? 0 : 1);
}

function deadlineMs({ expiresAt }: ApprovalRow): number {
  return expiresAt === null ? Infinity : Date.parse(expiresAt);
}

function compare(left: number | string, right: number | string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
