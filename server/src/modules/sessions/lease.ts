import type { SessionEndReason, SessionLiveness } from './session.ts';

/** How long a session may be silent. Both limits double while one of its tasks or commands is open. */
export interface LeaseLimits {
  /** Stale after this, or after three heartbeat intervals if they are longer. */
  readonly staleAfterMs: number;
  /** Lost after this, or at the stale limit if that is later. */
  readonly lostAfterMs: number;
}

export interface LeaseState {
  /** Monotonic. */
  readonly heardMs: number;
  readonly isQuiet: boolean;
  readonly heartbeatIntervalMs: number;
  readonly hasOpenWork: boolean;
}

/**
 * What a lease says of its session at a moment of the monotonic clock.
 * @param ownLostAfterMs what counts for this one in place of the limit for all
 */
export function livenessOf(
  lease: LeaseState,
  limits: LeaseLimits,
  nowMs: number,
  ownLostAfterMs: number = limits.lostAfterMs,
): SessionLiveness {
  const factor = lease.hasOpenWork ? 2 : 1;
  const staleAfterMs = factor * Math.max(limits.staleAfterMs, 3 * lease.heartbeatIntervalMs);
  const lostAfterMs = Math.max(staleAfterMs, factor * ownLostAfterMs);
  const silentMs = nowMs - lease.heardMs;
  if (silentMs >= lostAfterMs) return 'LOST';
  if (silentMs >= staleAfterMs) return 'STALE';
  return lease.isQuiet ? 'QUIET' : 'LIVE';
}

export const heartbeatOutcomes = ['RENEWED', 'KILL_REQUESTED', 'ENDED', 'SUPERSEDED', 'UNKNOWN'] as const;

/** What a heartbeat found of one session. */
export interface SessionHeartbeat {
  readonly sessionId: string;
  readonly outcome: (typeof heartbeatOutcomes)[number];
  /** The kill that waits for the owner, or that ended it. */
  readonly killId: string | null;
  readonly endReason: SessionEndReason | null;
}

export interface HeartbeatAnswer {
  /** Those of whom there is more to say than that they were renewed, in the order in which they were named first. */
  readonly exceptions: SessionHeartbeat[];
  /** One for each, in the same order: made when it is asked for, since mostly all is well and nobody reads it. */
  results(): SessionHeartbeat[];
}
