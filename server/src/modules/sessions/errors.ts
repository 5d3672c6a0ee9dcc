import { DomainError } from '../../kernel/errors.ts';
import type { Session, SessionEndReason } from './session.ts';

/** Thrown when no session of this id exists, or the caller may not know of it. */
export class SessionNotFoundError extends DomainError {
  readonly code = 'SESSION_NOT_FOUND';
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(`There is no session ${sessionId} here. Check the id; its owner may register it again.`);
    this.sessionId = sessionId;
  }
}

/** Thrown when something only a running session can do is asked of one that has ended. */
export class SessionEndedError extends DomainError {
  readonly code = 'SESSION_ENDED';
  readonly sessionId: string;
  readonly endReason: SessionEndReason | null;
  readonly endMessage: string | null;

  constructor({ id, lifecycle, endReason, endMessage }: Session) {
    super(
      lifecycle === 'ENDING'
        ? `Session ${id} is told to end and begins nothing more.`
        : `Session ${id} has ended (${endReason ?? 'no reason'}). Nothing can be done to it any more; its owner may register a new one.`,
    );
    this.sessionId = id;
    this.endReason = endReason;
    this.endMessage = endMessage;
  }
}

/** Thrown when something is asked of a session that nobody has allowed to start yet. */
export class SessionNotActiveError extends DomainError {
  readonly code = 'SESSION_NOT_ACTIVE';
  readonly sessionId: string;

  constructor({ id }: Pick<Session, 'id'>) {
    super(`Session ${id} waits for a person to let it start. Ask again once it has.`);
    this.sessionId = id;
  }
}

/** Thrown when an older owner calls after a newer one has taken the session over. */
export class SessionSupersededError extends DomainError {
  readonly code = 'SUPERSEDED';
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(`Another owner has taken session ${sessionId} over. Stop this work; the newer owner does it now.`);
    this.sessionId = sessionId;
  }
}

/** Thrown when an app's pins are all in use. */
export class PinLimitError extends DomainError {
  readonly code = 'PIN_LIMIT';
  readonly limit: number;

  constructor(limit: number) {
    super(`All ${limit} pins of this app are in use. Unpin one of its sessions first.`);
    this.limit = limit;
  }
}

/** Thrown when a key registers a session while all it may run at once are running. */
export class SessionQuotaError extends DomainError {
  readonly code = 'SESSION_QUOTA';
  readonly limit: number;

  constructor(limit: number) {
    const all = limit === 1 ? 'The one session' : `All ${limit} sessions`;
    super(
      `${all} this app key may run at once ${limit === 1 ? 'is' : 'are'} running. End one first, or ask an admin for more.`,
    );
    this.limit = limit;
  }
}
