import type { SessionOrder, SessionRowFragment } from '$lib/generated/graphql.ts';

/** What the list knows of a session. */
export type SessionRow = SessionRowFragment;

/** Whether the viewer may do anything to it; what they may not is only there to be seen. */
export function isActionable({ canKill, canPin }: Pick<SessionRow, 'canKill' | 'canPin'>): boolean {
  return canKill || canPin;
}

/** What an order compares; taken from a row when it is placed, so that its place can be found after the row changed. */
export interface OrderKey {
  readonly rank: number;
  /** Registration order: larger is newer. */
  readonly registered: string;
}

export function orderKey(row: Pick<SessionRow, 'id' | 'attentionRank'>, order: SessionOrder): OrderKey {
  return { rank: order === 'ATTENTION' ? row.attentionRank : 0, registered: registeredPart(row.id) };
}

/** Negative when `left` comes first: what needs a person before the rest, then the newest first. */
export function compareKeys(left: OrderKey, right: OrderKey): number {
  if (left.rank !== right.rank) return right.rank - left.rank;
  if (left.registered === right.registered) return 0;
  return left.registered > right.registered ? -1 : 1;
}

/** Ids sort by the part after the kind's prefix. */
function registeredPart(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}
