import { untrack } from 'svelte';
import type { Api } from './api.svelte.ts';
import { RequestFailure } from './failure.ts';
import { type Timing, browserTiming } from './timing.ts';

const REFRESH_MS = 30_000;

export interface ReadingOptions {
  readonly timing: Timing;
  /** Whether anybody could look at it now. */
  readonly isSeen: () => boolean;
  /** @default 30_000 (30 seconds) */
  readonly everyMs?: number | undefined;
}

/** Something short that nobody can watch: read whole, and again after each change of one's own and from time to time. */
export class Reading<Value> {
  readonly #read: () => Promise<Value>;
  readonly #options: ReadingOptions;
  #value = $state.raw<Value>();
  #failure = $state.raw<RequestFailure>();
  #isOpen = false;
  #current: Promise<void> | undefined;
  #isWanted = false;
  #cancelWait: (() => void) | undefined;

  /** @param read throws a `RequestFailure`. */
  constructor(read: () => Promise<Value>, options: ReadingOptions) {
    this.#read = read;
    this.#options = options;
  }

  /** What was read last; undefined before that. */
  get value(): Value | undefined {
    return this.#value;
  }

  /** Why the last reading came to nothing; undefined after one that did not. */
  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** Reads now and from time to time; answers how to stop. */
  start(): () => void {
    this.#isOpen = true;
    void this.refresh();
    return () => {
      this.#isOpen = false;
      this.#cancelWait?.();
    };
  }

  /** Reads now; one that is under way began too early, and is followed by another. Settles when what is shown is new. */
  async refresh(): Promise<void> {
    this.#isWanted = true;
    this.#current ??= this.#readWanted();
    await this.#current;
  }

  async #readWanted(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      this.#cancelWait?.();
      try {
        this.#value = await this.#read();
        this.#failure = undefined;
      } catch (cause) {
        this.#failure = cause instanceof RequestFailure ? cause : new RequestFailure('INTERNAL', String(cause));
      }
    }
    this.#current = undefined;
    this.#wait();
  }

  #wait(): void {
    if (!this.#isOpen) return;
    this.#cancelWait = this.#options.timing.wait(this.#options.everyMs ?? REFRESH_MS, () => {
      if (this.#options.isSeen()) void this.refresh();
      else this.#wait();
    });
  }
}

/**
 * A reading that lives with the component that is being initialised: while `isWanted` says so, and again as soon as a
 * lost line is back.
 */
export function createReading<Value>(
  { line }: Pick<Api, 'line'>,
  read: () => Promise<Value>,
  { isWanted = () => true, everyMs }: { readonly isWanted?: () => boolean; readonly everyMs?: number } = {},
): Reading<Value> {
  const isSeen = () => document.visibilityState === 'visible';
  const reading = new Reading(read, { timing: browserTiming, isSeen, everyMs });
  let wasLost = false;
  $effect(() => (isWanted() ? reading.start() : undefined));
  $effect(() => {
    const isBack = wasLost && !line.isLost;
    wasLost = line.isLost;
    untrack(() => {
      if (isBack && isWanted()) void reading.refresh();
    });
  });
  return reading;
}
