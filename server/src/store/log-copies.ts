import type { Worker } from 'node:worker_threads';
import type { Order } from './copying-thread.ts';
import { closeThread, startThread } from './threads.ts';

/**
 * A thread that copies the log into the database, with a handle of its own. The first copy starts it; one that ends by itself
 * fails nobody, for what is committed is safe in the log, and the next copy starts another.
 */
export class LogCopies {
  readonly #path: string;
  #thread: Worker | null = null;
  #underWay: Promise<void> | null = null;
  #end = (): void => undefined;
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Begins a copy, unless one is under way: that takes along what is committed meanwhile.
   * @returns when it is over, whatever became of it
   */
  copy(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#underWay ??= new Promise<void>((resolve) => {
      this.#end = resolve;
      this.#thread ??= this.#start();
      this.#thread.postMessage('COPY' satisfies Order);
    })
      // The system has no thread to give.
      .catch(() => undefined)
      .finally(() => (this.#underWay = null));
    return this.#underWay;
  }

  /** Lets the copy under way be done and the handle be closed, and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#thread !== null) await closeThread(this.#thread);
  }

  #start(): Worker {
    const thread = startThread('copying-thread', this.#path);
    thread.on('message', () => this.#end());
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      this.#thread = null;
      this.#end();
    });
    return thread;
  }
}
