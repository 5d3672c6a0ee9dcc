import type { Timing } from '$lib/api/timing.ts';

/** What is drawn, as plain text, and as it grows: read anew at most once a frame, and only while it is shown. */
export class PlainText {
  /** Undefined while it is not shown. */
  text = $state<string>();
  readonly #timing: Timing;
  #cancel: (() => void) | undefined;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  show(read: () => string): void {
    this.text = read();
  }

  hide(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.text = undefined;
  }

  /** More is drawn. */
  grow(read: () => string): void {
    if (this.text === undefined || this.#cancel !== undefined) return;
    this.#cancel = this.#timing.frame(() => {
      this.#cancel = undefined;
      this.text = read();
    });
  }
}
