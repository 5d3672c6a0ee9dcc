import { sql } from 'kysely';
import { countLimit, type SessionPage, type SessionReader } from '../modules/sessions/index.ts';
import { once } from './kept.ts';
import { isOpenTo, matches } from './session-conditions.ts';
import { readPlaces } from './session-places.ts';
import {
  type Asked,
  endedAccesses,
  isHopeless,
  namedStream,
  runningStream,
  type Stream,
  visibleStreams,
} from './session-streams.ts';
import { sessionOfValues, type SessionValues, sessionValues } from './session-values.ts';
import { narrowest, rowIdBounds, withinDates } from './session-widths.ts';
import type { Ask } from './sqlite/database.ts';
import { limitAsGiven } from './sqlite/expressions.ts';
import type { NamedValues } from './sqlite/statements.ts';

type Part = Pick<Parameters<SessionReader['list']>[0], 'first' | 'after' | 'wantsTotal'>;

/** How many sessions are looked at for a total, where their index alone does not tell. */
const lookedAt = { RUNNING: 20_000, ENDED: 2_000, BOTH: 1_000 };

const headOfAll = sql<{ readonly head: number }>`select head from registry`;
const rowsOfPlaces = sql<SessionValues>`select ${sessionValues} from sessions
  where row_id in (select value from json_each(@rowIds))`;

/**
 * One page of a list, with its total and its revision. @param ask within a transaction, so that they are of one moment
 * @param asked what statements are kept for: which of them a page takes is told by what the database holds now
 */
export function readPage(ask: Ask, asked: Asked, { first, after, wantsTotal = true }: Part): SessionPage {
  const [{ head } = { head: 0 }] = ask(headOfAll);
  // Few, whatever a list is narrowed to.
  const pinned = after === null && !isHopeless(asked) ? ask.values(pinnedOf(asked)) : [];
  const bounds = rowIdBounds(ask, asked.filter);
  const streams = bounds === null ? [] : streamsOf(ask, asked);
  const places = readPlaces(ask, streams, { orderBy: asked.orderBy, limit: first + 1, after, bounds: bounds ?? {} });
  const hasMore = places.length > first;
  const listed = places.slice(0, first);
  const rows = ask.values(rowsOfPlaces, { rowIds: JSON.stringify(listed.map(({ rowId }) => rowId)) });
  const byId = new Map(rows.map((values) => [values[0], sessionOfValues(values)]));
  // A list that is there as a whole needs no counting.
  const isWhole = after === null && !hasMore;
  const isCounted = wantsTotal && !isWhole;
  const counted = isCounted
    ? countTotal(ask, bounds === null ? [] : countedStreams(asked, streams), bounds ?? {})
    : { totalCount: 0, isExact: isWhole };
  return {
    rows: listed.flatMap((place) => {
      const session = byId.get(place.rowId);
      return session ? [{ ...place, session }] : [];
    }),
    hasMore,
    totalCount: Math.max(counted.totalCount, listed.length + pinned.length),
    isTotalCountExact: counted.isExact,
    pinned: pinned.map(sessionOfValues),
    revision: head,
  };
}

const pinnedOf = once(
  ({ filter, scope }: Asked) =>
    sql<SessionValues>`select ${sessionValues} from sessions indexed by sessions_pinned
    where pinned_at is not null and ${matches(filter)} and ${isOpenTo(scope)} order by row_id desc`,
);

const named = once(namedStream);
const running = once(runningStream);
const accesses = once(endedAccesses);
const visible = once(visibleStreams);

/** All streams that a list's sessions stand in, each session in one of them. They are asked with their `rowIdBounds`. */
export function streamsOf(ask: Ask, asked: Asked): readonly Stream[] {
  if (isHopeless(asked)) return [];
  if (asked.filter.ids !== undefined) return [named(asked)];
  const ofRunning = running(asked);
  const ended = narrowest(ask, accesses(asked));
  return withinDates(asked.filter, [...(ofRunning ? [ofRunning] : []), ...ended]);
}

/** The streams that tell a total: how far they are looked through must tell nothing of what is hidden. */
function countedStreams(asked: Asked, listed: readonly Stream[]): readonly Stream[] {
  if (asked.scope.apps === null || asked.filter.ids !== undefined || isHopeless(asked)) return listed;
  return withinDates(asked.filter, visible(asked));
}

/** Counts until there are too many, or too many were looked at. */
function countTotal(
  ask: Ask,
  streams: readonly Stream[],
  bounds: NamedValues,
): { readonly totalCount: number; readonly isExact: boolean } {
  let totalCount = 0;
  let isExact = true;
  const left = { ...lookedAt };
  for (const stream of streams) {
    const { part, rest } = stream;
    const limit = rest.length === 0 ? countLimit + 1 - totalCount : left[part] + 1;
    const [{ looked, matching } = { looked: 0, matching: 0 }] = ask(countOf(stream), { ...bounds, limit });
    totalCount += matching;
    if (rest.length > 0) left[part] -= looked;
    if (looked === limit) isExact = false;
    if (totalCount > countLimit || !isExact) break;
  }
  return { totalCount: Math.min(totalCount, countLimit), isExact: isExact && totalCount <= countLimit };
}

const countOf = once(({ from, where, rest }: Stream) => {
  const isMatch = rest.length === 0 ? sql`1` : sql`(${sql.join([...rest], sql` and `)})`;
  // What the index alone tells needs no second sum, which takes as long as the count.
  const matching = rest.length === 0 ? sql`count(*)` : sql`coalesce(sum(is_match), 0)`;
  return sql<{ readonly looked: number; readonly matching: number }>`
    select count(*) as looked, ${matching} as matching
      from (select ${isMatch} as is_match from ${from} where ${sql.join([...where], sql` and `)} ${limitAsGiven})`;
});
