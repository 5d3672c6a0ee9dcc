import type { Approval } from './approval.ts';

/** A question that was just asked, with every member given; nothing of it may be changed. */
export function anApproval(members: Partial<Approval> = {}): Approval {
  return Object.freeze<Approval>({
    id: 'approval_01',
    kind: 'QUESTION',
    sessionId: 'app_01',
    app: 'demo',
    userId: 'ada',
    ownerId: 'owner1',
    askKey: 'ask-1',
    title: 'May I delete 3 files?',
    details: { files: ['a', 'b', 'c'] },
    subjectHash: '0'.repeat(64),
    askedBy: { kind: 'KEY', id: 'key1', name: 'key configured' },
    askedAtMs: 1_000_000,
    expiresAtMs: null,
    onExpiry: 'DENY',
    state: 'PENDING',
    decidedBy: null,
    decidedAtMs: null,
    note: null,
    sentAtMs: null,
    actedAtMs: null,
    actedBy: null,
    remindedCount: 0,
    grantId: null,
    needsSomebodyElse: false,
    revision: 7,
    ...members,
  });
}
