import type SQLite from 'better-sqlite3';
import type { CompiledQuery, Insertable, Selectable, Updateable } from 'kysely';
import { findOrKeep } from '../kept.ts';
import type { Tables } from '../tables.ts';

type Value = string | number | Uint8Array | null;
/** What a statement calls @name. */
export type NamedValues = Readonly<Record<string, Value>>;
type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;

/** More than are ever hot at once. */
const maxKept = 300;
/** Of one table: which columns of a session change makes statements of its own. */
const maxKeptOfTable = 60;

/** An insert, or an update, of these columns. */
interface ColumnStatement {
  readonly columns: readonly string[];
  /** What an update is found by; an insert by nothing. */
  readonly where: readonly string[];
  readonly statement: SQLite.Statement;
}

/** A statement that gives the values of its rows alone: better-sqlite3 takes twice as long for rows with names. */
interface RowStatement {
  readonly columns: readonly string[];
  readonly statement: SQLite.Statement<unknown[], readonly unknown[]>;
}

/**
 * The few hottest statements by hand: prepared once and run at once, for a tenth of what Kysely takes for each. They run
 * on the same handle as Kysely's, and in the same transaction.
 */
export class Statements {
  readonly #handle: SQLite.Database;
  readonly #kept = new Map<string, SQLite.Statement>();
  readonly #ofRows = new Map<string, RowStatement>();
  readonly #ofTable = new Map<keyof Tables, ColumnStatement[]>();

  #writeCount = 0;

  constructor(handle: SQLite.Database) {
    this.#handle = handle;
  }

  /**
   * How many statements have run that may have changed something: while it stays the same, nothing has. One that fails is undone
   * by SQLite.
   */
  get writeCount(): number {
    return this.#writeCount;
  }

  /** False also where SQLite has rolled back by itself. */
  get isInTransaction(): boolean {
    return this.#handle.inTransaction;
  }

  /** Runs a statement that gives no rows. @returns how many it changed */
  run(text: string, ...values: readonly Value[]): number {
    const { changes } = this.prepare(text).run(...values);
    this.#writeCount += 1;
    return changes;
  }

  /** @returns the new row's id */
  insert<Table extends keyof Tables>(table: Table, row: Insertable<Tables[Table]>): number {
    const statement = this.#prepareFor(table, Object.keys(row), [], insertText);
    const { lastInsertRowid } = statement.run(...valuesOf(row));
    this.#writeCount += 1;
    return Number(lastInsertRowid);
  }

  /** Changes these columns alone: SQLite writes every index anew that a statement names a column of, changed or not. */
  update<Table extends keyof Tables>(
    table: Table,
    changes: Updateable<Tables[Table]>,
    where: Partial<Row<Table>>,
  ): void {
    const statement = this.#prepareFor(table, Object.keys(changes), Object.keys(where), updateText);
    statement.run(...valuesOf(changes), ...valuesOf(where));
    this.#writeCount += 1;
  }

  /** The first row, as `text` selects it. */
  first<Selected>(text: string, ...values: readonly Value[]): Selected | undefined {
    return this.prepare(text).get(...values) as Selected | undefined;
  }

  /** As {@link first}, but that the row is its values: with so many names as a session's has, V8 makes a dictionary of it. */
  firstValues<Values extends readonly unknown[]>(text: string, ...values: readonly Value[]): Values | undefined {
    return this.#prepareRows(text).statement.get(...values) as Values | undefined;
  }

  /** Every row, as `text` selects it. */
  all<Selected>(text: string, ...values: readonly Value[]): readonly Selected[] {
    return this.#rowsOf(text, values);
  }

  /** To put a text together and look for it takes as long as to run it. Columns are compared in no time. */
  #prepareFor(
    table: keyof Tables,
    columns: readonly string[],
    where: readonly string[],
    textOf: (table: string, columns: readonly string[], where: readonly string[]) => string,
  ): SQLite.Statement {
    const kept = this.#ofTable.get(table) ?? [];
    const same = kept.find((one) => areSame(one.columns, columns) && areSame(one.where, where));
    if (same !== undefined) return same.statement;
    const statement = this.#handle.prepare(textOf(table, columns, where));
    if (kept.length === maxKeptOfTable) kept.shift();
    kept.push({ columns, where, statement });
    this.#ofTable.set(table, kept);
    return statement;
  }

  /**
   * Every row of what Kysely has put together, checked against the tables, once for many times.
   * @param where what it calls @name, another one each time
   */
  allOf<Selected>(query: CompiledQuery<Selected>, where?: NamedValues): readonly Selected[] {
    return this.#rowsOf(query.sql, withNamed(query.parameters, where));
  }

  /** As {@link allOf}, but that a row is its values, in the order they are selected in. */
  allValuesOf<Values extends readonly unknown[]>(
    { sql: text, parameters }: CompiledQuery<Values>,
    where?: NamedValues,
  ): readonly Values[] {
    const { statement } = this.#prepareRows(text);
    return statement.all(...withNamed(parameters, where)) as unknown[] as Values[];
  }

  /** Statements that read one state of the database, whatever is committed meanwhile. */
  inOneRead<T>(work: () => T): T {
    this.run('begin');
    try {
      return work();
    } finally {
      // SQLite may have ended it by itself when one of them failed.
      if (this.isInTransaction) this.run('commit');
    }
  }

  /** A statement that somebody else runs next. */
  prepareToRun(text: string): SQLite.Statement {
    const statement = this.prepare(text);
    if (!statement.readonly) this.#writeCount += 1;
    return statement;
  }

  /** A statement that is prepared unless it was. */
  prepare(text: string): SQLite.Statement {
    return findOrKeep(this.#kept, maxKept, text, () => this.#handle.prepare(text));
  }

  #rowsOf<Selected>(text: string, parameters: readonly unknown[]): readonly Selected[] {
    const { columns, statement } = this.#prepareRows(text);
    const rows: Record<string, unknown>[] = [];
    for (const values of statement.all(...parameters)) {
      const row: Record<string, unknown> = {};
      for (let at = 0; at < columns.length; at += 1) row[columns[at] ?? ''] = values[at];
      rows.push(row);
    }
    return rows as readonly Selected[];
  }

  #prepareRows(text: string): RowStatement {
    return findOrKeep(this.#ofRows, maxKept, text, () => {
      // Of its own: what `prepare` gives is Kysely's as well, to which rows have names.
      const statement = this.#handle.prepare<unknown[], readonly unknown[]>(text);
      return { statement: statement.raw(), columns: statement.columns().map(({ name }) => name) };
    });
  }
}

function withNamed(parameters: readonly unknown[], where: NamedValues | undefined): readonly unknown[] {
  return where === undefined ? parameters : [...parameters, where];
}

function insertText(table: string, columns: readonly string[]): string {
  return `insert into ${table} (${columns.join()}) values (?${', ?'.repeat(columns.length - 1)})`;
}

function updateText(table: string, columns: readonly string[], where: readonly string[]): string {
  return `update ${table} set ${columns.join(' = ?, ')} = ? where ${where.join(' = ? and ')} = ?`;
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((column, at) => column === others[at]);
}

function valuesOf(columns: object): readonly unknown[] {
  return Object.values(columns);
}
