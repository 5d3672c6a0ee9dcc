const SETTLE_MS = 500;

/** Whether what keys act on has been the same for half a second, or was put there by the person's own hand. */
export class Steadiness {
  readonly #read: () => number;
  #meaning: string | undefined;
  #changedAtMs = Number.NEGATIVE_INFINITY;

  /** @param read the exact time. */
  constructor(read: () => number) {
    this.#read = read;
  }

  get isSettled(): boolean {
    return this.#read() - this.#changedAtMs >= SETTLE_MS;
  }

  /** The person chose it. */
  choose(meaning: string | undefined): void {
    this.#meaning = meaning;
    this.#changedAtMs = Number.NEGATIVE_INFINITY;
  }

  /** It is this now, whoever made it so. */
  see(meaning: string | undefined): void {
    if (meaning === this.#meaning) return;
    this.#meaning = meaning;
    this.#changedAtMs = this.#read();
  }
}
