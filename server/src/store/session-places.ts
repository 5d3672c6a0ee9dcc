import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { SessionOrder, SessionPlace } from '../modules/sessions/index.ts';
import { once } from './kept.ts';
import type { Stream } from './session-streams.ts';
import type { Ask } from './sqlite/database.ts';
import { limitAsGiven } from './sqlite/expressions.ts';
import type { NamedValues } from './sqlite/statements.ts';

/** Which places of its streams a list is asked for. */
interface Part {
  readonly orderBy: SessionOrder;
  readonly limit: number;
  readonly after: SessionPlace | null;
  readonly bounds: NamedValues;
}

type PlaceValues = readonly [rowId: number, rank: number];

/** The first places of streams, behind one of them. */
export function readPlaces(
  ask: Ask,
  streams: readonly Stream[],
  { orderBy, limit, after, bounds }: Part,
): readonly SessionPlace[] {
  const where = { ...bounds, limit, ...(after && { rowId: after.rowId, rank: after.rank }) };
  const places: SessionPlace[] = [];
  const ranks = orderBy === 'STARTED' ? [undefined] : [null, ...new Set(streams.flatMap(({ rank }) => rank ?? []))];
  // What runs comes before what ended, whatever it is: where the page is full, nothing behind it is read.
  for (const rank of ranks) {
    if (places.length >= limit) break;
    for (const stream of streams.filter((each) => rank === undefined || each.rank === rank)) {
      const query = placesOf(stream, orderBy, after);
      if (query === null) continue;
      for (const [rowId, rank] of ask.values(query, where)) places.push({ rowId, rank });
    }
  }
  return places
    .sort((one, other) => (orderBy === 'ATTENTION' && other.rank - one.rank) || other.rowId - one.rowId)
    .slice(0, limit);
}

/** @returns null where all of the stream comes before */
function placesOf(stream: Stream, orderBy: SessionOrder, after: SessionPlace | null): RawBuilder<PlaceValues> | null {
  if (orderBy === 'ATTENTION' && stream.rank === null)
    return after === null ? rankedPlaces(stream) : rankedBehind(stream);
  if (after === null) return newestPlaces(stream);
  if (orderBy === 'STARTED' || stream.rank === after.rank) return newestBehind(stream);
  return stream.rank !== null && stream.rank > after.rank ? null : newestPlaces(stream);
}

const attentionRank = sql<number>`sessions.attention_rank`;

const newestPlaces = once((stream: Stream) => selectPlaces(stream, [], newestFirst(stream)));
const newestBehind = once((stream: Stream) =>
  selectPlaces(stream, [sql`${stream.rowId} < @rowId`], newestFirst(stream)),
);
const rankedPlaces = once((stream: Stream) => selectPlaces(stream, [], rankedFirst(stream)));
const rankedBehind = once((stream: Stream) =>
  selectPlaces(stream, [sql`(${attentionRank}, ${stream.rowId}) < (@rank, @rowId)`], rankedFirst(stream)),
);

const newestFirst = ({ rowId }: Stream): RawBuilder<unknown> => sql`${rowId} desc`;
const rankedFirst = ({ rowId }: Stream): RawBuilder<unknown> => sql`${attentionRank} desc, ${rowId} desc`;

/** By the index of the few that are pinned: no other index tells, so that each session's row would have to be looked up. */
const isUnpinned = (rowId: RawBuilder<number>): RawBuilder<SqlBool> =>
  sql`not exists (select 1 from sessions as pinned indexed by sessions_pinned
    where pinned.pinned_at is not null and pinned.row_id = ${rowId})`;

function selectPlaces(
  { from, rowId, where, rest }: Stream,
  behind: readonly RawBuilder<unknown>[],
  order: RawBuilder<unknown>,
): RawBuilder<PlaceValues> {
  const conditions = [...where, ...rest, isUnpinned(rowId), ...behind];
  return sql<PlaceValues>`select ${rowId}, ${attentionRank} from ${from}
    where ${sql.join(conditions, sql` and `)} order by ${order} ${limitAsGiven}`;
}
