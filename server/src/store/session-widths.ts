import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { SessionFilter } from '../modules/sessions/index.ts';
import type { Access, Stream } from './session-streams.ts';
import type { Ask } from './sqlite/database.ts';

/** So few are read through at once, whatever else is asked of them. */
const fewRows = 2_000;
const hourMs = 3_600_000;

/** The streams of the access with the fewest sessions, as far as that is quick to tell. */
export function narrowest(ask: Ask, accesses: readonly Access[]): readonly Stream[] {
  const [first, ...others] = accesses;
  if (first === undefined || others.length === 0) return first?.streams ?? [];
  let best = { streams: first.streams, rows: fewRows + 1 };
  for (const { name, streams } of accesses) {
    // How many match a text takes long to count; where nothing else is rare, it is the way that ends soonest.
    if (name === 'TEXT') continue;
    const rows = countFew(ask, streams);
    if (rows < best.rows) best = { streams, rows };
  }
  return best.streams;
}

function countFew(ask: Ask, streams: readonly Stream[]): number {
  let count = 0;
  for (const { from, where } of streams) {
    if (count > fewRows) break;
    const [counted] = ask(sql<{ readonly count: number }>`select count(*) as count from
      (select 1 from ${from} where ${sql.join([...where], sql` and `)} limit ${fewRows + 1})`);
    count += counted?.count ?? 0;
  }
  return count;
}

type Bound = (rowId: RawBuilder<number>) => Expression<SqlBool>;

/** Between which row ids sessions of the filter's dates stand, to the hour; `NONE` where there are none. */
export function rowIdBounds(ask: Ask, { createdFromMs, createdBeforeMs }: SessionFilter): readonly Bound[] | 'NONE' {
  if (createdFromMs === undefined && createdBeforeMs === undefined) return [];
  const conditions = [sql`true`];
  if (createdFromMs !== undefined) conditions.push(sql`hour >= ${Math.trunc(createdFromMs / hourMs)}`);
  if (createdBeforeMs !== undefined) conditions.push(sql`hour <= ${Math.trunc(createdBeforeMs / hourMs)}`);
  const [{ first, last } = { first: null, last: null }] = ask(
    sql<{ readonly first: number | null; readonly last: number | null }>`
      select min(first_row_id) as first, max(last_row_id) as last from session_hours
        where ${sql.join(conditions, sql` and `)}`,
  );
  if (first === null) return 'NONE';
  return [(rowId) => sql<SqlBool>`${rowId} >= ${first}`, (rowId) => sql<SqlBool>`${rowId} <= ${last}`];
}
