import type { Clock } from '../../kernel/clock.ts';

const maxWaiting = 1_000;
const maxWaitingPerAddress = 20;
const goodForMs = 10 * 60_000;

interface Waiting<Attempt> {
  readonly attempt: Attempt;
  readonly address: string;
  readonly beganMs: number;
}

/** Sign-ins that were begun and are under way elsewhere: each is found once, within ten minutes, by who began it. */
export class Attempts<Attempt> {
  readonly #clock: Clock;
  /** In the order in which they were begun. */
  readonly #waiting = new Map<string, Waiting<Attempt>>();
  readonly #keysByAddress = new Map<string, Set<string>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Where too many wait, the oldest of this address is forgotten: whoever begins many keeps nobody else from beginning. */
  begin(key: string, attempt: Attempt, address: string): void {
    const nowMs = this.#clock.monotonicMs();
    const ofAddress = this.#keysByAddress.get(address) ?? new Set<string>();
    this.#keysByAddress.set(address, ofAddress.add(key));
    this.#waiting.set(key, { attempt, address, beganMs: nowMs });
    const [oldest] = ofAddress;
    if (ofAddress.size > maxWaitingPerAddress && oldest !== undefined) this.#remove(oldest);
    for (const [known, { beganMs }] of this.#waiting) {
      if (this.#waiting.size <= maxWaiting && nowMs - beganMs < goodForMs) break;
      this.#remove(known);
    }
  }

  /** Null for one that was found already, is too old, or never began. */
  take(key: string): Attempt | null {
    const found = this.#remove(key);
    return found !== undefined && this.#clock.monotonicMs() - found.beganMs < goodForMs ? found.attempt : null;
  }

  #remove(key: string): Waiting<Attempt> | undefined {
    const found = this.#waiting.get(key);
    if (found === undefined) return undefined;
    this.#waiting.delete(key);
    const ofAddress = this.#keysByAddress.get(found.address);
    ofAddress?.delete(key);
    if (ofAddress?.size === 0) this.#keysByAddress.delete(found.address);
    return found;
  }
}
