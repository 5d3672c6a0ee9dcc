import { DomainError, type ForbiddenError } from '../../kernel/errors.ts';
import type { Approval } from './approval.ts';

/** Thrown when no approval of this id exists, or the caller may not know of it. */
export class ApprovalNotFoundError extends DomainError {
  readonly code = 'APPROVAL_NOT_FOUND';
  readonly approvalId: string;

  constructor(approvalId: string) {
    super(`There is no approval ${approvalId} here. Take the id from the list; it goes with its session.`);
    this.approvalId = approvalId;
  }
}

/** Thrown to whoever answers, or acts, after somebody has decided otherwise. */
export class ApprovalDecidedError extends DomainError {
  readonly code = 'APPROVAL_DECIDED';
  readonly approval: Approval;

  constructor(approval: Approval) {
    const verdict = approval.state === 'DENIED' ? 'denied' : 'approved';
    const why = approval.note === null ? '' : `: ${approval.note}`;
    super(`${approval.decidedBy?.name ?? 'Somebody'} ${verdict} this at ${momentOf(approval.decidedAtMs)}${why}`);
    this.approval = approval;
  }
}

/** Thrown to whoever answers after the deadline, or acts after the approval has lapsed, or was used. */
export class ApprovalExpiredError extends DomainError {
  readonly code = 'APPROVAL_EXPIRED';
  readonly approval: Approval;

  constructor(approval: Approval) {
    super(`${expiryOf(approval)} Let it be asked again.`);
    this.approval = approval;
  }
}

/** Thrown to whoever answers what nobody asks any more, or acts on it. */
export class ApprovalCancelledError extends DomainError {
  readonly code = 'APPROVAL_CANCELLED';
  readonly approval: Approval;

  constructor(approval: Approval) {
    super('Nobody asks this any more: its session ends or changed hands, or took the question back.');
    this.approval = approval;
  }
}

/** Thrown when a session asks while as many of its questions wait as may. */
export class ApprovalLimitError extends DomainError {
  readonly code = 'APPROVAL_LIMIT';
  readonly limit: number;

  constructor(limit: number) {
    super(`${limit} questions of this session wait for an answer. Wait for one, or take one back.`);
    this.limit = limit;
  }
}

/** Thrown when no grant of this id exists, or the caller may not know of it. */
export class GrantNotFoundError extends DomainError {
  readonly code = 'GRANT_NOT_FOUND';
  readonly grantId: string;

  constructor(grantId: string) {
    super(`There is no grant ${grantId} here. Take the id from the list; it goes with its session.`);
    this.grantId = grantId;
  }
}

export type ApprovalClosedError = ApprovalDecidedError | ApprovalExpiredError | ApprovalCancelledError;

/** What became of one decision of several. */
export type DecisionOutcome = Approval | ApprovalNotFoundError | ForbiddenError | ApprovalClosedError;

/** Why nothing more comes of it; null while somebody may answer. */
export function closedError(approval: Approval): ApprovalClosedError | null {
  switch (approval.state) {
    case 'PENDING':
      return null;
    case 'APPROVED':
    case 'DENIED':
      return new ApprovalDecidedError(approval);
    case 'EXPIRED':
      return new ApprovalExpiredError(approval);
    case 'CANCELLED':
      return new ApprovalCancelledError(approval);
  }
}

function expiryOf({ decidedAtMs, actedAtMs, expiresAtMs }: Approval): string {
  if (actedAtMs !== null) return `This was acted on at ${momentOf(actedAtMs)}, and is allowed no second time.`;
  if (decidedAtMs === null) return `Nobody answered by ${momentOf(expiresAtMs)}. Nothing was allowed.`;
  return `This was approved at ${momentOf(decidedAtMs)} and not acted on in time.`;
}

function momentOf(ms: number | null): string {
  return new Date(ms ?? 0).toISOString();
}
