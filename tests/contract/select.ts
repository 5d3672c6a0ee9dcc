import { type Session, activityOf, attentionRankOf, statusOf } from './model.ts';

export interface SessionFilter {
  readonly ids?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly apps?: readonly string[] | null;
  readonly userId?: string | null;
  readonly status?: readonly string[] | null;
  readonly lifecycle?: readonly string[] | null;
  readonly activity?: readonly string[] | null;
  readonly liveness?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly search?: string | null;
  readonly createdOn?: string | null;
  readonly createdAfter?: string | null;
  readonly createdBefore?: string | null;
}

export type SessionOrder = 'STARTED' | 'ATTENTION';

const isAmong = (value: string, allowed: readonly string[] | null | undefined) => allowed?.includes(value) ?? true;

export function matches(session: Session, filter: SessionFilter): boolean {
  const startedAt = new Date(session.startedAtMs).toISOString();
  const search = filter.search?.toLowerCase();
  return (
    isAmong(session.id, filter.ids) &&
    isAmong('APP', filter.kinds) &&
    isAmong(session.app, filter.apps) &&
    (filter.userId == null || session.userId === filter.userId) &&
    isAmong(statusOf(session), filter.status) &&
    isAmong(session.lifecycle, filter.lifecycle) &&
    isAmong(activityOf(session), filter.activity) &&
    isAmong(session.liveness, filter.liveness) &&
    (filter.tags ?? []).every((tag) => session.tags.includes(tag)) &&
    (search === undefined || [session.name ?? '', session.id].some((text) => text.toLowerCase().includes(search))) &&
    (filter.createdOn == null || startedAt.startsWith(filter.createdOn)) &&
    (filter.createdAfter == null || session.startedAtMs > Date.parse(filter.createdAfter)) &&
    (filter.createdBefore == null || session.startedAtMs < Date.parse(filter.createdBefore))
  );
}

/** The place of a session in an order, as text that sorts the way the list does when read backwards. */
function placeOf(session: Session, orderBy: SessionOrder): string {
  const rank = orderBy === 'ATTENTION' ? attentionRankOf(session) : 0;
  return `${rank} ${session.id.slice(session.id.indexOf('_') + 1)}`;
}

/** One page of a Relay connection: pinned sessions first and apart, the others by cursor. */
export function page(
  sessions: readonly Session[],
  options: { filter: SessionFilter; orderBy: SessionOrder; first: number; after: string | null },
) {
  const found = sessions
    .filter((session) => matches(session, options.filter))
    .map((session) => ({
      cursor: btoa(placeOf(session, options.orderBy)),
      place: placeOf(session, options.orderBy),
      node: session,
    }))
    .sort((a, b) => (a.place < b.place ? 1 : -1));
  const after = options.after === null ? null : atob(options.after);
  const rest = found.filter(({ place, node }) => !node.pinned && (after === null || place < after));
  const edges = rest.slice(0, options.first);
  return {
    edges,
    pageInfo: {
      hasNextPage: rest.length > edges.length,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: found.length,
    totalCountIsExact: true,
    pinned: after === null ? found.filter(({ node }) => node.pinned).map(({ node }) => node) : [],
  };
}

/** How many sessions there are by a field, most first. */
export function countBy(sessions: readonly Session[], by: 'STATUS' | 'APP' | 'USER' | 'KIND') {
  const keyOf = { STATUS: statusOf, APP: (s: Session) => s.app, USER: (s: Session) => s.userId, KIND: () => 'APP' }[by];
  const counts = new Map<string | null, number>();
  for (const session of sessions) counts.set(keyOf(session), (counts.get(keyOf(session)) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}
