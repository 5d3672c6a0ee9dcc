import { expressionBuilder, type Kysely, sql } from 'kysely';
import { countLimit, type SessionPage, type SessionPlace, type SessionReader } from '../modules/sessions/index.ts';
import { readInChunks } from './chunks.ts';
import { isOpenTo, matches } from './session-conditions.ts';
import { type SessionRow, sessionOfRow } from './session-rows.ts';
import {
  type Asked,
  endedAccesses,
  isHopeless,
  namedStream,
  runningStream,
  type Stream,
  visibleStreams,
} from './session-streams.ts';
import { narrowest, rowIdBounds } from './session-widths.ts';
import type { Tables } from './tables.ts';

type Query = Parameters<SessionReader['list']>[0];

/** How many sessions are looked at for a total, where their index alone does not tell. */
const lookedAt = { RUNNING: 20_000, ENDED: 2_000, BOTH: 1_000 };

/** One page of a list, with its total and its revision. @param read a transaction, so that they are of one moment */
export async function readPage(read: Kysely<Tables>, query: Query): Promise<SessionPage> {
  const { head } = await read.selectFrom('registry').select('head').executeTakeFirstOrThrow();
  const pinned = query.after === null ? await readPinned(read, query) : [];
  const streams = await streamsOf(read, query);
  const places = await readPlaces(read, query, streams);
  const hasMore = places.length > query.first;
  const ids = places.slice(0, query.first).map(({ rowId }) => rowId);
  const rows = await readInChunks(ids, (chunk) =>
    read.selectFrom('sessions').selectAll().where('row_id', 'in', chunk).execute(),
  );
  // A list that is there as a whole needs no counting.
  const isWhole = query.after === null && !hasMore;
  const listed = { totalCount: ids.length + pinned.length, isTotalCountExact: true };
  const { totalCount, isTotalCountExact } = isWhole
    ? listed
    : await countTotal(read, await countedStreams(read, query, streams));
  const byId = new Map(rows.map((row) => [row.row_id, sessionOfRow(row)]));
  return {
    rows: places.slice(0, query.first).flatMap((place) => {
      const session = byId.get(place.rowId);
      return session ? [{ ...place, session }] : [];
    }),
    hasMore,
    totalCount: Math.max(totalCount, listed.totalCount),
    isTotalCountExact,
    pinned: pinned.map(sessionOfRow),
    revision: head,
  };
}

/** Few, whatever a list is narrowed to. */
async function readPinned(read: Kysely<Tables>, { filter, scope }: Query): Promise<readonly SessionRow[]> {
  if (isHopeless({ filter, scope })) return [];
  const eb = expressionBuilder<Tables, 'sessions'>();
  const conditions = eb.and([matches(eb, filter), isOpenTo(scope)]);
  const { rows } = await sql<SessionRow>`select * from sessions indexed by sessions_pinned
    where pinned_at is not null and ${conditions} order by row_id desc`.execute(read);
  return rows;
}

/** All streams that a list's sessions stand in: each session in one of them. */
export async function streamsOf(read: Kysely<Tables>, asked: Asked): Promise<readonly Stream[]> {
  if (isHopeless(asked)) return [];
  if (asked.filter.ids !== undefined) return [namedStream(asked)];
  const running = runningStream(asked);
  const ended = await narrowest(read, endedAccesses(asked));
  return withinDates(read, asked, [...(running ? [running] : []), ...ended]);
}

/** The streams that tell a total: how far they are looked through must tell nothing of what is hidden. */
async function countedStreams(
  read: Kysely<Tables>,
  query: Query,
  listed: readonly Stream[],
): Promise<readonly Stream[]> {
  if (query.scope.apps === null || query.filter.ids !== undefined || isHopeless(query)) return listed;
  return withinDates(read, query, visibleStreams(query));
}

async function withinDates(
  read: Kysely<Tables>,
  { filter }: Asked,
  streams: readonly Stream[],
): Promise<readonly Stream[]> {
  const bounds = await rowIdBounds(read, filter);
  if (bounds === 'NONE') return [];
  return streams.map((stream) => ({
    ...stream,
    where: [...stream.where, ...bounds.map((bound) => bound(stream.rowId))],
  }));
}

/** The places of one session more than the page has. */
async function readPlaces(
  read: Kysely<Tables>,
  { orderBy, first, after }: Query,
  streams: readonly Stream[],
): Promise<readonly SessionPlace[]> {
  const limit = first + 1;
  const places: SessionPlace[] = [];
  const ranks = orderBy === 'STARTED' ? [undefined] : [null, ...new Set(streams.flatMap(({ rank }) => rank ?? []))];
  // What runs comes before what ended, whatever it is: where the page is full, nothing behind it is read.
  for (const rank of ranks) {
    if (places.length >= limit) break;
    for (const stream of streams.filter((each) => rank === undefined || each.rank === rank)) {
      places.push(...(await readStream(read, stream, { orderBy, limit, after })));
    }
  }
  return places
    .sort((one, other) => (orderBy === 'ATTENTION' && other.rank - one.rank) || other.rowId - one.rowId)
    .slice(0, limit);
}

async function readStream(
  read: Kysely<Tables>,
  { rank, from, rowId, where, rest }: Stream,
  { orderBy, limit, after }: Pick<Query, 'orderBy' | 'after'> & { readonly limit: number },
): Promise<readonly SessionPlace[]> {
  const attentionRank = sql<number>`sessions.attention_rank`;
  const conditions = [...where, ...rest, sql`sessions.pinned_at is null`];
  const isByRank = orderBy === 'ATTENTION' && rank === null;
  if (after !== null && isByRank) conditions.push(sql`(${attentionRank}, ${rowId}) < (${after.rank}, ${after.rowId})`);
  else if (after !== null && (orderBy === 'STARTED' || rank === after.rank))
    conditions.push(sql`${rowId} < ${after.rowId}`);
  else if (after !== null && rank !== null && rank > after.rank) return [];
  const order = isByRank ? sql`${attentionRank} desc, ${rowId} desc` : sql`${rowId} desc`;
  const { rows } = await sql<SessionPlace>`
    select ${rowId} as "rowId", ${attentionRank} as "rank" from ${from}
      where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit}`.execute(read);
  return rows;
}

/** Counts until there are too many, or too many were looked at. */
async function countTotal(
  read: Kysely<Tables>,
  streams: readonly Stream[],
): Promise<Pick<SessionPage, 'totalCount' | 'isTotalCountExact'>> {
  let totalCount = 0;
  let isExact = true;
  const left = { ...lookedAt };
  for (const { part, from, where, rest } of streams) {
    const limit = rest.length === 0 ? countLimit + 1 - totalCount : left[part] + 1;
    const isMatch = rest.length === 0 ? sql`1` : sql`(${sql.join([...rest], sql` and `)})`;
    const counted = sql<{ readonly looked: number; readonly matching: number }>`
      select count(*) as looked, coalesce(sum(is_match), 0) as matching
        from (select ${isMatch} as is_match from ${from} where ${sql.join([...where], sql` and `)} limit ${limit})`;
    const [{ looked, matching } = { looked: 0, matching: 0 }] = (await counted.execute(read)).rows;
    totalCount += matching;
    if (rest.length > 0) left[part] -= looked;
    if (looked === limit) isExact = false;
    if (totalCount > countLimit || !isExact) break;
  }
  return { totalCount: Math.min(totalCount, countLimit), isTotalCountExact: isExact && totalCount <= countLimit };
}
