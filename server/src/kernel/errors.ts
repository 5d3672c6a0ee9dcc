/** Every expected failure that crosses the wire; pinned by a test. */
export const errorCodes = [
  'APPROVAL_CANCELLED',
  'APPROVAL_DECIDED',
  'APPROVAL_EXPIRED',
  'APPROVAL_LIMIT',
  'APPROVAL_NOT_FOUND',
  'APP_KEY_NOT_FOUND',
  'APP_KEY_REVOKED',
  'COMMAND_CLOSED',
  'COMMAND_LIMIT',
  'COMMAND_NOT_FOUND',
  'COMMAND_REFUSED',
  'FORBIDDEN',
  'GRANT_NOT_FOUND',
  'HOST_AWAY',
  'HOST_NAME_TAKEN',
  'HOST_NOT_FOUND',
  'INVALID_INPUT',
  'KILLED_RECENTLY',
  'KILL_NOT_FOUND',
  'LAST_ADMIN',
  'MODE_NOT_ALLOWED',
  'NAME_TAKEN',
  'OUTPUT_MISSING',
  'PERSON_NOT_FOUND',
  'PIN_LIMIT',
  'SANDBOX_MISSING',
  'SESSION_ENDED',
  'SESSION_NOT_ACTIVE',
  'SESSION_NOT_FOUND',
  'SESSION_QUOTA',
  'SIGN_IN_NOT_FOUND',
  'SUPERSEDED',
  'TASK_FINISHED',
  'TASK_ID_TAKEN',
  'TASK_NOT_FOUND',
  'WRONG_PASSWORD',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure: a closed code for programs, a message for people that says what to do next. */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
}

export interface InputIssue {
  /** Where in the input, as `metadata.colour` or `sessionIds.3`; empty for the input as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Thrown when an input breaks a bound; names every problem at once. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super(issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '));
    this.issues = issues;
  }
}

/** Thrown when more is asked than is kept waiting. No mutation answers it, so it is no {@link DomainError}. */
export class TooManyOperationsError extends Error {}

/** Thrown when the server stops before it could do what was asked: nothing is wrong with either. */
export class ShuttingDownError extends Error {
  constructor() {
    super('The server stops or restarts. Ask again in a moment.');
  }
}

/** Thrown when the caller is known but may not do this. */
export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN';
}
