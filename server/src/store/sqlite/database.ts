import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import type { Tables } from '../tables.ts';
import { lockDirectory } from './lock.ts';

export interface Database {
  /** For units of work alone. */
  readonly writer: Kysely<Tables>;
  /** Read-only, and never behind a unit of work. */
  readonly reader: Kysely<Tables>;
  close(): Promise<void>;
}

/** @throws {DataDirectoryInUseError} when another server has the directory open */
export async function openDatabase(dataDir: string, migrate: (db: Kysely<Tables>) => Promise<void>): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDirectory(dataDir);
  try {
    const path = join(dataDir, 'rollcall.db');
    const writer = open(path, { readonly: false });
    await migrate(writer);
    const reader = open(path, { readonly: true });
    return {
      writer,
      reader,
      async close() {
        await reader.destroy();
        await writer.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function open(path: string, { readonly }: { readonly readonly: boolean }): Kysely<Tables> {
  const handle = new SQLite(path, { readonly });
  if (!readonly) {
    handle.pragma('journal_mode = WAL');
    // Acknowledged means on disk: WAL alone would sync only at checkpoints.
    handle.pragma('synchronous = FULL');
  }
  handle.pragma('cache_size = -65536');
  return new Kysely<Tables>({ dialect: new TransactionalDialect({ database: handle }) });
}

/** Kysely leaves SQLite's tables out of transactions, though SQLite does not: a migration cut short leaves nothing behind. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
