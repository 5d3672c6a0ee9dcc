import type { Clock } from '../kernel/clock.ts';

/** How long a reader may leave what there is to tell. */
const patienceMs = 30_000;
const lookEveryMs = 1_000;

interface Reader {
  readonly isAway: boolean;
  giveUp(): Promise<void>;
}

/** Readers who do not take what there is to tell, and since when. One timer serves all, and there is none without them. */
export class AwayReaders {
  readonly #clock: Clock;
  readonly #sinceMs = new Map<Reader, number>();
  #isTimed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(reader: Reader): void {
    this.#sinceMs.set(reader, this.#clock.monotonicMs());
    this.#time();
  }

  delete(reader: Reader): void {
    this.#sinceMs.delete(reader);
  }

  #time(): void {
    if (this.#isTimed || this.#sinceMs.size === 0) return;
    this.#isTimed = true;
    this.#clock.after(lookEveryMs, () => {
      this.#isTimed = false;
      this.#sweep(this.#clock.monotonicMs());
      this.#time();
    });
  }

  #sweep(nowMs: number): void {
    for (const [reader, sinceMs] of [...this.#sinceMs]) {
      const isPatienceOver = nowMs - sinceMs >= patienceMs;
      if (!reader.isAway || isPatienceOver) this.#sinceMs.delete(reader);
      if (reader.isAway && isPatienceOver) void reader.giveUp(); // Never rejects: what it fails with is the reader's.
    }
  }
}
