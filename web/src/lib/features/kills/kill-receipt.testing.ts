import type { KillReceiptFragment } from '$lib/generated/graphql.ts';

/** A kill just requested, unless said otherwise. */
export function killReceipt(changes: Partial<KillReceiptFragment> = {}): KillReceiptFragment {
  return {
    id: 'kill_1',
    sessionId: 'app_1',
    state: 'REQUESTED',
    reason: null,
    graceMs: 10_000,
    requestedAt: '2026-01-01T00:00:00.000Z',
    sentAt: null,
    acknowledgedAt: null,
    endedAt: null,
    evidence: null,
    survivors: [],
    attempt: 1,
    requestedBy: { kind: 'PERSON', name: 'Ada' },
    ...changes,
  };
}
