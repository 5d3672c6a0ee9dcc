import { sql } from 'kysely';
import type { SessionFilter } from '../modules/sessions/index.ts';
import { once } from './kept.ts';
import type { Access, Stream } from './session-streams.ts';
import type { Ask } from './sqlite/database.ts';
import type { NamedValues } from './sqlite/statements.ts';

/** So few are read through at once, whatever else is asked of them. */
const fewRows = 2_000;
const hourMs = 3_600_000;

/** The streams of the access by which the fewest sessions are looked at, as far as that is quick to tell. */
export function narrowest(ask: Ask, accesses: readonly Access[]): readonly Stream[] {
  const [first, ...others] = accesses;
  if (first === undefined || others.length === 0) return first?.streams ?? [];
  // None looks at fewer than one that gives what matches alone, however many match.
  const exact = accesses.find(({ streams }) => streams.every(({ rest }) => rest.length === 0));
  if (exact !== undefined) return exact.streams;
  let best = { streams: first.streams, rows: fewRows + 1 };
  for (const { name, streams } of accesses) {
    // How many match a text takes long to count; where nothing else is rare, it is the way that ends soonest.
    if (name === 'TEXT') continue;
    const rows = countFew(ask, streams);
    if (rows < best.rows) best = { streams, rows };
  }
  return best.streams;
}

const fewOf = once(
  ({ from, where }: Stream) => sql<{ readonly count: number }>`select count(*) as count from
    (select 1 from ${from} where ${sql.join([...where], sql` and `)} limit ${fewRows + 1})`,
);

function countFew(ask: Ask, streams: readonly Stream[]): number {
  let count = 0;
  for (const stream of streams) {
    if (count > fewRows) break;
    const [counted] = ask(fewOf(stream));
    count += counted?.count ?? 0;
  }
  return count;
}

const bounded = once((stream: Stream): Stream => {
  const { rowId, where } = stream;
  return { ...stream, where: [...where, sql`${rowId} >= @firstRowId`, sql`${rowId} <= @lastRowId`] };
});

/** The streams of the filter's dates alone. They are asked with their {@link rowIdBounds}. */
export function withinDates(filter: SessionFilter, streams: readonly Stream[]): readonly Stream[] {
  return hasDates(filter) ? streams.map(bounded) : streams;
}

/**
 * What {@link withinDates} asks for: between which row ids sessions of the filter's dates stand, to the hour.
 * @returns null where there are none
 */
export function rowIdBounds(ask: Ask, filter: SessionFilter): NamedValues | null {
  if (!hasDates(filter)) return {};
  const { createdFromMs, createdBeforeMs } = filter;
  const conditions = [sql`true`];
  if (createdFromMs !== undefined) conditions.push(sql`hour >= ${Math.trunc(createdFromMs / hourMs)}`);
  if (createdBeforeMs !== undefined) conditions.push(sql`hour <= ${Math.trunc(createdBeforeMs / hourMs)}`);
  const [{ first, last } = { first: null, last: null }] = ask(
    sql<{ readonly first: number; readonly last: number } | { readonly first: null; readonly last: null }>`
      select min(first_row_id) as first, max(last_row_id) as last from session_hours
        where ${sql.join(conditions, sql` and `)}`,
  );
  return first === null ? null : { firstRowId: first, lastRowId: last };
}

/** Sessions named by their ids are found at once, whatever their dates. */
function hasDates({ ids, createdFromMs, createdBeforeMs }: SessionFilter): boolean {
  return ids === undefined && (createdFromMs !== undefined || createdBeforeMs !== undefined);
}
