import { expressionBuilder, sql } from 'kysely';
import { countLimit, type SessionPage, type SessionPlace, type SessionReader } from '../modules/sessions/index.ts';
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
import type { Ask } from './sqlite/database.ts';
import type { Tables } from './tables.ts';

type Query = Parameters<SessionReader['list']>[0];

/** How many sessions are looked at for a total, where their index alone does not tell. */
const lookedAt = { RUNNING: 20_000, ENDED: 2_000, BOTH: 1_000 };

/** One page of a list, with its total and its revision. @param ask within a transaction, so that they are of one moment */
export function readPage(ask: Ask, query: Query): SessionPage {
  const { first, after, wantsTotal = true } = query;
  const [{ head } = { head: 0 }] = ask(sql<{ readonly head: number }>`select head from registry`);
  const pinned = after === null ? readPinned(ask, query) : [];
  const streams = streamsOf(ask, query);
  const places = readPlaces(ask, query, streams);
  const hasMore = places.length > first;
  const listed = places.slice(0, first);
  const ids = JSON.stringify(listed.map(({ rowId }) => rowId));
  const rows = ask(sql<SessionRow>`select * from sessions where row_id in (select value from json_each(${ids}))`);
  const byId = new Map(rows.map((row) => [row.row_id, sessionOfRow(row)]));
  // A list that is there as a whole needs no counting.
  const isWhole = after === null && !hasMore;
  const isCounted = wantsTotal && !isWhole;
  const counted = isCounted
    ? countTotal(ask, countedStreams(ask, query, streams))
    : { totalCount: 0, isExact: isWhole };
  return {
    rows: listed.flatMap((place) => {
      const session = byId.get(place.rowId);
      return session ? [{ ...place, session }] : [];
    }),
    hasMore,
    totalCount: Math.max(counted.totalCount, listed.length + pinned.length),
    isTotalCountExact: counted.isExact,
    pinned: pinned.map(sessionOfRow),
    revision: head,
  };
}

/** Few, whatever a list is narrowed to. */
function readPinned(ask: Ask, { filter, scope }: Query): readonly SessionRow[] {
  if (isHopeless({ filter, scope })) return [];
  const eb = expressionBuilder<Tables, 'sessions'>();
  const conditions = eb.and([matches(eb, filter), isOpenTo(scope)]);
  return ask(sql<SessionRow>`select * from sessions indexed by sessions_pinned
    where pinned_at is not null and ${conditions} order by row_id desc`);
}

/** All streams that a list's sessions stand in: each session in one of them. */
export function streamsOf(ask: Ask, asked: Asked): readonly Stream[] {
  if (isHopeless(asked)) return [];
  if (asked.filter.ids !== undefined) return [namedStream(asked)];
  const running = runningStream(asked);
  const ended = narrowest(ask, endedAccesses(asked));
  return withinDates(ask, asked, [...(running ? [running] : []), ...ended]);
}

/** The streams that tell a total: how far they are looked through must tell nothing of what is hidden. */
function countedStreams(ask: Ask, query: Query, listed: readonly Stream[]): readonly Stream[] {
  if (query.scope.apps === null || query.filter.ids !== undefined || isHopeless(query)) return listed;
  return withinDates(ask, query, visibleStreams(query));
}

function withinDates(ask: Ask, { filter }: Asked, streams: readonly Stream[]): readonly Stream[] {
  const bounds = rowIdBounds(ask, filter);
  if (bounds === 'NONE') return [];
  return streams.map((stream) => ({
    ...stream,
    where: [...stream.where, ...bounds.map((bound) => bound(stream.rowId))],
  }));
}

/** The places of one session more than the page has. */
function readPlaces(ask: Ask, { orderBy, first, after }: Query, streams: readonly Stream[]): readonly SessionPlace[] {
  const limit = first + 1;
  const places: SessionPlace[] = [];
  const ranks = orderBy === 'STARTED' ? [undefined] : [null, ...new Set(streams.flatMap(({ rank }) => rank ?? []))];
  // What runs comes before what ended, whatever it is: where the page is full, nothing behind it is read.
  for (const rank of ranks) {
    if (places.length >= limit) break;
    for (const stream of streams.filter((each) => rank === undefined || each.rank === rank)) {
      places.push(...readStream(ask, stream, { orderBy, limit, after }));
    }
  }
  return places
    .sort((one, other) => (orderBy === 'ATTENTION' && other.rank - one.rank) || other.rowId - one.rowId)
    .slice(0, limit);
}

function readStream(
  ask: Ask,
  { rank, from, rowId, where, rest }: Stream,
  { orderBy, limit, after }: Pick<Query, 'orderBy' | 'after'> & { readonly limit: number },
): readonly SessionPlace[] {
  const attentionRank = sql<number>`sessions.attention_rank`;
  const conditions = [...where, ...rest, sql`sessions.pinned_at is null`];
  const isByRank = orderBy === 'ATTENTION' && rank === null;
  if (after !== null && isByRank) conditions.push(sql`(${attentionRank}, ${rowId}) < (${after.rank}, ${after.rowId})`);
  else if (after !== null && (orderBy === 'STARTED' || rank === after.rank))
    conditions.push(sql`${rowId} < ${after.rowId}`);
  else if (after !== null && rank !== null && rank > after.rank) return [];
  const order = isByRank ? sql`${attentionRank} desc, ${rowId} desc` : sql`${rowId} desc`;
  return ask(sql<SessionPlace>`select ${rowId} as "rowId", ${attentionRank} as "rank" from ${from}
    where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit}`);
}

/** Counts until there are too many, or too many were looked at. */
function countTotal(ask: Ask, streams: readonly Stream[]): { readonly totalCount: number; readonly isExact: boolean } {
  let totalCount = 0;
  let isExact = true;
  const left = { ...lookedAt };
  for (const { part, from, where, rest } of streams) {
    const limit = rest.length === 0 ? countLimit + 1 - totalCount : left[part] + 1;
    const { looked, matching } = countStream(ask, { from, where, rest }, limit);
    totalCount += matching;
    if (rest.length > 0) left[part] -= looked;
    if (looked === limit) isExact = false;
    if (totalCount > countLimit || !isExact) break;
  }
  return { totalCount: Math.min(totalCount, countLimit), isExact: isExact && totalCount <= countLimit };
}

function countStream(
  ask: Ask,
  { from, where, rest }: Pick<Stream, 'from' | 'where' | 'rest'>,
  limit: number,
): { readonly looked: number; readonly matching: number } {
  const isMatch = rest.length === 0 ? sql`1` : sql`(${sql.join([...rest], sql` and `)})`;
  // What the index alone tells needs no second sum, which takes as long as the count.
  const matching = rest.length === 0 ? sql`count(*)` : sql`coalesce(sum(is_match), 0)`;
  const [counted] = ask(sql<{ readonly looked: number; readonly matching: number }>`
    select count(*) as looked, ${matching} as matching
      from (select ${isMatch} as is_match from ${from} where ${sql.join([...where], sql` and `)} limit ${limit})`);
  return counted ?? { looked: 0, matching: 0 };
}
