import { type Actor, RollcallError } from './errors.ts';

/** Thrown when somebody has answered a question otherwise, or before. */
export class ApprovalDecidedError extends RollcallError {
  override readonly code = 'APPROVAL_DECIDED';
}

/** Thrown when somebody said no. */
export class ApprovalDeniedError extends RollcallError {
  override readonly code = 'APPROVAL_DENIED';
  readonly approvalId: string;
  /** Who said it; null where the answer did not say. */
  readonly decidedBy: Actor | null;
  /** Milliseconds since 1970 UTC, by the server's clock. */
  readonly decidedAtMs: number | null;
  /** What they wrote, or null. */
  readonly note: string | null;

  constructor(denial: Pick<ApprovalDeniedError, 'decidedBy' | 'decidedAtMs' | 'note'> & { readonly id: string }) {
    super(`${denial.decidedBy?.name ?? 'Somebody'} denied this${denial.note === null ? '.' : `: ${denial.note}`}`);
    this.approvalId = denial.id;
    this.decidedBy = denial.decidedBy;
    this.decidedAtMs = denial.decidedAtMs;
    this.note = denial.note;
  }
}

/** Thrown when nobody could be asked, because the server was away or did not take the question; `cause` is why, where that is known. */
export class ApprovalUnavailableError extends RollcallError {
  override readonly code = 'APPROVAL_UNAVAILABLE';
}

/** Thrown when the time of a question was over, or what was approved was not acted on in time. Nobody said no. */
export class ApprovalExpiredError extends RollcallError {
  override readonly code = 'APPROVAL_EXPIRED';
}

/** Thrown when nobody asks any more: the question's session was killed, has ended or changed hands; `cause` is why. */
export class ApprovalCancelledError extends RollcallError {
  override readonly code = 'APPROVAL_CANCELLED';
}

/** Thrown when the server knows no such approval. */
export class ApprovalNotFoundError extends RollcallError {
  override readonly code = 'APPROVAL_NOT_FOUND';
}

/** Thrown when as many questions of a session wait as may. */
export class ApprovalLimitError extends RollcallError {
  override readonly code = 'APPROVAL_LIMIT';
  readonly limit: number | null;

  constructor(message: string, limit: number | null) {
    super(message);
    this.limit = limit;
  }
}
