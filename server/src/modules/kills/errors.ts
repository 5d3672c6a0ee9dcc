import { DomainError, type ForbiddenError } from '../../kernel/errors.ts';
import type { SessionEndedError, SessionNotFoundError } from '../sessions/index.ts';
import type { Kill } from './kill.ts';

/** What became of one order of several. */
export type KillOutcome = Kill | SessionNotFoundError | ForbiddenError | SessionEndedError;

/** Thrown when no kill of this id exists, or it belongs to a session the caller may not touch. */
export class KillNotFoundError extends DomainError {
  readonly code = 'KILL_NOT_FOUND';
  readonly killId: string;

  constructor(killId: string) {
    super(`There is no kill ${killId} here. Take the id from killSignal or from the heartbeat's answer.`);
    this.killId = killId;
  }
}

/** Thrown when a session registers under a key that was killed less than a minute ago, or is being killed. */
export class SessionKilledRecentlyError extends DomainError {
  readonly code = 'KILLED_RECENTLY';
  readonly kill: Kill;
  /** When registering is worth another try, milliseconds UTC. */
  readonly retryAtMs: number;

  constructor(kill: Kill, retryAtMs: number) {
    const why = kill.reason === null ? 'without a reason' : `because: ${kill.reason}`;
    super(
      `${kill.requestedBy.name} killed this session ${why}. It may register again at ${new Date(retryAtMs).toISOString()}.`,
    );
    this.kill = kill;
    this.retryAtMs = retryAtMs;
  }
}
