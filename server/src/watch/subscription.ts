import type { SubscriptionSource } from '../kernel/subscription.ts';

interface Pull<T> {
  resolve(result: IteratorResult<T>): void;
  reject(error: unknown): void;
}

/**
 * A hand-made iterator over stored state. It looks only while its reader waits for a message, so a slow reader costs
 * nothing and later gets the state as it is then. `return()` settles at once, also while a look is under way: an async
 * generator could not be ended from outside while it waits.
 */
export class Subscription<T> implements AsyncIterableIterator<T> {
  readonly #source: SubscriptionSource<T>;
  readonly #onClose: () => void;
  readonly #pulls: Pull<T>[] = [];
  #mayHaveMore = true;
  #isLooking = false;
  #isClosed = false;

  constructor(source: SubscriptionSource<T>, onClose: () => void) {
    this.#source = source;
    this.#onClose = onClose;
  }

  /** Something may have changed. */
  wake(): void {
    this.#mayHaveMore = true;
    void this.#look(); // Never rejects: a failed look is the reader's.
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#isClosed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#pulls.push({ resolve, reject });
      void this.#look();
    });
  }

  return(): Promise<IteratorResult<T>> {
    this.#close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#mayHaveMore && this.#pulls.length > 0 && !this.#isClosed) {
      this.#mayHaveMore = false;
      try {
        const look = await this.#source.look();
        if (look.kind === 'DONE') this.#close();
        if (look.kind !== 'MESSAGE') continue;
        if (look.hasMore) this.#mayHaveMore = true;
        this.#pulls.shift()?.resolve({ done: false, value: look.message });
      } catch (error) {
        this.#pulls.shift()?.reject(error);
        this.#close();
      }
    }
    this.#isLooking = false;
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const pull of this.#pulls.splice(0)) pull.resolve({ done: true, value: undefined });
    this.#onClose();
    this.#source.onClose?.();
  }
}
