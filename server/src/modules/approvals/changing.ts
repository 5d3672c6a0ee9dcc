import { type LogRecord, recordOfSession, system } from '../../kernel/record.ts';
import type { EndingStores } from '../sessions/index.ts';
import { type Approval, type ApprovalChange, cancel, expire, markSent } from './approval.ts';
import type { Deadlines } from './deadlines.ts';

/** Who did something, and from where. */
export type By = Pick<LogRecord, 'actor' | 'origin'>;

/**
 * What follows from an approval's change for what was asked, in the same unit: a session starts, a command may run or never
 * will. Called after it is stored, whenever its state is another than it was. Where it is cancelled, whoever cancels it stores
 * the session's row afterwards, as they knew it before.
 */
export type FollowApproval = (
  stores: EndingStores,
  before: Approval,
  after: Approval,
  by: By,
  nowMs: number,
) => Promise<void>;

/**
 * Stores what became of an approval, and what follows. The session's row moves with one that waits no more, so that its
 * watchers are told.
 */
export async function changeApproval(
  stores: EndingStores,
  follow: FollowApproval,
  before: Approval,
  { approval, record }: ApprovalChange,
  by: By,
  nowMs: number,
): Promise<Approval> {
  const stored = await stores.approvals.update(approval);
  const { sessionId } = approval;
  if (before.state === 'PENDING' && approval.state !== 'PENDING') {
    const session = await stores.sessions.find(sessionId);
    if (session !== null) {
      const pendingApprovalCount = session.pendingApprovalCount - 1;
      await stores.sessions.update({ ...session, pendingApprovalCount });
    }
  }
  await stores.records.append(recordOfSession(record, by, sessionId, nowMs));
  if (before.state === stored.state) return stored;
  await follow(stores, before, stored, by, nowMs);
  // What follows may be that it is acted on.
  return (await stores.approvals.find(stored.id)) ?? stored;
}

/** What became of it leaves for the asker, with an answer or by a signal. */
export async function send(stores: EndingStores, approval: Approval, by: By, nowMs: number): Promise<Approval> {
  const change = markSent(approval, nowMs);
  return change === null ? approval : changeApproval(stores, nothingFollows, approval, change, by, nowMs);
}

/** Of what changes no state. */
const nothingFollows: FollowApproval = () => Promise.resolve();

/** As it is by now: time that has run out counts, also where nobody has stored it yet. */
export async function inTime(
  stores: EndingStores,
  follow: FollowApproval,
  approval: Approval,
  deadlines: Deadlines,
  nowMs: number,
): Promise<Approval> {
  const change = expire(approval, deadlines.elapsedMs(approval));
  return change === null ? approval : changeApproval(stores, follow, approval, change, system, nowMs);
}

/** Cancels what is open of a session that ends or changes hands, and ends its grants; whoever calls this stores the session's row. */
export async function cancelOpen(
  stores: EndingStores,
  follow: FollowApproval,
  sessionId: string,
  by: By,
  nowMs: number,
): Promise<void> {
  const { approvals, grants, records } = stores;
  for (const open of await approvals.openOf(sessionId)) {
    const change = cancel(open);
    if (change === null) continue;
    const stored = await approvals.update(change.approval);
    await records.append(recordOfSession(change.record, by, sessionId, nowMs));
    await follow(stores, open, stored, by, nowMs);
  }
  for (const grant of await grants.usableOf(sessionId)) await grants.update({ ...grant, endedAtMs: nowMs });
}
