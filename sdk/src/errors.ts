import type { ActorKind, ErrorCode, SessionEndReason, TaskState } from './generated/graphql.ts';

/** Every code a {@link RollcallError} can carry: the server's, and those only the SDK knows. */
export type RollcallErrorCode =
  | ErrorCode
  | 'APPROVAL_DENIED'
  | 'APPROVAL_UNAVAILABLE'
  | 'APP_KEY_IN_BROWSER'
  | 'CLIENT_CLOSED'
  | 'CONNECTION_LOST'
  | 'KILL_HANDLER_FAILED'
  | 'MISSING_KEY'
  | 'SESSION_KILLED'
  | 'TIMED_OUT'
  | 'UNAUTHENTICATED'
  | 'UNEXPECTED';

/** Whatever the SDK throws, rejects with, aborts with or reports. Tell them apart by `code` or by class, never by text. */
export abstract class RollcallError extends Error {
  abstract readonly code: RollcallErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Who did something: a person, an app key, a session token, the server's own command line, or Rollcall itself. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string | null;
  readonly name: string;
}

/** The order to end a session. */
export interface KillOrder {
  readonly id: string;
  readonly requestedBy: Actor;
  readonly requestedAt: string;
  readonly reason: string | null;
  /** How long the work has to end before Rollcall calls the session unresponsive. */
  readonly graceMs: number;
}

/** What `session.signal` aborts with when somebody killed the session. */
export class SessionKilledError extends RollcallError {
  override readonly code = 'SESSION_KILLED';
  readonly killId: string;
  readonly requestedBy: Actor;
  readonly requestedAt: Date;
  /** What the person who killed it wrote, or null. */
  readonly reason: string | null;
  readonly graceMs: number;

  constructor(kill: KillOrder) {
    super(`${kill.requestedBy.name} ended this session${kill.reason === null ? '.' : `: ${kill.reason}`}`);
    this.killId = kill.id;
    this.requestedBy = kill.requestedBy;
    this.requestedAt = new Date(kill.requestedAt);
    this.reason = kill.reason;
    this.graceMs = kill.graceMs;
  }
}

/** Thrown when a session is registered again within a minute after it was killed. */
export class SessionKilledRecentlyError extends RollcallError {
  override readonly code = 'KILLED_RECENTLY';
  readonly kill: KillOrder;
  /** From when on it may be registered again. */
  readonly retryAt: Date;

  constructor(message: string, details: { readonly kill: KillOrder; readonly retryAt: string }) {
    super(message);
    this.kill = details.kill;
    this.retryAt = new Date(details.retryAt);
  }
}

/**
 * Reported when the key's running sessions are all in use. The host's work goes on, and the session is registered as soon
 * as another one of the key has ended.
 */
export class SessionQuotaError extends RollcallError {
  override readonly code = 'SESSION_QUOTA';
  /** How many may run at once; null where the answer did not say. */
  readonly limit: number | null;

  constructor(message: string, limit: number | null) {
    super(message);
    this.limit = limit;
  }
}

/** What `session.signal` aborts with when another process registered the same session, and works on it from now on. */
export class SessionSupersededError extends RollcallError {
  override readonly code = 'SUPERSEDED';
}

/**
 * What `session.signal` aborts with when the session was ended elsewhere, and in a page when its token holds no longer;
 * thrown when an ended session is used. */
export class SessionEndedError extends RollcallError {
  override readonly code = 'SESSION_ENDED';
  /** Null where the answer did not say. */
  readonly endReason: SessionEndReason | null;
  readonly endMessage: string | null;

  constructor(message: string, endReason: SessionEndReason | null, endMessage: string | null = null) {
    super(message);
    this.endReason = endReason;
    this.endMessage = endMessage;
  }
}

/** Thrown when the server knows no such session, or none this key or token may touch. */
export class SessionNotFoundError extends RollcallError {
  override readonly code = 'SESSION_NOT_FOUND';
}

/** Thrown when an argument is not acceptable; `issues` says which and why. */
export class InvalidInputError extends RollcallError {
  override readonly code = 'INVALID_INPUT';
  readonly issues: readonly { readonly path: string; readonly message: string }[];

  constructor(
    message: string,
    issues: readonly { readonly path: string; readonly message: string }[],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.issues = issues;
  }
}

/** Thrown when the key or token may not do this. */
export class ForbiddenError extends RollcallError {
  override readonly code = 'FORBIDDEN';
}

/** Thrown when the server does not accept the key or token itself. */
export class UnauthenticatedError extends RollcallError {
  override readonly code = 'UNAUTHENTICATED';
}

