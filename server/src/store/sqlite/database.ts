import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { OwnDialect } from './dialect.ts';
import { lockDirectory } from './lock.ts';
import { type NamedValues, Statements } from './statements.ts';

/** A handle on the database file: what is hot by {@link Statements}, the rest by Kysely. */
export interface Connection {
  readonly db: Kysely<Tables>;
  readonly statements: Statements;
}

/**
 * Every row of a query, at once: what is asked within a transaction is of one moment. A query that is asked again, the same
 * object, costs no more than its rows. What it calls @name is given with it, another one each time.
 */
export interface Ask {
  <Row>(query: RawBuilder<Row>, where?: NamedValues): readonly Row[];
  /** The values of each row alone, in the order they are selected in: with their names, wide rows take twice as long. */
  values<Values extends readonly unknown[]>(query: RawBuilder<Values>, where?: NamedValues): readonly Values[];
}

export interface Database {
  /** For units of work alone. */
  readonly writer: Connection;
  /** Read-only, and never behind a unit of work. */
  readonly reader: Connection;
  /** The file. */
  readonly path: string;
  close(): Promise<void>;
}

/** @throws {DataDirectoryInUseError} when another server has the directory open */
export async function openDatabase(dataDir: string, migrate: (db: Kysely<Tables>) => Promise<void>): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDirectory(dataDir);
  try {
    const path = join(dataDir, 'rollcall.db');
    const writer = open(path, { readonly: false });
    await migrate(writer.db);
    // What a statement or a savepoint may have to undo is a few pages: on the heap it costs less than in 64 KB pieces, each made and freed.
    await sql`pragma temp_store = memory`.execute(writer.db);
    // A commit behind which an index has a page more looks through all the pages that are kept: 64 MB of them take 0.1 ms. Units
    // come back to few, and what else they need the system has.
    await sql`pragma cache_size = -8192`.execute(writer.db);
    const reader = openReader(path);
    return {
      path,
      writer,
      reader,
      async close() {
        await reader.db.destroy();
        await writer.db.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A handle that sees what is committed, and cannot write. */
export function openReader(path: string): Connection {
  return open(path, { readonly: true });
}

function open(path: string, { readonly }: { readonly readonly: boolean }): Connection {
  const handle = new SQLite(path, { readonly });
  if (!readonly) {
    handle.pragma('journal_mode = WAL');
    // Acknowledged means on disk: WAL alone would sync only at checkpoints.
    handle.pragma('synchronous = FULL');
    // What is written again and again goes to the database once for each 16 MB of log; at SQLite's own 4 MB, for each few commits.
    // Where there are pauses a thread copies it before that, and nobody waits for it.
    handle.pragma('wal_autocheckpoint = 4000');
  }
  handle.pragma('cache_size = -65536');
  return connectTo(handle);
}

/** Both ways to one handle. What either has prepared stays so for both: of a page of a list that is about a fifth. */
export function connectTo(handle: SQLite.Database): Connection {
  const statements = new Statements(handle);
  const database = { prepare: (text: string) => statements.prepareToRun(text), close: () => void handle.close() };
  return { db: new Kysely<Tables>({ dialect: new OwnDialect({ database }) }), statements };
}
