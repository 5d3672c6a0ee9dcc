import type { Actor, RecordDraft } from '../../kernel/record.ts';
import type { Approval, ApprovalKind } from './approval.ts';

/** That the same thing may be done again without asking: what was shown, for who asked, in its session or on its host. Times are milliseconds UTC. */
export interface Grant {
  readonly id: string;
  /** With which approval it was given. */
  readonly approvalId: string;
  readonly sessionId: string;
  /** The session's, as of asking. */
  readonly app: string;
  readonly userId: string | null;
  /** The host in any session of which it counts; null: in its session alone. */
  readonly hostId: string | null;
  /** What was shown, and its hash: it covers nothing else. */
  readonly kind: ApprovalKind;
  readonly title: string;
  readonly details: Approval['details'];
  readonly subjectHash: string;
  readonly askedBy: Actor;
  readonly grantedBy: Actor;
  readonly grantedAtMs: number;
  readonly expiresAtMs: number;
  readonly uses: number;
  readonly usedCount: number;
  readonly revokedBy: Actor | null;
  readonly revokedAtMs: number | null;
  /** When its session ended or changed hands, which ends none that counts on a host; or when who gave it was removed. */
  readonly endedAtMs: number | null;
}

export const grantStates = ['ACTIVE', 'USED_UP', 'EXPIRED', 'REVOKED', 'ENDED'] as const;
export type GrantState = (typeof grantStates)[number];

/** A grant's next state, and the record that tells of it. */
export interface GrantChange {
  readonly grant: Grant;
  readonly record: RecordDraft;
}

export const grantPlaces = ['SESSION', 'HOST'] as const;
/** Where a grant counts. */
export type GrantPlace = (typeof grantPlaces)[number];

/** How much is granted. */
export interface GrantTerms {
  readonly uses: number;
  readonly forMs: number;
}

/** @param approval as it was approved */
export function makeGrant(
  id: string,
  approval: Approval,
  { uses, forMs, by, hostId }: GrantTerms & { readonly by: Actor; readonly hostId: string | null },
  nowMs: number,
): GrantChange {
  const { sessionId, app, userId, kind, title, details, subjectHash, askedBy } = approval;
  const grant: Grant = {
    ...{ id, sessionId, app, userId, kind, title, details, subjectHash, askedBy, uses, hostId },
    approvalId: approval.id,
    grantedBy: by,
    grantedAtMs: nowMs,
    expiresAtMs: nowMs + forMs,
    usedCount: 0,
    revokedBy: null,
    revokedAtMs: null,
    endedAtMs: null,
  };
  return changed(grant, 'GRANT_MADE');
}

/** @param elapsedMs since it was given, on a clock that does not jump */
export function stateOfGrant(grant: Grant, elapsedMs: number): GrantState {
  if (grant.revokedAtMs !== null) return 'REVOKED';
  if (grant.endedAtMs !== null) return 'ENDED';
  if (grant.usedCount >= grant.uses) return 'USED_UP';
  return elapsedMs >= grant.expiresAtMs - grant.grantedAtMs ? 'EXPIRED' : 'ACTIVE';
}

/** Whether it covers a question: exactly what was shown, which names its host, of the same asker in the same session or on that host. */
export function covers(grant: Grant, { sessionId, subjectHash, askedBy }: Approval): boolean {
  if (grant.hostId === null && grant.sessionId !== sessionId) return false;
  if (grant.subjectHash !== subjectHash) return false;
  return grant.askedBy.kind === askedBy.kind && grant.askedBy.id === askedBy.id;
}

/** One use of a grant that covers it: the question is approved by whoever gave the grant. */
export function useGrant(
  grant: Grant,
  asked: Approval,
  nowMs: number,
): { readonly used: GrantChange; readonly approved: Approval } {
  const used = changed({ ...grant, usedCount: grant.usedCount + 1 }, 'GRANT_USED', { approvalId: asked.id });
  const decided = { decidedBy: grant.grantedBy, decidedAtMs: nowMs, grantId: grant.id };
  return { used, approved: { ...asked, state: 'APPROVED', ...decided } };
}

/** @returns null where it was revoked before */
export function revoke(grant: Grant, by: Actor, nowMs: number): GrantChange | null {
  if (grant.revokedAtMs !== null) return null;
  return changed({ ...grant, revokedBy: by, revokedAtMs: nowMs }, 'GRANT_REVOKED');
}

function changed(
  grant: Grant,
  action: RecordDraft['action'],
  more: Readonly<Record<string, unknown>> = {},
): GrantChange {
  const { id: grantId, approvalId, hostId, title, subjectHash, uses, usedCount, expiresAtMs } = grant;
  const where = hostId === null ? {} : { hostId };
  const after = { grantId, approvalId, title, subjectHash, uses, usedCount, expiresAtMs, ...where, ...more };
  return { grant, record: { action, note: null, after } };
}
