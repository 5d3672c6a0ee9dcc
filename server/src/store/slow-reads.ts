import type { Worker } from 'node:worker_threads';
import { StoreClosedError } from './errors.ts';
import type { ApprovalReader } from '../modules/approvals/index.ts';
import type { Asker, SessionReader } from '../modules/sessions/index.ts';
import { ReadTurns } from './read-turns.ts';
import type { Answer, Question, Reply } from './reading-thread.ts';
import { isShort } from './session-streams.ts';
import type { Connection } from './sqlite/database.ts';
import { closeThread, startThread } from './threads.ts';

/** With no more of them than these every read is over in a few milliseconds, to which asking a thread would add. */
const fewRows = 10_000;
/** So many sessions are read, if nothing has to be looked for, in less time than asking a thread takes. */
const shortPage = 100;
/** With no more that run they are looked through on the way. */
const fewRunning = 300;
const countRunning =
  'select count(*) as count from (select 1 from sessions indexed by sessions_running where ended_at is null limit ?)';

const anybody: Asker = { name: '', hasLeft: () => false };

interface Read {
  readonly asked: Question;
  readonly asker: Asker;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread for reads that may take long, with a handle of its own, which sees all that was committed before it was asked.
 * It is started by the first of them; one that ends by itself fails what waits for it, and the next read starts another.
 * It has one of them at a time; the others wait on this side, where they can be taken in turns and let go of.
 */
export class SlowReads {
  readonly #path: string;
  readonly #waiting = new ReadTurns<Read>();
  #underWay: Read | null = null;
  #thread: Worker | null = null;
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * @param asker each gets its turn, however much the others ask; of one who has left nothing is read, nor answered
   * @throws {TooManyOperationsError} when too many wait already
   */
  async ask<Asked extends Question>(asked: Asked, asker: Asker = anybody): Promise<Answer<Asked>> {
    if (this.#isClosed) throw new StoreClosedError();
    return new Promise((resolve, reject) => {
      this.#waiting.add({ asked, asker, resolve, reject });
      this.#readNext();
    });
  }

  /** Lets the read under way be answered, refuses those that wait, and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.takeAll()) reject(new StoreClosedError());
    if (this.#thread !== null) await closeThread(this.#thread);
  }

  #readNext(): void {
    if (this.#underWay !== null) return;
    this.#underWay = this.#waiting.take();
    if (this.#underWay === null) return;
    this.#thread ??= this.#start();
    this.#thread.postMessage(this.#underWay.asked);
  }

  #start(): Worker {
    const thread = startThread('reading-thread', { rollcallDatabase: this.#path });
    thread.on('message', ({ answer, problem }: Reply) => {
      const read = this.#underWay;
      this.#underWay = null;
      if (problem === undefined) read?.resolve(answer as never);
      else read?.reject(new Error(`A read failed: ${problem}`));
      this.#readNext();
    });
    let cause: unknown;
    thread.on('error', (error) => (cause = error));
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null;
      const unread = [...(this.#underWay ? [this.#underWay] : []), ...this.#waiting.takeAll()];
      this.#underWay = null;
      for (const { reject } of unread) reject(new Error('The thread that reads has ended.', { cause }));
    });
    return thread;
  }
}

/** The reader, but that its reads run in a thread once there are so many sessions that they may be long. */
export function readSlowlyApart(reader: SessionReader, connection: Connection, slow: SlowReads): SessionReader {
  const areFew = (): boolean => haveFew(connection, 'sessions');
  const { statements } = connection;
  const doFewRun = (): boolean =>
    (statements.first<{ readonly count: number }>(countRunning, fewRunning + 1)?.count ?? 0) <= fewRunning;
  return {
    ...reader,
    list(query, asker) {
      // Sessions named by their ids are found at once, however many others there are.
      const isQuick = query.filter.ids !== undefined || (query.first <= shortPage && isShort(query, doFewRun));
      return isQuick || areFew() ? reader.list(query) : slow.ask({ kind: 'PAGE', query }, asker);
    },
    counts: (filter, scope, by, asker) =>
      areFew() ? reader.counts(filter, scope, by) : slow.ask({ kind: 'COUNTS', of: [filter, scope, by] }, asker),
  };
}

/** As {@link readSlowlyApart}, of approvals: what waits, and what one session asked, is found at once. */
export function readApprovalsSlowlyApart(
  reader: ApprovalReader,
  connection: Connection,
  slow: SlowReads,
): ApprovalReader {
  return {
    ...reader,
    list(query, asker) {
      const { states, sessionId } = query.filter;
      const isQuick = sessionId !== undefined || (states?.length === 1 && states[0] === 'PENDING');
      if (isQuick || haveFew(connection, 'approvals')) return reader.list(query);
      return slow.ask({ kind: 'APPROVALS', query }, asker);
    },
  };
}

function haveFew({ statements }: Connection, table: 'sessions' | 'approvals'): boolean {
  const span = `select (select max(row_id) from ${table}) - (select min(row_id) from ${table}) as span`;
  return (statements.first<{ readonly span: number | null }>(span)?.span ?? 0) < fewRows;
}
