import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed, type Principal } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import { sessionIdsInput } from './input.ts';
import type { SessionHeartbeat } from './lease.ts';
import type { Leases } from './leases.ts';
import { isSuperseded } from './owned.ts';
import { isRunning, type Session } from './session.ts';
import type { SessionReader } from './store.ts';

interface HeartbeatPorts {
  readonly leases: Leases;
  readonly reader: SessionReader;
  /** Stores what a heartbeat changed. */
  reconcileSoon(sessionId: string): void;
  /** A kill leaves with this answer. */
  killSent(caller: Caller, killId: string): void;
}

export function createHeartbeat({ leases, reader, reconcileSoon, killSent }: HeartbeatPorts) {
  /**
   * Renews the leases of the caller's sessions; touches no disk for those that are fine.
   * @throws {InvalidInputError} when there are none, or more than 1,000
   * @throws {ForbiddenError} when the caller owns no sessions at all
   */
  return async function heartbeat(caller: Caller, input: readonly string[]): Promise<readonly SessionHeartbeat[]> {
    const { principal } = caller;
    authorize(principal, 'session.touch');
    const sessionIds = [...new Set(parseInput(sessionIdsInput, input))];
    // Leases are asked before anything is awaited: what ends meanwhile was alive when it was heard.
    const leased = new Map(sessionIds.map((id) => [id, beat(caller, id)]));
    const unleased = sessionIds.filter((id) => leased.get(id) === null);
    const stored = new Map((await reader.findMany(unleased)).map((session) => [session.id, session]));
    return sessionIds.map((id) => leased.get(id) ?? answerFor(principal, id, stored.get(id)));
  };

  /** @returns null where there is no lease */
  function beat(caller: Caller, sessionId: string): SessionHeartbeat | null {
    const { principal } = caller;
    const lease = leases.get(sessionId);
    if (lease === null) return null;
    const answer = { sessionId, killId: null, endReason: null };
    const subject = { id: sessionId, app: lease.app, userId: lease.userId };
    if (!isAllowed(principal, 'session.touch', subject)) {
      return { ...answer, outcome: 'UNKNOWN' };
    }
    if (isSuperseded(principal, lease)) return { ...answer, outcome: 'SUPERSEDED' };
    // A page that holds a token learns how things stand; it is no proof that the process behind the session lives.
    const isOwner = isAllowed(principal, 'session.own', subject);
    if (isOwner) {
      leases.renew(sessionId);
      if (lease.liveness !== 'LIVE') reconcileSoon(sessionId);
    }
    if (!lease.isEnding || lease.killId === null) return { ...answer, outcome: 'RENEWED' };
    if (isOwner) killSent(caller, lease.killId);
    return { ...answer, outcome: 'KILL_REQUESTED', killId: lease.killId };
  }
}

function answerFor(principal: Principal, sessionId: string, session: Session | undefined): SessionHeartbeat {
  const answer = { sessionId, killId: null, endReason: null };
  if (!session || !isAllowed(principal, 'session.touch', session)) return { ...answer, outcome: 'UNKNOWN' };
  if (isSuperseded(principal, session)) return { ...answer, outcome: 'SUPERSEDED' };
  // The commit that gives it its lease, a fresh one, is about to be told.
  if (isRunning(session)) return { ...answer, outcome: 'RENEWED' };
  // An owner that was cut off learns only now who killed it, and why.
  const killId = session.endReason === 'KILLED' ? session.killId : null;
  return { ...answer, outcome: 'ENDED', endReason: session.endReason, killId };
}
