import { type Expression, type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { SessionFilter } from '../modules/sessions/index.ts';
import type { Access, Stream } from './session-streams.ts';
import type { Tables } from './tables.ts';

/** So few are read through at once, whatever else is asked of them. */
const fewRows = 2_000;
const hourMs = 3_600_000;

/** The streams of the access with the fewest sessions, as far as that is quick to tell. */
export async function narrowest(read: Kysely<Tables>, accesses: readonly Access[]): Promise<readonly Stream[]> {
  const [first, ...others] = accesses;
  if (first === undefined || others.length === 0) return first?.streams ?? [];
  let best = { streams: first.streams, rows: fewRows + 1 };
  for (const { name, streams } of accesses) {
    // How many match a text takes long to count; where nothing else is rare, it is the way that ends soonest.
    if (name === 'TEXT') continue;
    const rows = await countFew(read, streams);
    if (rows < best.rows) best = { streams, rows };
  }
  return best.streams;
}

async function countFew(read: Kysely<Tables>, streams: readonly Stream[]): Promise<number> {
  let count = 0;
  for (const { from, where } of streams) {
    if (count > fewRows) break;
    const { rows } = await sql<{ readonly count: number }>`select count(*) as count from
      (select 1 from ${from} where ${sql.join([...where], sql` and `)} limit ${fewRows + 1})`.execute(read);
    count += rows[0]?.count ?? 0;
  }
  return count;
}

type Bound = (rowId: RawBuilder<number>) => Expression<SqlBool>;

/** Between which row ids sessions of the filter's dates stand, to the hour; `NONE` where there are none. */
export async function rowIdBounds(
  read: Kysely<Tables>,
  { createdFromMs, createdBeforeMs }: SessionFilter,
): Promise<readonly Bound[] | 'NONE'> {
  if (createdFromMs === undefined && createdBeforeMs === undefined) return [];
  let hours = read
    .selectFrom('session_hours')
    .select((eb) => [eb.fn.min('first_row_id').as('first'), eb.fn.max('last_row_id').as('last')]);
  if (createdFromMs !== undefined) hours = hours.where('hour', '>=', Math.trunc(createdFromMs / hourMs));
  if (createdBeforeMs !== undefined) hours = hours.where('hour', '<=', Math.trunc(createdBeforeMs / hourMs));
  const { first, last } = await hours.executeTakeFirstOrThrow();
  // The aggregate of no rows is null, which its type does not say.
  if (typeof first !== 'number') return 'NONE';
  return [(rowId) => sql<SqlBool>`${rowId} >= ${first}`, (rowId) => sql<SqlBool>`${rowId} <= ${last}`];
}
