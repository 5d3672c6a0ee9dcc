import type { ApprovalRow } from './approval-row.ts';

export const NOW = Date.parse('2026-01-01T00:10:00.000Z');

export const at = (ms: number) => new Date(NOW + ms).toISOString();

/** A question that waits, asked a minute ago and without a deadline, unless said otherwise. */
export function approvalRow(changes: Partial<ApprovalRow> = {}): ApprovalRow {
  return {
    id: 'approval_1',
    kind: 'QUESTION',
    sessionId: 'app_1',
    app: 'reports',
    userId: 'ada',
    title: 'Send it?',
    askedBy: { kind: 'KEY', name: 'nightly' },
    askedAt: at(-60_000),
    expiresAt: null,
    onExpiry: 'DENY',
    remindedCount: 0,
    state: 'PENDING',
    canDecide: true,
    needsSomebodyElse: false,
    decidedBy: null,
    decidedAt: null,
    note: null,
    grantId: null,
    sentAt: null,
    actedAt: null,
    session: { name: 'Quarter' },
    ...changes,
  };
}

/** The same, answered two seconds ago by Ada. */
export function decidedRow(changes: Partial<ApprovalRow> = {}): ApprovalRow {
  const decidedBy = { kind: 'PERSON', id: 'person_ada', name: 'Ada' } as const;
  return approvalRow({ state: 'APPROVED', canDecide: false, decidedBy, decidedAt: at(-2_000), ...changes });
}
