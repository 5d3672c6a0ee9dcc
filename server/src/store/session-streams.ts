import { type Expression, expressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { SessionScope } from '../kernel/principal.ts';
import type { SessionFilter, SessionOrder, SessionStatus } from '../modules/sessions/index.ts';
import { isOpenTo, matches } from './session-conditions.ts';
import { foldCase } from './session-rows.ts';
import { trigramsOf } from './sqlite/expressions.ts';
import type { Tables } from './tables.ts';

/** Sessions that stand in one index in the order of a list: one read of it gives the first of them, however many there are. */
export interface Stream {
  readonly part: 'RUNNING' | 'ENDED' | 'BOTH';
  /** The rank all of them have; null where they differ, and stand in the order of the list all the same. */
  readonly rank: number | null;
  readonly from: RawBuilder<unknown>;
  readonly rowId: RawBuilder<number>;
  /** What the index answers. */
  readonly where: readonly Expression<SqlBool>[];
  /** What is left to ask of each session. */
  readonly rest: readonly Expression<SqlBool>[];
}

/** One way to find all that ended and match. */
export interface Access {
  readonly name: 'TEXT' | 'USER' | 'TAG' | 'APP' | 'KIND' | 'RANK';
  readonly streams: readonly Stream[];
}

/** What a list asks for. */
export interface Asked {
  readonly filter: SessionFilter;
  readonly scope: SessionScope;
  readonly orderBy: SessionOrder;
}

/** More values than these are not read one by one. */
const maxStreams = 16;

const eb = expressionBuilder<Tables, 'sessions'>();
const rowId = sql<number>`sessions.row_id`;
/** The ranks of what ended, in the order of ATTENTION. */
const endedRanks = { FAILED: 10, ENDED: 0 } as const satisfies Partial<Record<SessionStatus, number>>;
type EndedStatus = keyof typeof endedRanks;
const isEndedStatus = (status: SessionStatus): status is EndedStatus => status in endedRanks;

/** The sessions that run and match, or null where none can. */
export function runningStream({ filter, scope, orderBy }: Asked): Stream | null {
  const { lifecycle, status } = filter;
  if (lifecycle?.every((each) => each === 'ENDED') || status?.every(isEndedStatus)) return null;
  const isEveryLifecycle = (['PENDING_APPROVAL', 'ACTIVE', 'ENDING'] as const).every((each) =>
    lifecycle?.includes(each),
  );
  const index = orderBy === 'STARTED' ? 'sessions_running' : 'sessions_running_attention';
  return {
    part: 'RUNNING',
    rank: null,
    from: sql`sessions indexed by ${sql.ref(index)}`,
    rowId,
    where: [eb('ended_at', 'is', null)],
    rest: conditionsOf(isEveryLifecycle ? without(filter, 'lifecycle') : filter, scope),
  };
}

/** The ways to what ended and matches; none where nothing can. The first ones are likely to be the narrowest. */
export function endedAccesses({ filter, scope, orderBy }: Asked): readonly Access[] {
  if (filter.lifecycle?.includes('ENDED') === false) return [];
  const statuses = (['FAILED', 'ENDED'] as const).filter((each) => filter.status?.includes(each) ?? true);
  if (statuses.length === 0) return [];
  const ranks = statuses.map((status) => endedRanks[status]);
  // That they ended, and how, is what their streams say.
  const left = without(filter, 'lifecycle', 'status');
  const ended = [eb('ended_at', 'is not', null)];
  const ofRank = (rank: number) => eb('attention_rank', '=', rank);

  /** Streams of an index whose columns are this one, the rank and the row id. */
  function byColumn(
    index: string,
    conditions: readonly Expression<SqlBool>[],
    rest: readonly Expression<SqlBool>[],
  ): readonly Stream[] {
    const from = sql`sessions indexed by ${sql.ref(index)}`;
    return conditions.flatMap((condition) =>
      ranks.map((rank) => ({
        part: 'ENDED' as const,
        rank,
        from,
        rowId,
        where: [...ended, condition, ofRank(rank)],
        rest,
      })),
    );
  }

  /** Streams of a table that names rows. */
  function byTable(
    table: 'session_texts' | 'session_tags',
    column: 'rowid' | 'session_row_id',
    condition: Expression<SqlBool>,
    rest: readonly Expression<SqlBool>[],
  ): readonly Stream[] {
    const named = sql<number>`${sql.ref(`${table}.${column}`)}`;
    const from = sql`${sql.table(table)} cross join sessions on sessions.row_id = ${named}`;
    const stream = { part: 'ENDED' as const, from, rowId: named, where: [condition] };
    // All ranks at once, where the order does not ask for them one by one.
    const isEveryRank = ranks.length === Object.keys(endedRanks).length;
    if (orderBy === 'STARTED' && isEveryRank) return [{ ...stream, rank: null, rest }];
    return ranks.map((rank) => ({ ...stream, rank, rest: [...rest, ofRank(rank)] }));
  }

  const accesses: Access[] = [];
  const trigrams = filter.search === undefined ? null : trigramsOf(foldCase(filter.search));
  if (trigrams !== null) {
    const isMatch = sql<SqlBool>`session_texts match ${trigrams}`;
    accesses.push({ name: 'TEXT', streams: byTable('session_texts', 'rowid', isMatch, conditionsOf(left, scope)) });
  }
  if (filter.userId !== undefined) {
    const ofUser = eb('user_id', '=', filter.userId);
    const rest = conditionsOf(without(left, 'userId'), scope.userId === filter.userId ? everybody : scope);
    accesses.push({ name: 'USER', streams: byColumn('sessions_ended_user', [ofUser], rest) });
  }
  for (const tag of filter.tags ?? []) {
    const hasTag = sql<SqlBool>`session_tags.tag = ${tag}`;
    const others = filter.tags?.filter((each) => each !== tag);
    const rest = conditionsOf(others?.length === 0 ? without(left, 'tags') : left, scope);
    accesses.push({ name: 'TAG', streams: byTable('session_tags', 'session_row_id', hasTag, rest) });
  }
  const apps = appsOf(filter, scope);
  if (apps !== null && apps.length <= maxStreams) {
    const rest = conditionsOf(without(left, 'apps'), everybody);
    const streams = [
      ...byColumn(
        'sessions_ended_app',
        apps.map((app) => eb('app', '=', app)),
        rest,
      ),
    ];
    if (scope.apps !== null && scope.userId !== null) {
      const elsewhere = [...conditionsOf(left, everybody), ...(apps.length === 0 ? [] : [eb('app', 'not in', apps)])];
      streams.push(...byColumn('sessions_ended_user', [eb('user_id', '=', scope.userId)], elsewhere));
    }
    accesses.push({ name: 'APP', streams });
  }
  if (filter.kinds !== undefined && filter.kinds.length <= maxStreams) {
    const ofKinds = [...new Set(filter.kinds)].map((kind) => eb('kind', '=', kind));
    accesses.push({
      name: 'KIND',
      streams: byColumn('sessions_ended_kind', ofKinds, conditionsOf(without(left, 'kinds'), scope)),
    });
  }
  if (accesses.length === 0 || filter.status !== undefined) {
    accesses.push({ name: 'RANK', streams: byColumn('sessions_ended_rank', [eb.and([])], conditionsOf(left, scope)) });
  }
  return accesses;
}

/**
 * All that matches, as streams of which every session may be known of: what is looked at in them tells nothing of the
 * others. They stand in no order. @param asked with a scope
 */
export function visibleStreams({ filter, scope, orderBy }: Asked): readonly Stream[] {
  const running = runningStream({ filter, scope: everybody, orderBy });
  const streams: Stream[] = running ? [{ ...running, where: [...running.where, isOpenTo(scope)] }] : [];
  const statuses = (['FAILED', 'ENDED'] as const).filter((each) => filter.status?.includes(each) ?? true);
  if (filter.lifecycle?.includes('ENDED') === false || statuses.length === 0) return streams;
  const ranks = statuses.map((status) => endedRanks[status]);
  const left = without(filter, 'lifecycle', 'status');
  const apps = appsOf(filter, scope) ?? [];
  const ofEnded = (index: string, condition: Expression<SqlBool>, rest: readonly Expression<SqlBool>[]): Stream => ({
    part: 'ENDED',
    rank: null,
    from: sql`sessions indexed by ${sql.ref(index)}`,
    rowId,
    where: [eb('ended_at', 'is not', null), condition, eb('attention_rank', 'in', ranks)],
    rest,
  });
  if (apps.length > 0) {
    const rest = conditionsOf(without(left, 'apps'), everybody);
    streams.push(ofEnded('sessions_ended_app', eb('app', 'in', apps), rest));
  }
  if (scope.userId !== null) {
    const elsewhere = [...conditionsOf(left, everybody), ...(apps.length === 0 ? [] : [eb('app', 'not in', apps)])];
    streams.push(ofEnded('sessions_ended_user', eb('user_id', '=', scope.userId), elsewhere));
  }
  return streams;
}

export function statusOfRank(rank: number): EndedStatus | null {
  return (['FAILED', 'ENDED'] as const).find((status) => endedRanks[status] === rank) ?? null;
}

/** At most a thousand, found by their ids. */
export function namedStream({ filter, scope }: Asked): Stream {
  return { part: 'BOTH', rank: null, from: sql`sessions`, rowId, where: conditionsOf(filter, scope), rest: [] };
}

/** All that ended, in the order of a column and not of a list. */
export function allEnded(column: 'app' | 'user_id' | 'kind'): Stream {
  const index = { app: 'sessions_ended_app', user_id: 'sessions_ended_user', kind: 'sessions_ended_kind' }[column];
  const from = sql`sessions indexed by ${sql.ref(index)}`;
  return { part: 'ENDED', rank: null, from, rowId, where: [eb('ended_at', 'is not', null)], rest: [] };
}

/**
 * Whether a page of what a list asks for is soon read, however many sessions have ended: no more of them are looked at than
 * it shows, and they stand close together. Those of one app or user are all over the file, each a wait for a cold disk.
 * @param doFewRun whether what runs may be looked through
 */
export function isShort(asked: Asked, doFewRun: () => boolean): boolean {
  const running = runningStream(asked);
  if (running !== null && running.rest.length > 0 && !doFewRun()) return false;
  return endedAccesses(asked).every(
    ({ name, streams }) => name === 'RANK' && streams.every(({ rest }) => rest.length === 0),
  );
}

/** Whether nothing can match. An index that is named is refused by SQLite where it sees that nothing can. */
export function isHopeless({ filter, scope }: Pick<Asked, 'filter' | 'scope'>): boolean {
  const { ids, kinds, apps, status, lifecycle, activity, liveness } = filter;
  const isNobody = scope.apps?.length === 0 && scope.userId === null;
  return isNobody || [ids, kinds, apps, status, lifecycle, activity, liveness].some((list) => list?.length === 0);
}

const everybody: SessionScope = { apps: null, userId: null };

/** The apps whose sessions may match whoever they work for; null: of every app. */
function appsOf({ apps }: SessionFilter, scope: SessionScope): readonly string[] | null {
  const allowed = scope.apps;
  if (apps === undefined) return allowed && [...new Set(allowed)];
  return [...new Set(apps)].filter((app) => allowed?.includes(app) ?? true);
}

/** None where everything passes. */
function conditionsOf(filter: SessionFilter, scope: SessionScope): readonly Expression<SqlBool>[] {
  const isNarrow = Object.values(filter).some((value) => value !== undefined);
  return [...(isNarrow ? [matches(filter)] : []), ...(scope.apps === null ? [] : [isOpenTo(scope)])];
}

function without(filter: SessionFilter, ...names: readonly (keyof SessionFilter)[]): SessionFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !names.some((each) => each === name)));
}
