import type { Clock } from '../../kernel/clock.ts';

const maxWaiting = 1_000;
const goodForMs = 10 * 60_000;

/** Sign-ins that were begun and are under way elsewhere: each is found once, within ten minutes, by who began it. */
export class Attempts<Attempt> {
  readonly #clock: Clock;
  /** In the order in which they were begun. */
  readonly #waiting = new Map<string, { readonly attempt: Attempt; readonly beganMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Where too many wait, the oldest is forgotten: whoever begins many keeps nobody else from beginning. */
  begin(key: string, attempt: Attempt): void {
    const nowMs = this.#clock.monotonicMs();
    this.#waiting.set(key, { attempt, beganMs: nowMs });
    for (const [oldest, { beganMs }] of this.#waiting) {
      if (this.#waiting.size <= maxWaiting && nowMs - beganMs < goodForMs) break;
      this.#waiting.delete(oldest);
    }
  }

  /** Null for one that was found already, is too old, or never began. */
  take(key: string): Attempt | null {
    const found = this.#waiting.get(key);
    this.#waiting.delete(key);
    return found !== undefined && this.#clock.monotonicMs() - found.beganMs < goodForMs ? found.attempt : null;
  }
}
