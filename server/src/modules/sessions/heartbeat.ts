import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import { sessionIdsInput } from './input.ts';
import type { SessionHeartbeat } from './lease.ts';
import type { Leases } from './leases.ts';
import { isSuperseded } from './owned.ts';
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
    const unleased = sessionIds.filter((id) => leases.get(id) === null);
    const stored = unleased.length === 0 ? [] : await reader.findMany(unleased);

    return sessionIds.map((sessionId): SessionHeartbeat => {
      const answer = { sessionId, killId: null, endReason: null };
      const lease = leases.get(sessionId);
      if (lease === null) {
        const session = stored.find(({ id }) => id === sessionId);
        if (!session || !isAllowed(principal, 'session.touch', session)) return { ...answer, outcome: 'UNKNOWN' };
        if (isSuperseded(principal, session)) return { ...answer, outcome: 'SUPERSEDED' };
        return { ...answer, outcome: 'ENDED', endReason: session.endReason };
      }
      if (!isAllowed(principal, 'session.touch', { id: sessionId, keyId: lease.keyId })) {
        return { ...answer, outcome: 'UNKNOWN' };
      }
      if (isSuperseded(principal, lease)) return { ...answer, outcome: 'SUPERSEDED' };
      leases.renew(sessionId);
      if (lease.liveness !== 'LIVE') reconcileSoon(sessionId);
      if (!lease.isEnding || lease.killId === null) return { ...answer, outcome: 'RENEWED' };
      killSent(caller, lease.killId);
      return { ...answer, outcome: 'KILL_REQUESTED', killId: lease.killId };
    });
  };
}
