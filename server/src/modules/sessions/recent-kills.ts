import type { Clock } from '../../kernel/clock.ts';
import type { Leases } from './leases.ts';
import type { Session } from './session.ts';

/** How long a killed external id may not register again. */
export const killedForMs = 60_000;

/** Which sessions were killed within the last minute; the wall clock may jump in that minute, so it is not asked. */
export class RecentKills {
  readonly #clock: Clock;
  readonly #leases: Leases;
  readonly #startedMs: number;
  readonly #startedWallMs: number;
  /** When each ended on the monotonic clock, oldest first. */
  readonly #endedMs = new Map<string, number>();

  constructor(clock: Clock, leases: Leases) {
    this.#clock = clock;
    this.#leases = leases;
    this.#startedMs = clock.monotonicMs();
    this.#startedWallMs = clock.wallMs();
  }

  /** A commit has ended this session. */
  observe({ id, endReason }: Session): void {
    if (endReason !== 'KILLED') return;
    const nowMs = this.#clock.monotonicMs();
    for (const [knownId, endedMs] of this.#endedMs) {
      if (nowMs - endedMs < killedForMs) break;
      this.#endedMs.delete(knownId);
    }
    this.#endedMs.set(id, nowMs);
  }

  /** How long the external id of this session has to wait yet; 0 where it need not. */
  waitMs(session: Session): number {
    return session.endReason === 'KILLED' ? Math.max(0, killedForMs - this.#agoMs(session)) : 0;
  }

  #agoMs({ id, endedAtMs }: Session): number {
    // Its end stands in the transaction that asks, so no commit has told us yet.
    if (this.#leases.get(id) !== null) return 0;
    const nowMs = this.#clock.monotonicMs();
    const endedMs = this.#endedMs.get(id);
    if (endedMs !== undefined) return nowMs - endedMs;
    // It ended before we started, or is forgotten because its minute is over.
    return nowMs - this.#startedMs + Math.max(0, this.#startedWallMs - (endedAtMs ?? 0));
  }
}
