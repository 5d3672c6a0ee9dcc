import { sql } from 'kysely';
import type { SessionScope } from '../kernel/principal.ts';
import type { SessionCount, SessionCountBy, SessionFilter } from '../modules/sessions/index.ts';
import { streamsOf } from './session-lists.ts';
import { allEnded, runningStream, statusOfRank, type Stream } from './session-streams.ts';
import { rowIdBounds } from './session-widths.ts';
import type { Ask } from './sqlite/database.ts';
import { limitAsGiven } from './sqlite/expressions.ts';

const countColumns = { STATUS: 'status', APP: 'app', USER: 'user_id', KIND: 'kind' } as const satisfies Record<
  SessionCountBy,
  string
>;
const maxGroups = 1_000;
/** How many sessions of a stream are looked at, and how many where their index alone tells. */
const lookedAt = 100_000;
const lookedAtInIndex = 1_000_000;

/** How many of the matching sessions share each value, most first. */
export function readCounts(
  ask: Ask,
  filter: SessionFilter,
  scope: SessionScope,
  by: SessionCountBy,
): readonly SessionCount[] {
  const column = sql.ref(`sessions.${countColumns[by]}`);
  const counts = new Map<string | null, number>();
  const bounds = rowIdBounds(ask, filter);
  if (bounds === null) return [];
  for (const { stream, limit } of countedStreams(ask, filter, scope, by)) {
    const { from, rowId, rank, where, rest } = stream;
    // Of what has one rank all has one status, which needs neither be looked up nor sorted by.
    const isOfOneKey = by === 'STATUS' && rank !== null;
    const key = isOfOneKey ? sql.val(statusOfRank(rank)) : column;
    const group = isOfOneKey ? sql`having count(*) > 0` : sql`group by key`;
    const looked = sql`select ${key} as key from ${from} where ${sql.join([...where, ...rest], sql` and `)}`;
    const newest = limit === lookedAt ? sql`${looked} order by ${rowId} desc` : looked;
    const rows = ask(sql<SessionCount>`select key, count(*) as count from (${newest} ${limitAsGiven}) ${group}`, {
      ...bounds,
      limit,
    });
    for (const row of rows) counts.set(row.key, (counts.get(row.key) ?? 0) + row.count);
  }
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((one, other) => other.count - one.count || (isBefore(one.key, other.key) ? -1 : 1))
    .slice(0, maxGroups);
}

function countedStreams(
  ask: Ask,
  filter: SessionFilter,
  scope: SessionScope,
  by: SessionCountBy,
): readonly { readonly stream: Stream; readonly limit: number }[] {
  const asked = { filter, scope, orderBy: 'STARTED' as const };
  const isNarrowed = scope.apps !== null || Object.values(filter).some((value) => value !== undefined);
  if (by === 'STATUS' || isNarrowed) return streamsOf(ask, asked).map((stream) => ({ stream, limit: lookedAt }));
  const running = runningStream(asked);
  const ended = { stream: allEnded(countColumns[by]), limit: lookedAtInIndex };
  return [...(running ? [{ stream: running, limit: lookedAt }] : []), ended];
}

/** As the database sorts: nothing first. */
function isBefore(one: string | null, other: string | null): boolean {
  return one === null || (other !== null && one < other);
}
