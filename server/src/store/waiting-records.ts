import type { LogRecord } from '../kernel/record.ts';
import type { Statements } from './sqlite/statements.ts';

type Values = readonly (string | number | null)[];

/** So many are written by one statement, and what is left one by one. */
const atOnce = 16;

/** How many there were at some moment of the transaction. */
interface Mark {
  readonly appended: number;
  readonly written: number;
}

/**
 * The records of one transaction, written together behind its last unit: no unit reads them, and to write one costs more than
 * to hold it: with each statement SQLite notes the last id.
 */
export class WaitingRecords {
  readonly #statements: Statements;
  readonly #records: Values[] = [];
  /** The first so many are written. */
  #written = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  append(record: LogRecord): void {
    const { kind, id, name } = record.actor;
    this.#records.push([
      ...[record.atMs, record.action, record.sessionId, record.subjectId, kind, id, name, record.origin, record.note],
      JSON.stringify(record.after),
    ]);
  }

  /** Another transaction begins. */
  begin(): void {
    this.rollBackTo({ appended: 0, written: 0 });
  }

  get appended(): number {
    return this.#records.length;
  }

  mark(): Mark {
    return { appended: this.appended, written: this.#written };
  }

  /** What was done since is undone, also what was written. */
  rollBackTo({ appended, written }: Mark): void {
    this.#records.length = appended;
    this.#written = written;
  }

  /** Writes those that wait: before the commit, and before a unit that needs them in their table. */
  store(): void {
    while (this.#written < this.#records.length) {
      const left = this.#records.length - this.#written;
      const count = left < atOnce ? 1 : atOnce;
      const records = this.#records.slice(this.#written, this.#written + count);
      this.#statements.run(count === 1 ? insertOne : insertMany, ...records.flat());
      this.#written += count;
    }
  }
}

const insertOne = insertText(1);
const insertMany = insertText(atOnce);

function insertText(count: number): string {
  const values = Array.from({ length: count }, () => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return `insert into records
    (at, action, session_id, subject_id, actor_kind, actor_id, actor_name, origin, note, after)
    values ${values.join()}`;
}
