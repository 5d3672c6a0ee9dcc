import type { Cancel, Clock } from '../kernel/clock.ts';

/** Calls `run` for each member, as long after it was added: one timer for all of them, however many wait. */
export class Deadlines<Member> {
  readonly #clock: Clock;
  readonly #delayMs: number;
  readonly #run: (member: Member) => void;
  /** On the monotonic clock; the first is always due first. */
  readonly #dueMs = new Map<Member, number>();
  #cancel: Cancel | null = null;

  constructor(clock: Clock, delayMs: number, run: (member: Member) => void) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#run = run;
  }

  /** Begins its time anew, if it was there. */
  add(member: Member): void {
    this.delete(member);
    // Whole: V8 keeps other numbers on its heap.
    this.#dueMs.set(member, Math.ceil(this.#clock.monotonicMs() + this.#delayMs));
    this.#wait();
  }

  get size(): number {
    return this.#dueMs.size;
  }

  members(): Iterable<Member> {
    return this.#dueMs.keys();
  }

  delete(member: Member): void {
    this.#dueMs.delete(member);
    if (this.#dueMs.size > 0) return;
    this.#cancel?.();
    this.#cancel = null;
  }

  #wait(): void {
    const [firstMs] = this.#dueMs.values();
    if (firstMs === undefined || this.#cancel !== null) return;
    this.#cancel = this.#clock.after(Math.max(0, firstMs - this.#clock.monotonicMs()), () => {
      this.#cancel = null;
      this.#look();
      this.#wait();
    });
  }

  #look(): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [member, dueMs] of this.#dueMs) {
      if (dueMs > nowMs) return;
      this.#dueMs.delete(member);
      this.#run(member);
    }
  }
}
