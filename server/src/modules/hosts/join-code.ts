import type { Actor } from '../../kernel/record.ts';
import type { Host } from './host.ts';

/** Lets one machine become a host. Times are milliseconds UTC. */
export interface HostJoinCode {
  readonly id: string;
  /** SHA-256. */
  readonly hash: string;
  /** Of the host that joins. */
  readonly app: string;
  /** What the host is called; null: what it calls itself. */
  readonly name: string | null;
  /** Null: the host's own. */
  readonly labels: readonly string[] | null;
  readonly createdAtMs: number;
  readonly createdBy: Actor;
  readonly expiresAtMs: number;
  /** Who joined with it. */
  readonly hostId: string | null;
}

/** What becomes of somebody who shows a code. @param joined the host that joined with it, if any */
export function outcomeOf(
  code: HostJoinCode,
  joined: Pick<Host, 'keyHash' | 'removedAtMs'> | null,
  keyHash: string,
  nowMs: number,
): 'JOINS' | 'HAS_JOINED' | 'EXPIRED' | 'USED' {
  if (code.expiresAtMs <= nowMs) return 'EXPIRED';
  if (code.hostId === null) return 'JOINS';
  // The same machine asks again, since the answer was lost.
  return joined?.keyHash === keyHash && joined.removedAtMs === null ? 'HAS_JOINED' : 'USED';
}