/** Thrown when the server knows no such task. */
export class TaskNotFoundError extends RollcallError {
  override readonly code = 'TASK_NOT_FOUND';
}

/** Thrown when something is told of a task that has finished. */
export class TaskFinishedError extends RollcallError {
  override readonly code = 'TASK_FINISHED';
  readonly state: TaskState | null;

  constructor(message: string, state: TaskState | null) {
    super(message);
    this.state = state;
  }
}

/** Thrown when a task's id belongs to a task of another session. */
export class TaskIdTakenError extends RollcallError {
  override readonly code = 'TASK_ID_TAKEN';
}

/** Thrown when the server knows no such grant. */
export class GrantNotFoundError extends RollcallError {
  override readonly code = 'GRANT_NOT_FOUND';
}

/** Thrown when something takes a host that is not connected now. */
export class HostAwayError extends RollcallError {
  override readonly code = 'HOST_AWAY';
}

/** Thrown when another host has the name. */
export class HostNameTakenError extends RollcallError {
  override readonly code = 'HOST_NAME_TAKEN';
}

/** Thrown when the server knows no such host. */
export class HostNotFoundError extends RollcallError {
  override readonly code = 'HOST_NOT_FOUND';
}

/** Thrown when a host's own policy does not allow a mode. */
export class ModeNotAllowedError extends RollcallError {
  override readonly code = 'MODE_NOT_ALLOWED';
}

/** Thrown when something must run in a sandbox and the host has none. */
export class SandboxMissingError extends RollcallError {
  override readonly code = 'SANDBOX_MISSING';
}

/** Thrown when the server knows no such kill. */
export class KillNotFoundError extends RollcallError {
  override readonly code = 'KILL_NOT_FOUND';
}

/** Thrown when as many sessions are pinned as may be. */
export class PinLimitError extends RollcallError {
  override readonly code = 'PIN_LIMIT';
  readonly limit: number | null;

  constructor(message: string, limit: number | null) {
    super(message);
    this.limit = limit;
  }
}

/** Thrown when there is no such person. */
export class PersonNotFoundError extends RollcallError {
  override readonly code = 'PERSON_NOT_FOUND';
}

/** Thrown when somebody else has this name. */
export class NameTakenError extends RollcallError {
  override readonly code = 'NAME_TAKEN';
}

/** Thrown when nobody would be left to manage people and keys. */
export class LastAdminError extends RollcallError {
  override readonly code = 'LAST_ADMIN';
}

/** Thrown when the current password is another one. */
export class WrongPasswordError extends RollcallError {
  override readonly code = 'WRONG_PASSWORD';
}

/** Thrown when there is no such sign-in, or none the caller may end. */
export class SignInNotFoundError extends RollcallError {
  override readonly code = 'SIGN_IN_NOT_FOUND';
}

/** Thrown when there is no such app key. */
export class AppKeyNotFoundError extends RollcallError {
  override readonly code = 'APP_KEY_NOT_FOUND';
}

/** Thrown when an app key was revoked: that is for good. */
export class AppKeyRevokedError extends RollcallError {
  override readonly code = 'APP_KEY_REVOKED';
}

/** Thrown when the server cannot be reached or the connection broke. The SDK's own work goes on when it is back. */
export class ConnectionLostError extends RollcallError {
  override readonly code = 'CONNECTION_LOST';
}

/** Thrown when the server does not answer within 10 seconds. */
export class TimedOutError extends RollcallError {
  override readonly code = 'TIMED_OUT';
}

/** Thrown when something failed inside the server. Quote `correlationId` to whoever runs it. */
export class UnexpectedError extends RollcallError {
  override readonly code = 'UNEXPECTED';
  readonly correlationId: string | null;

  constructor(message: string, correlationId: string | null, options?: ErrorOptions) {
    super(message, options);
    this.correlationId = correlationId;
  }
}

/** Reported when a handler given to `onKill` or a socket given to `closeOnKill` threw; `cause` is what it threw. */
export class KillHandlerError extends RollcallError {
  override readonly code = 'KILL_HANDLER_FAILED';
}

/** Thrown by `createClient` when there is neither `key` nor ROLLCALL_KEY. */
export class MissingKeyError extends RollcallError {
  override readonly code = 'MISSING_KEY';
}

/** Thrown by the browser's `createClient` when it is given anything but a session token. */
export class AppKeyInBrowserError extends RollcallError {
  override readonly code = 'APP_KEY_IN_BROWSER';
}

/** Thrown when a client is used after `close()`. */
export class ClientClosedError extends RollcallError {
  override readonly code = 'CLIENT_CLOSED';
}
