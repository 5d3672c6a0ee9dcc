import type { Clock } from '../../kernel/clock.ts';
import type { Grant } from './grant.ts';

/** How long grants have been there, on the monotonic clock: a wall clock that jumps neither ends nor lengthens one. */
export class GrantTimes {
  readonly #clock: Clock;
  readonly #sinceMs = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** After a start of the server: as long as the wall clock tells. */
  restore({ id, grantedAtMs }: Grant): void {
    const elapsedMs = Math.max(0, this.#clock.wallMs() - grantedAtMs);
    this.#sinceMs.set(id, this.#clock.monotonicMs() - elapsedMs);
  }

  /** Takes over what a commit made of it. */
  observe({ id, usedCount, uses, revokedAtMs, endedAtMs }: Grant): void {
    if (revokedAtMs !== null || endedAtMs !== null || usedCount >= uses) this.#sinceMs.delete(id);
    else if (!this.#sinceMs.has(id)) this.#sinceMs.set(id, this.#clock.monotonicMs());
  }

  /** Since it was given; where that is not known here, as long as the wall clock tells. */
  elapsedMs({ id, grantedAtMs }: Grant): number {
    const sinceMs = this.#sinceMs.get(id);
    return sinceMs === undefined ? this.#clock.wallMs() - grantedAtMs : this.#clock.monotonicMs() - sinceMs;
  }
}
