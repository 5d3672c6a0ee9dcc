import type { LogRecord } from '../kernel/record.ts';
import type { HotSessions } from './hot-sessions.ts';
import type { Statements } from './sqlite/statements.ts';

type Value = string | number | null;

interface Waiting {
  readonly id: number;
  readonly sessionId: string | null;
  readonly values: readonly Value[];
}

/** So many are written by one statement, and what is left one by one. */
const atOnce = 16;

/** How many there were at some moment of the transaction. */
interface Mark {
  readonly appended: number;
  readonly written: number;
}

/**
 * The records of one transaction, written together behind its last unit: no unit reads them, and to write one costs more than
 * to hold it: with each statement SQLite notes the last id. Those of a session are a chain: each names the one before, and the
 * session's row, which nearly always changes with them, the newest. An index of them would take a page of its own for each session.
 */
export class WaitingRecords {
  readonly #statements: Statements;
  readonly #hot: HotSessions;
  readonly #records: Waiting[] = [];
  /** The first so many are written. */
  #written = 0;
  /** The newest record of each session that has one here. */
  readonly #newest = new Map<string, number>();
  #lastId: number | null = null;

  constructor(statements: Statements, hot: HotSessions) {
    this.#statements = statements;
    this.#hot = hot;
  }

  append(record: LogRecord): void {
    const { sessionId } = record;
    const { kind, id: actorId, name } = record.actor;
    const id = (this.#lastId ??= this.#readLastId()) + 1;
    this.#lastId = id;
    const previousId = sessionId === null ? null : this.newestOf(sessionId);
    this.#records.push({
      id,
      sessionId,
      values: [
        ...[id, previousId, record.atMs, record.action, sessionId, record.subjectId, kind, actorId, name],
        ...[record.origin, record.note, JSON.stringify(record.after)],
      ],
    });
    if (sessionId !== null) this.#newest.set(sessionId, id);
  }

  /** What the row of a session is to name, as far as its units have come. */
  newestOf(sessionId: string): number | null {
    return this.#newest.get(sessionId) ?? this.#namedBy(sessionId);
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
    this.#lastId = this.#records.at(-1)?.id ?? null;
    this.#newest.clear();
    for (const { id, sessionId } of this.#records) if (sessionId !== null) this.#newest.set(sessionId, id);
  }

  /** Writes those that wait: before the commit, and before a unit that needs them in their table. */
  store(): void {
    while (this.#written < this.#records.length) {
      const left = this.#records.length - this.#written;
      const count = left < atOnce ? 1 : atOnce;
      const values: Value[] = [];
      // flatMap takes twenty times as long: 1 µs for each record.
      for (let at = 0; at < count; at += 1) values.push(...(this.#records[this.#written + at]?.values ?? []));
      this.#statements.run(count === 1 ? insertOne : insertMany, ...values);
      this.#written += count;
    }
    for (const [sessionId, id] of this.#newest) this.#name(sessionId, id);
  }

  /** Mostly its row was changed behind its records, and names them. */
  #name(sessionId: string, recordId: number): void {
    const stored = this.#hot.find(sessionId);
    if (stored?.recordId === recordId) return;
    this.#hot.forget(sessionId);
    this.#statements.run('update sessions set record_id = ? where id = ?', recordId, sessionId);
    if (stored !== undefined) this.#hot.keep({ ...stored, recordId });
  }

  #namedBy(sessionId: string): number | null {
    const stored = this.#hot.find(sessionId);
    if (stored !== undefined) return stored.recordId;
    const text = 'select record_id as id from sessions where id = ?';
    return this.#statements.first<{ readonly id: number | null }>(text, sessionId)?.id ?? null;
  }

  /** Of all there ever were: an id is never given again. */
  #readLastId(): number {
    const text = "select seq as id from sqlite_sequence where name = 'records'";
    return this.#statements.first<{ readonly id: number }>(text)?.id ?? 0;
  }
}

const insertOne = insertText(1);
const insertMany = insertText(atOnce);

function insertText(count: number): string {
  const values = Array.from({ length: count }, () => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return `insert into records
    (id, previous_id, at, action, session_id, subject_id, actor_kind, actor_id, actor_name, origin, note, after)
    values ${values.join()}`;
}
