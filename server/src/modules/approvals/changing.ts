import type { LogRecord } from '../../kernel/record.ts';
import { system } from '../../kernel/record.ts';
import type { RecordStore } from '../history/index.ts';
import type { SessionStore } from '../sessions/index.ts';
import { type Approval, type ApprovalChange, cancel, expire, markSent } from './approval.ts';
import type { Deadlines } from './deadlines.ts';
import type { GrantStore } from './grant-store.ts';
import type { ApprovalStore } from './store.ts';

/** Who did something, and from where. */
export type By = Pick<LogRecord, 'actor' | 'origin'>;

export interface ApprovalStores {
  readonly sessions: SessionStore;
  readonly approvals: ApprovalStore;
  readonly grants: GrantStore;
  readonly records: RecordStore;
}

/** Stores what became of an approval. The session's row moves with one that waits no more, so that its watchers are told. */
export async function changeApproval(
  stores: ApprovalStores,
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
  await stores.records.append({ ...record, ...by, sessionId, subjectId: null, atMs: nowMs });
  return stored;
}

/** What became of it leaves for the asker, with an answer or by a signal. */
export async function send(stores: ApprovalStores, approval: Approval, by: By, nowMs: number): Promise<Approval> {
  const change = markSent(approval, nowMs);
  return change === null ? approval : changeApproval(stores, approval, change, by, nowMs);
}

/** As it is by now: time that has run out counts, also where nobody has stored it yet. */
export async function inTime(
  stores: ApprovalStores,
  approval: Approval,
  deadlines: Deadlines,
  nowMs: number,
): Promise<Approval> {
  const change = expire(approval, deadlines.elapsedMs(approval));
  return change === null ? approval : changeApproval(stores, approval, change, system, nowMs);
}

/** Cancels what is open of a session that ends or changes hands, and ends its grants; whoever calls this stores the session's row. */
export async function cancelOpen(
  { approvals, grants, records }: Omit<ApprovalStores, 'sessions'>,
  sessionId: string,
  by: By,
  nowMs: number,
): Promise<void> {
  for (const open of await approvals.openOf(sessionId)) {
    const change = cancel(open);
    if (change === null) continue;
    await approvals.update(change.approval);
    await records.append({ ...change.record, ...by, sessionId, subjectId: null, atMs: nowMs });
  }
  for (const grant of await grants.usableOf(sessionId)) await grants.update({ ...grant, endedAtMs: nowMs });
}
