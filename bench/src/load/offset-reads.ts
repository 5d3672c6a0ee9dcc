import { join } from 'node:path';
import Database from 'better-sqlite3';
import { answerCalls } from '../harness/calls.ts';

// The peer of the history: the same rows of the same file, read by prepared statements with offsets and LIKE, by a process
// that does nothing else: no server, no protocol, no rights.

export interface OffsetReadsApi {
  open(input: { readonly dataDir: string }): Promise<void>;
  /** Reads all rows of a statement. @returns how long it took */
  read(input: { readonly sql: string; readonly parameters: readonly (string | number)[] }): Promise<{
    readonly ms: number;
    readonly rows: number;
  }>;
}

let database: Database.Database | null = null;

answerCalls<OffsetReadsApi>({
  open({ dataDir }) {
    database = new Database(join(dataDir, 'rollcall.db'), { readonly: true });
    // As much as the server's own.
    database.pragma('cache_size = -65536');
  },
  read({ sql, parameters }) {
    if (database === null) throw new Error('not open yet');
    const statement = database.prepare(sql);
    const startMs = performance.now();
    const rows = statement.all(...parameters);
    return { ms: performance.now() - startMs, rows: rows.length };
  },
});
