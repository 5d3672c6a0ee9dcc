import type { Selectable } from 'kysely';
import type { Actor } from '../kernel/record.ts';
import { type Approval, noDeadlineMs } from '../modules/approvals/index.ts';
import type { ApprovalsTable } from './approval-tables.ts';

export type ApprovalRow = Selectable<ApprovalsTable>;

/** What is never another once it is asked. */
export function askedColumns(approval: Approval): Omit<ApprovalRow, 'row_id' | keyof ReturnType<typeof changesOf>> {
  return {
    id: approval.id,
    kind: approval.kind,
    session_id: approval.sessionId,
    app: approval.app,
    user_id: approval.userId,
    owner_id: approval.ownerId,
    ask_key: approval.askKey,
    title: approval.title,
    details: JSON.stringify(approval.details),
    subject_hash: approval.subjectHash,
    asked_by_kind: approval.askedBy.kind,
    asked_by_id: approval.askedBy.id,
    asked_by_name: approval.askedBy.name,
    asked_at: approval.askedAtMs,
    expires_at: approval.expiresAtMs,
    due_at: approval.expiresAtMs ?? noDeadlineMs,
    on_expiry: approval.onExpiry,
  };
}

/** What may become of it. */
export function changesOf(approval: Approval) {
  const { decidedBy, actedBy } = approval;
  return {
    state: approval.state,
    decided_by_kind: decidedBy?.kind ?? null,
    decided_by_id: decidedBy?.id ?? null,
    decided_by_name: decidedBy?.name ?? null,
    decided_at: approval.decidedAtMs,
    note: approval.note,
    sent_at: approval.sentAtMs,
    acted_at: approval.actedAtMs,
    acted_by_kind: actedBy?.kind ?? null,
    acted_by_id: actedBy?.id ?? null,
    acted_by_name: actedBy?.name ?? null,
    reminded_count: approval.remindedCount,
    grant_id: approval.grantId,
    needs_somebody_else: approval.needsSomebodyElse ? 1 : 0,
    revision: approval.revision,
  };
}

export function approvalOfRow(row: ApprovalRow): Approval {
  return {
    id: row.id,
    kind: row.kind,
    sessionId: row.session_id,
    app: row.app,
    userId: row.user_id,
    ownerId: row.owner_id,
    askKey: row.ask_key,
    title: row.title,
    // What only askedColumns has written.
    details: JSON.parse(row.details) as Approval['details'],
    subjectHash: row.subject_hash,
    askedBy: { kind: row.asked_by_kind, id: row.asked_by_id, name: row.asked_by_name },
    askedAtMs: row.asked_at,
    expiresAtMs: row.expires_at,
    onExpiry: row.on_expiry,
    state: row.state,
    decidedBy: actorOf(row.decided_by_kind, row.decided_by_id, row.decided_by_name),
    decidedAtMs: row.decided_at,
    note: row.note,
    sentAtMs: row.sent_at,
    actedAtMs: row.acted_at,
    actedBy: actorOf(row.acted_by_kind, row.acted_by_id, row.acted_by_name),
    remindedCount: row.reminded_count,
    grantId: row.grant_id,
    needsSomebodyElse: row.needs_somebody_else === 1,
    revision: row.revision,
  };
}

function actorOf(kind: Actor['kind'] | null, id: string | null, name: string | null): Actor | null {
  return kind === null ? null : { kind, id, name: name ?? '' };
}
