import { type Action, authorize, isAllowed, type Principal, type SessionSubject } from '../../kernel/principal.ts';
import { SessionEndedError, SessionNotFoundError, SessionSupersededError } from './errors.ts';
import { isRunning, type Session } from './session.ts';

type OwnerAction = Extract<Action, 'session.touch' | 'session.own' | 'approval.ask'>;

/**
 * The session, if the caller is its owner.
 * @throws {ForbiddenError} when the caller owns no sessions at all
 * @throws {SessionNotFoundError} when there is none, or it is another app's
 * @throws {SessionSupersededError} when a newer owner has taken it over
 */
export function requireOwned(
  principal: Principal,
  session: Session | null,
  sessionId: string,
  action: OwnerAction = 'session.touch',
): Session {
  authorize(principal, action);
  if (session === null || !isAllowed(principal, action, session)) throw new SessionNotFoundError(sessionId);
  if (isSuperseded(principal, session)) throw new SessionSupersededError(sessionId);
  return session;
}

/** As {@link requireOwned}. @throws {SessionEndedError} when it has ended */
export function requireOwnedRunning(
  principal: Principal,
  session: Session | null,
  sessionId: string,
  action?: OwnerAction,
): Session {
  const owned = requireOwned(principal, session, sessionId, action);
  if (!isRunning(owned)) throw new SessionEndedError(owned);
  return owned;
}

/**
 * The session, if the caller may do this to it.
 * @throws {SessionNotFoundError} when there is none the caller may know of
 * @throws {ForbiddenError} when the caller may know of it, but not do this
 */
export function requireAllowed<Known extends SessionSubject>(
  principal: Principal,
  action: Action,
  session: Known | null,
  sessionId: string,
): Known {
  authorize(principal, action);
  if (session === null) throw new SessionNotFoundError(sessionId);
  const mayKnow = isAllowed(principal, action, session) || isAllowed(principal, 'session.read', session);
  if (!mayKnow) throw new SessionNotFoundError(sessionId);
  authorize(principal, action, session);
  return session;
}

/** Whether the caller said which owner it is, and another owner holds the session now. */
export function isSuperseded(principal: Principal, { ownerId }: Pick<Session, 'ownerId'>): boolean {
  return 'ownerId' in principal && principal.ownerId !== ownerId;
}
