import { type Few, firstOf, listOf, restOf, withOne } from '../kernel/few.ts';
import type { Look, MessageReader, Messages, SlowConsumerError, SubscriptionSource } from '../kernel/subscription.ts';
import type { Asker } from './shared-looks.ts';

/** What a subscription looks with. */
export interface Looking<T> {
  /** Of which session or command; null: every change. */
  readonly sessionId: string | null;
  ask(asker: Rested<T>): void;
  /** Has a look when something has changed, together with all who would ask the same then. Only where each change wakes it. */
  rest(asker: Rested<T>): void;
  giveUp(): Promise<SlowConsumerError | null>;
  onClose?(): void;
}

/** Who rests until something has changed. None of its methods throws. */
export interface Rested<T> extends Asker<Look<T>> {
  /** Something has. @returns whether it is told what is found of it; where not it goes on by itself */
  begin(): boolean;
  wake(): void;
}

/** What somebody wakes on, and as what. */
export type Sleep = Pick<SubscriptionSource<never>, 'sessionId' | 'isOwner' | 'isForAnswer'>;

/**
 * A hand-made iterator over stored state. It looks only while its reader waits for a message, so a slow reader costs
 * nothing and later gets the state as it is then. `return()` settles at once, also while a look is under way: an async
 * generator could not be ended from outside while it waits.
 */
export class Subscription<T> implements AsyncIterableIterator<T>, Messages<T>, Rested<T> {
  readonly #source: SubscriptionSource<T> | Looking<T>;
  readonly #onClose: (subscription: Subscription<T>) => void;
  readonly #onAway: (subscription: Subscription<T>) => void;
  /** Nearly always one. */
  #readers: Few<MessageReader<T>> = null;
  #mayHaveMore = true;
  #doing: 'NOTHING' | 'LOOKING' | 'RESTING' = 'NOTHING';
  #isAway = false;
  #isClosed = false;
  /** What ended it while its reader was away. */
  #failure: Error | null = null;

  /** @param onAway told when there may be something to tell and the reader is busy with the last message still */
  constructor(
    source: SubscriptionSource<T> | Looking<T>,
    onClose: (subscription: Subscription<T>) => void,
    onAway: (subscription: Subscription<T>) => void = () => undefined,
  ) {
    this.#source = source;
    this.#onClose = onClose;
    this.#onAway = onAway;
  }

  get sleep(): Sleep {
    return this.#source;
  }

  /** Whether its reader has been away since that was told. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Something may have changed. Where it rests, those it rests with begin it. */
  wake(): void {
    if (this.#doing === 'RESTING') return;
    this.#mayHaveMore = true;
    this.#goOn();
  }

  begin(): boolean {
    if (this.#isClosed) return false;
    this.#doing = 'NOTHING';
    this.#mayHaveMore = true;
    return this.#beginLook();
  }

  pull(reader: MessageReader<T>): void {
    if (this.#isClosed) return this.#tellEnd(reader);
    this.#isAway = false;
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

  /** Its reader is away for too long: it ends, unless there is nothing to tell or they are back. They hear why when they come. */
  async giveUp(): Promise<void> {
    if (!this.#isAway || !('giveUp' in this.#source)) return;
    this.#isAway = false;
    this.#doing = 'LOOKING';
    let failure: Error | null;
    try {
      failure = await this.#source.giveUp();
    } catch (error) {
      failure = error instanceof Error ? error : new Error('A look failed', { cause: error });
    }
    this.#doing = 'NOTHING';
    if (this.#readers !== null) this.#goOn();
    else if (failure !== null && !this.#isClosed) {
      this.#failure = failure;
      this.#close();
    }
  }

  found(look: Look<T>): void {
    // A reader that is told may pull at once: it goes on below.
    if (look.kind === 'MESSAGE') this.#tell(look.message);
    this.#doing = 'NOTHING';
    if (look.kind === 'DONE') this.#close();
    if (look.kind === 'NOTHING') firstOf(this.#readers)?.endLook();
    if (look.kind !== 'MESSAGE' || !look.hasMore) return this.#goOn();
    this.#mayHaveMore = true;
    // In a microtask: who reads a long past as fast as it is told would be told it from within what tells it.
    queueMicrotask(() => this.#goOn());
  }

  failed(error: unknown): void {
    this.#doing = 'NOTHING';
    this.#takeReader()?.failed(error);
    this.#close();
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
    if (this.#doing !== 'NOTHING' || this.#isClosed) return;
    if (!this.#mayHaveMore) return this.#rest();
    if (!this.#beginLook()) return;
    if ('ask' in this.#source) return this.#source.ask(this);
    this.#look(this.#source);
  }

  #look(source: SubscriptionSource<T>): void {
    let look: Look<T> | Promise<Look<T>>;
    try {
      look = source.look();
    } catch (error) {
      return this.failed(error);
    }
    if (!(look instanceof Promise)) return this.found(look);
    look.then(
      (found) => this.found(found),
      (error: unknown) => this.failed(error),
    );
  }

  /** @returns whether somebody waits who has room for what is found */
  #beginLook(): boolean {
    let reader = firstOf(this.#readers);
    for (; reader !== null && !reader.beginLook(); reader = firstOf(this.#readers)) this.#takeReader();
    if (reader === null) {
      this.#wait();
      return false;
    }
    this.#mayHaveMore = false;
    this.#doing = 'LOOKING';
    return true;
  }

  #rest(): void {
    if (this.#readers === null || !('rest' in this.#source) || this.#source.sessionId !== null) return;
    this.#doing = 'RESTING';
    this.#source.rest(this);
  }

  #wait(): void {
    if (this.#isAway || !('giveUp' in this.#source)) return;
    this.#isAway = true;
    this.#onAway(this);
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const readers = listOf(this.#readers);
    this.#readers = null;
    for (const reader of readers) reader.over();
    this.#onClose(this);
    this.#source.onClose?.();
  }

  /** Tells the end or, once, why it ended. */
  #tellEnd(reader: MessageReader<T>): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure === null) reader.over();
    else reader.failed(failure);
  }
}
