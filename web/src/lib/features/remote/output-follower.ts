import { backoffMs } from '$lib/api/backoff.ts';
import type { SubscriptionSink } from '$lib/api/socket.ts';
import type { Timing } from '$lib/api/timing.ts';
import type { CommandOutputSubscription } from '$lib/generated/graphql.ts';

export type OutputMessage = CommandOutputSubscription['commandOutput'];

export interface OutputFollowerOptions {
  /** Opens the output from an offset on; answers how to stop. */
  readonly subscribe: (afterOffset: number, sink: SubscriptionSink<OutputMessage>) => () => void;
  /** Takes the bytes, in order and each once. */
  readonly write: (bytes: Uint8Array) => void;
  /** Called once, when all of it is here. */
  readonly onEnd: () => void;
  readonly timing: Timing;
}

/** Follows what a command writes: from its first byte to its last, whatever happens to the line in between. */
export class OutputFollower {
  readonly #options: OutputFollowerOptions;
  #offset = 0;
  #attempt = 0;
  #isOver = false;
  #stop: (() => void) | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(options: OutputFollowerOptions) {
    this.#options = options;
    this.#follow();
  }

  close(): void {
    this.#isOver = true;
    this.#stop?.();
    this.#cancelWait?.();
  }

  #follow(): void {
    this.#stop = this.#options.subscribe(this.#offset, {
      next: (message) => this.#take(message),
      ended: (failure) => {
        this.#stop = undefined;
        if (this.#isOver || failure.kind === 'UNAUTHENTICATED' || failure.kind === 'FORBIDDEN') return;
        const { timing } = this.#options;
        this.#cancelWait = timing.wait(backoffMs(this.#attempt, timing.random()), () => this.#follow());
        this.#attempt += 1;
      },
    });
  }

  #take({ chunks, isEnd }: OutputMessage): void {
    if (this.#isOver) return;
    this.#attempt = 0;
    for (const { offset, data } of chunks) {
      const bytes = bytesOf(data);
      // What was told before the line was lost may be told again.
      const fresh = bytes.subarray(Math.max(0, this.#offset - offset));
      if (fresh.length === 0) continue;
      this.#offset = offset + bytes.length;
      this.#options.write(fresh);
    }
    if (!isEnd) return;
    this.close();
    this.#options.onEnd();
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
