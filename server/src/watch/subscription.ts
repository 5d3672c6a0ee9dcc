import { type Few, firstOf, listOf, restOf, withOne } from '../kernel/few.ts';
import type { Look, MessageReader, Messages, SubscriptionSource } from '../kernel/subscription.ts';

/** What somebody wakes on, and as what. */
export type Sleep = Pick<SubscriptionSource<never>, 'sessionId' | 'isOwner' | 'isForAnswer'>;

/**
 * A hand-made iterator over stored state. It looks only while its reader waits for a message, so a slow reader costs
 * nothing and later gets the state as it is then. `return()` settles at once, also while a look is under way: an async
 * generator could not be ended from outside while it waits.
 */
export abstract class Subscription<T> implements AsyncIterableIterator<T>, Messages<T> {
  readonly #onClose: (subscription: Subscription<T>) => void;
  /** What ended it while nobody read. */
  #failure: Error | null = null;
  #isClosed = false;
  #isLooking = false;
  #mayHaveMore = true;
  /** Nearly always one. */
  #readers: Few<MessageReader<T>> = null;

  constructor(onClose: (subscription: Subscription<T>) => void) {
    this.#onClose = onClose;
  }

  abstract get sleep(): Sleep;

  /** Looks: what comes of it is told by `answered` or `failed`. One at a time. */
  abstract ask(): void;

  /** Somebody waits, and there is nothing to tell until something changes. */
  rest(): void {}

  /** There may be something to tell, and nobody has room for it. */
  goAway(): void {}

  /** Called once, when it is over. */
  abstract closed(): void;

  /** Something may have changed. */
  wake(): void {
    this.#mayHaveMore = true;
    this.#goOn();
  }

  pull(reader: MessageReader<T>): void {
    if (this.#isClosed) return this.#tellEnd(reader);
    this.#readers = withOne(this.#readers, reader);
    this.#goOn();
  }

  next(): Promise<IteratorResult<T>> {
    return new Promise((resolve, reject) => {
      this.pull({
        beginLook: () => true,
        endLook: () => undefined,
        told: (message) => resolve({ done: false, value: message }),
        over: () => resolve({ done: true, value: undefined }),
        failed: reject,
      });
    });
  }

  return(): Promise<IteratorResult<T>> {
    this.#failure = null;
    this.#close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Something has changed, and it is told what others find. @returns whether it waits for that now; where not it goes on by itself */
  beginWoken(): boolean {
    if (this.#isClosed) return false;
    this.#mayHaveMore = true;
    return this.#beginLook();
  }

  answered(look: Look<T>): void {
    // A reader that is told may pull at once: it goes on below.
    if (look.kind === 'MESSAGE') this.#tell(look.message);
    this.#isLooking = false;
    if (look.kind === 'DONE') this.#close();
    if (look.kind === 'NOTHING') firstOf(this.#readers)?.endLook();
    if (look.kind !== 'MESSAGE' || !look.hasMore) return this.#goOn();
    this.#mayHaveMore = true;
    // In a microtask: who reads a long past as fast as it is told would be told it from within what tells it.
    queueMicrotask(() => this.#goOn());
  }

  failed(error: unknown): void {
    this.#isLooking = false;
    this.#takeReader()?.failed(error);
    this.#close();
  }

  /** It ends with what this comes to, unless that is null or somebody reads again by then. They hear why when they come. */
  async endUnread(reason: Promise<Error | null>): Promise<void> {
    this.#isLooking = true;
    let failure: Error | null;
    try {
      failure = await reason;
    } catch (error) {
      failure = error instanceof Error ? error : new Error('A look failed', { cause: error });
    }
    this.#isLooking = false;
    if (this.#readers !== null) this.#goOn();
    else if (failure !== null && !this.#isClosed) {
      this.#failure = failure;
      this.#close();
    }
  }

  #tell(message: T): void {
    const reader = this.#takeReader();
    try {
      reader?.told(message);
    } catch (error) {
      reader?.failed(error);
      this.#close();
    }
  }

  /** The one whose turn it is, who waits no longer. */
  #takeReader(): MessageReader<T> | null {
    const reader = firstOf(this.#readers);
    this.#readers = restOf(this.#readers);
    return reader;
  }

  #goOn(): void {
    if (this.#isLooking || this.#isClosed) return;
    if (this.#mayHaveMore) {
      if (this.#beginLook()) this.ask();
    } else if (this.#readers !== null) this.rest();
  }

  /** @returns whether somebody waits who has room for what is found */
  #beginLook(): boolean {
    let reader = firstOf(this.#readers);
    for (; reader !== null && !reader.beginLook(); reader = firstOf(this.#readers)) this.#takeReader();
    if (reader === null) {
      this.goAway();
      return false;
    }
    this.#mayHaveMore = false;
    this.#isLooking = true;
    return true;
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const readers = listOf(this.#readers);
    this.#readers = null;
    for (const reader of readers) reader.over();
    this.#onClose(this);
    this.closed();
  }

  /** Tells the end or, once, why it ended. */
  #tellEnd(reader: MessageReader<T>): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure === null) reader.over();
    else reader.failed(failure);
  }
}
