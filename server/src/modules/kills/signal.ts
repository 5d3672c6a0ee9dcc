import { ForbiddenError } from '../../kernel/errors.ts';
import { authorize, isAllowed, type Principal } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { Look, OpenSubscription } from '../../kernel/subscription.ts';
import {
  isRunning,
  isSuperseded,
  type Leases,
  type OwnerConnection,
  requireAllowed,
  type Session,
  type SessionReader,
  SessionSupersededError,
} from '../sessions/index.ts';
import type { Kill } from './kill.ts';
import type { KillReader } from './store.ts';

interface KillSignalPorts {
  readonly leases: Leases;
  readonly sessions: SessionReader;
  readonly kills: KillReader;
  readonly openSubscription: OpenSubscription;
  killSent(caller: Caller, killId: string): void;
  /** Stores at once what opening or losing the signal changed. */
  reconcileSoon(sessionId: string): void;
}

export type OpenKillSignal = ReturnType<typeof createKillSignal>;

export function createKillSignal({
  leases,
  sessions,
  kills,
  openSubscription,
  killSent,
  reconcileSoon,
}: KillSignalPorts) {
  /**
   * A session's kills as they come, the pending one first; over once the session has ended, after the kill that ended
   * it. The owner's signal is its lease as long as `connection` is open and heard.
   * @throws {SessionNotFoundError} when there is none the caller may know of, also later on
   * @throws {ForbiddenError} when the caller may read no session at all any more
   * @throws {SessionSupersededError} when a newer owner has taken the session over, also later on
   * @throws {InvalidInputError} when its owner has a hundred signals open, or all others together have
   */
  return async function openKillSignal(
    caller: Caller,
    sessionId: string,
    connection: OwnerConnection | null,
  ): Promise<AsyncIterableIterator<Kill>> {
    const { principal } = caller;
    authorize(principal, 'session.read');
    const session = requireAllowed(principal, 'session.read', await sessions.find(sessionId), sessionId);
    if (isSuperseded(principal, session)) throw new SessionSupersededError(sessionId);
    const isOwner = isAllowed(principal, 'session.own', session);
    const isOfOwner = isAllowed(principal, 'session.touch', session);
    const isTokenHolder = principal.kind === 'SESSION_TOKEN';
    const { ownerId } = session;

    let deliveredId: string | null = null;
    let isOpen = true;
    let unbind: (() => void) | null = null;

    const signal = openSubscription<Kill>({
      sessionId,
      isOwner,
      async look() {
        // A token ends with its session. It is asked before the session is read, so that its end is never mistaken for
        // a refusal: whoever held it until then still hears who ended the session.
        const refusal = isTokenHolder ? refusalOf(caller) : null;
        const now = await sessions.find(sessionId);
        if (now === null) return { kind: 'DONE' };
        const isWanted = isRunning(now) || now.endReason === 'KILLED';
        const kill = isWanted && now.killId !== null ? await kills.find(now.killId) : null;
        if (refusal !== null && isRunning(now)) throw refusal;
        return tell(isTokenHolder ? principal : caller.principal, now, kill);
      },
      onClose() {
        isOpen = false;
        release();
      },
    });
    hold(isOwner);
    return signal;

    /** @param kill the newest, pending or the one that ended the session */
    function tell(live: Principal, now: Session, kill: Kill | null): Look<Kill> {
      // Closed while it was looking: nobody hears, and there is nothing to hold any more.
      if (!isOpen) return { kind: 'DONE' };
      requireAllowed(live, 'session.read', now, sessionId);
      if (isOfOwner && now.ownerId !== ownerId) throw new SessionSupersededError(sessionId);
      const isOver = !isRunning(now);
      const isOwnerNow = !isOver && isAllowed(live, 'session.own', now);
      hold(isOwnerNow);
      if (kill === null || kill.id === deliveredId || (kill.endedAtMs !== null && !isOver)) {
        return { kind: isOver ? 'DONE' : 'NOTHING' };
      }
      deliveredId = kill.id;
      if (isOwnerNow) killSent(caller, kill.id);
      return { kind: 'MESSAGE', message: kill, hasMore: isOver };
    }

    /** The signal is the lease as long as whoever opened it owns the session: a key may lose that right, and get it back. */
    function hold(isHeld: boolean): void {
      if (connection === null || isHeld === (unbind !== null)) return;
      if (!isHeld) return release();
      unbind = leases.bind(session, connection, () => reconcileSoon(sessionId));
      if (leases.get(sessionId)?.liveness !== leases.livenessOf(sessionId)) reconcileSoon(sessionId);
    }

    function release(): void {
      unbind?.();
      unbind = null;
    }
  };
}

/** Why what the caller signed in with holds no longer; null while it does. */
function refusalOf(caller: Caller): ForbiddenError | null {
  try {
    void caller.principal;
    return null;
  } catch (error) {
    if (error instanceof ForbiddenError) return error;
    throw error;
  }
}
