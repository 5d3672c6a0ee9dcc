import { join } from 'node:path';
import SQLite from 'better-sqlite3';

/** Thrown when another server has the data directory open. */
export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';

  constructor(dataDir: string) {
    super(
      `Another Rollcall server has ${dataDir} open. Stop it first, or give this one a ROLLCALL_DATA_DIR of its own.`,
    );
  }
}

/**
 * Holds the directory for this process. The lock is SQLite's own on a file beside the database: the system lets go of
 * it when the process ends, however it ends.
 * @returns lets go
 * @throws {DataDirectoryInUseError}
 */
export function lockDirectory(dataDir: string): () => void {
  const handle = new SQLite(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    handle.pragma('journal_mode = DELETE');
    handle.exec('begin exclusive');
  } catch (error) {
    handle.close();
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY') throw new DataDirectoryInUseError(dataDir);
    throw error;
  }
  return () => handle.close();
}
