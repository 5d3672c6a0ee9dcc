import { Worker } from 'node:worker_threads';
import { StoreClosedError } from './errors.ts';
import type { SessionReader } from '../modules/sessions/index.ts';
import type { Answer, Question, Reply } from './reading-thread.ts';
import type { Connection } from './sqlite/database.ts';

/** With no more sessions than these every read is over in a few milliseconds, to which asking a thread would add. */
const fewSessions = 10_000;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread for reads that may take long, with a handle of its own, which sees all that was committed before it was asked.
 * It is started by the first of them; one that ends by itself fails what waits for it, and the next read starts another.
 */
export class SlowReads {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #asked = 0;
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  ask<Asked extends Question>(asked: Asked): Promise<Answer<Asked>> {
    if (this.#isClosed) return Promise.reject(new StoreClosedError());
    this.#thread ??= this.#start();
    const id = (this.#asked += 1);
    this.#thread.postMessage({ id, asked });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Lets what was asked be answered, and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const thread = this.#thread;
    if (thread === null) return;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.ref();
    thread.postMessage({ id: 0, asked: 'CLOSE' });
    await ended;
  }

  #start(): Worker {
    const thread = startThread({ rollcallDatabase: this.#path });
    // Only what is asked of it keeps the process going.
    thread.unref();
    thread.on('message', ({ id, answer, problem }: Reply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (problem === undefined) waiting?.resolve(answer as never);
      else waiting?.reject(new Error(`A read failed: ${problem}`));
    });
    let cause: unknown;
    thread.on('error', (error) => (cause = error));
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null;
      for (const { reject } of this.#waiting.values()) reject(new Error('The thread that reads has ended.', { cause }));
      this.#waiting.clear();
    });
    return thread;
  }
}

function startThread(workerData: object): Worker {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const file = new URL(`reading-thread${extension}`, import.meta.url);
  if (extension === '.js') return new Worker(file, { workerData });
  // Run from its sources, as in development and tests: Node 20 reads none of them by itself, and a thread inherits no loader.
  const source = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(file.href)})))`;
  return new Worker(source, { eval: true, workerData });
}

/** The reader, but that its long reads run in a thread once there are so many sessions that they may be long. */
export function readSlowlyApart(reader: SessionReader, { statements }: Connection, slow: SlowReads): SessionReader {
  const areFew = (): boolean => {
    const span = 'select (select max(row_id) from sessions) - (select min(row_id) from sessions) as span';
    return (statements.first<{ readonly span: number | null }>(span)?.span ?? 0) < fewSessions;
  };
  return {
    ...reader,
    // Sessions named by their ids are found at once, however many others there are.
    list: (query) =>
      query.filter.ids !== undefined || areFew() ? reader.list(query) : slow.ask({ kind: 'PAGE', query }),
    counts: (...of) => (areFew() ? reader.counts(...of) : slow.ask({ kind: 'COUNTS', of })),
  };
}
