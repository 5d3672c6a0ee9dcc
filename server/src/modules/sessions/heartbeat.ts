import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed, type Principal } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import { sessionIdsInput } from './input.ts';
import type { HeartbeatAnswer, SessionHeartbeat } from './lease.ts';
import type { LeaseFacts, Leases, Moment } from './leases.ts';
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
  return async function heartbeat(caller: Caller, input: readonly string[]): Promise<HeartbeatAnswer> {
    const { principal } = caller;
    authorize(principal, 'session.touch');
    const sessionIds = parseInput(sessionIdsInput, input);
    const now = leases.now();
    // By their ids, so that each comes once, where it was named first; null until the store has been asked.
    const found = new Map<string, SessionHeartbeat | null>();
    // Leases are asked before anything is awaited: what ends meanwhile was alive when it was heard.
    for (const id of sessionIds) {
      if (found.has(id)) continue;
      const lease = leases.get(id);
      const exception = lease === null ? null : beat(caller, lease, now);
      if (exception !== 'RENEWED') found.set(id, exception);
    }
    const exceptions = found.size === 0 ? [] : await withStored(principal, found);
    return { exceptions, results: () => resultsOf(sessionIds, exceptions) };
  };

  function beat(caller: Caller, lease: LeaseFacts, now: Moment): SessionHeartbeat | 'RENEWED' {
    const { principal } = caller;
    const { id: sessionId, killId } = lease;
    // Whoever may own it may touch it, so mostly one question is enough.
    const isOwner = isAllowed(principal, 'session.own', lease);
    const isTheirs = isOwner || isAllowed(principal, 'session.touch', lease);
    if (!isTheirs) return { sessionId, outcome: 'UNKNOWN', killId: null, endReason: null };
    if (isSuperseded(principal, lease)) return { sessionId, outcome: 'SUPERSEDED', killId: null, endReason: null };
    // A page that holds a token learns how things stand; it is no proof that the process behind the session lives.
    if (isOwner) {
      leases.renew(sessionId, now);
      if (lease.liveness !== 'LIVE') reconcileSoon(sessionId);
    }
    if (!lease.isEnding || killId === null) return 'RENEWED';
    if (isOwner) killSent(caller, killId);
    return { sessionId, outcome: 'KILL_REQUESTED', killId, endReason: null };
  }

  /** What was found, and what is stored of those that have no lease. */
  async function withStored(
    principal: Principal,
    found: ReadonlyMap<string, SessionHeartbeat | null>,
  ): Promise<SessionHeartbeat[]> {
    const unleased = [...found.keys()].filter((id) => found.get(id) === null);
    if (unleased.length === 0) return [...found.values()].filter((answer) => answer !== null);
    const stored = new Map((await reader.findMany(unleased)).map((session) => [session.id, session]));
    return [...found]
      .map(([id, answer]) => answer ?? answerFor(principal, id, stored.get(id)))
      .filter(({ outcome }) => outcome !== 'RENEWED');
  }
}

function resultsOf(sessionIds: readonly string[], exceptions: readonly SessionHeartbeat[]): SessionHeartbeat[] {
  const byId = new Map(exceptions.map((answer) => [answer.sessionId, answer]));
  return [...new Set(sessionIds)].map((sessionId) => byId.get(sessionId) ?? renewed(sessionId));
}

function answerFor(principal: Principal, sessionId: string, session: Session | undefined): SessionHeartbeat {
  const answer = { sessionId, killId: null, endReason: null };
  if (!session || !isAllowed(principal, 'session.touch', session)) return { ...answer, outcome: 'UNKNOWN' };
  if (isSuperseded(principal, session)) return { ...answer, outcome: 'SUPERSEDED' };
  // The commit that gives it its lease, a fresh one, is about to be told.
  if (isRunning(session)) return renewed(sessionId);
  // An owner that was cut off learns only now who killed it, and why.
  const killId = session.endReason === 'KILLED' ? session.killId : null;
  return { ...answer, outcome: 'ENDED', endReason: session.endReason, killId };
}

function renewed(sessionId: string): SessionHeartbeat {
  return { sessionId, outcome: 'RENEWED', killId: null, endReason: null };
}
