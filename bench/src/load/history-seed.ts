import { join } from 'node:path';
import Database from 'better-sqlite3';
import { answerCalls } from '../harness/calls.ts';
import { apps, userCount, words } from './history-rows.ts';

// Writes ended sessions straight into a database file of ours: a million through the server would take an hour. Every row is a
// copy of one that the server itself wrote, so that columns of later versions are filled as well.

export interface SeedApi {
  /** @returns the example's revision is the last one again; how long it took */
  seed(input: {
    readonly dataDir: string;
    readonly exampleId: string;
    readonly count: number;
  }): Promise<{ ms: number }>;
}

type Row = Record<string, string | number | null>;

const others = ['import', 'cleanup', 'nightly', 'invoice', 'export', 'training', 'review', 'backfill', 'preview'];

function nameOf(index: number): string {
  const other = others[index % others.length] ?? '';
  const word = index % 50_000 === 17 ? words.rare : index % 3 === 0 ? words.common : (others[(index * 7) % 9] ?? '');
  return `${other} ${word} ${(index * 2_654_435_761) % 1_000_003}`;
}

function seed(dataDir: string, exampleId: string, count: number): void {
  const database = new Database(join(dataDir, 'rollcall.db'));
  // If this is cut off, the file is thrown away.
  database.pragma('journal_mode = off');
  database.pragma('synchronous = off');
  database.pragma('cache_size = -262144');
  const example = database.prepare<[string], Row>('select * from sessions where id = ?').get(exampleId);
  if (example === undefined) throw new Error('the example is not there');
  const columns = Object.keys(example).filter((column) => column !== 'row_id');
  const insert = database.prepare(
    `insert into sessions (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
  );
  const head = Number(example['revision']);
  const nowMs = Number(example['started_at']);
  // Sixty days, oldest first, as if they had come one after the other.
  const stepMs = (60 * 86_400_000) / count;
  database.exec('begin');
  const restore = setAside(database);
  for (let index = 0; index < count; index += 1) {
    const startedAt = Math.floor(nowMs - (count - index) * stepMs);
    const id = idOf(startedAt, index);
    const name = nameOf(index);
    const hasFailed = index % 12 === 0;
    insert.run({
      ...example,
      id,
      name,
      // A few apps have most sessions.
      app: apps[Math.floor((((index * 7_919) % 10_000) ** 2 / 10_000 ** 2) * apps.length)] ?? 'app-00',
      user_id: index % 10 === 0 ? null : `user-${(index * 31) % userCount}`,
      external_id: `external-${index}`,
      started_at: startedAt,
      last_heartbeat_at: startedAt + 60_000,
      last_activity_at: startedAt + 60_000,
      ended_at: startedAt + 90_000,
      end_reason: hasFailed ? 'FAILED' : 'COMPLETED',
      status: hasFailed ? 'FAILED' : 'ENDED',
      attention_rank: hasFailed ? 10 : 0,
      search_text: `${name}\n${id.toLowerCase()}`,
      revision: head + 1 + index,
    });
  }
  database.prepare('update registry set head = ?').run(head + count);
  restore();
  database.exec('commit');
  database.exec('analyze');
  database.pragma('journal_mode = wal');
  database.close();
}

interface Definition {
  readonly name: string;
  readonly sql: string;
}

/**
 * Takes off what would be kept up to date row by row: indexes, and the triggers of indexes of words.
 * @returns puts it all back, built at once
 */
function setAside(database: Database.Database): () => void {
  const find = (condition: string): readonly Definition[] =>
    database
      .prepare<[], Definition>(`select name, sql from sqlite_master where sql is not null and ${condition}`)
      .all();
  const indexes = find("type = 'index' and tbl_name = 'sessions'");
  // Those that follow the table can be built anew from it; one that keeps no content at all has to see every row.
  const words = find("type = 'table' and sql like '%using fts5%'").filter(({ sql }) => /content *= *'?\w/.test(sql));
  const triggers = find("type = 'trigger' and tbl_name = 'sessions'").filter(({ sql }) =>
    words.some(({ name }) => sql.includes(name)),
  );
  for (const { name } of indexes) database.exec(`drop index ${name}`);
  for (const { name } of triggers) database.exec(`drop trigger ${name}`);
  return () => {
    for (const { name } of words) database.exec(`insert into ${name}(${name}) values ('rebuild')`);
    for (const { sql } of [...indexes, ...triggers]) database.exec(sql);
  };
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As the server's: the time, then what is random there. */
function idOf(timeMs: number, index: number): string {
  const encode = (value: number, length: number): string =>
    Array.from({ length }, (_, place) => alphabet[Math.floor(value / 32 ** (length - 1 - place)) % 32]).join('');
  return `app_${encode(timeMs, 10)}${encode((index * 40_503) % 32 ** 6, 8)}${encode(index, 8)}`;
}

answerCalls<SeedApi>({
  seed({ dataDir, exampleId, count }) {
    const startMs = performance.now();
    seed(dataDir, exampleId, count);
    return { ms: performance.now() - startMs };
  },
});
