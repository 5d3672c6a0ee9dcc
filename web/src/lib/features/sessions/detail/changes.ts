import type { ChangePageFragment } from '$lib/generated/graphql.ts';

export type Change = ChangePageFragment['edges'][number]['node'];

/** What was done to a session, newest first, as far as it is read. */
export interface ChangeHistory {
  readonly changes: readonly Change[];
  /** What earlier ones are asked after; undefined when the first one is here. */
  readonly cursor: string | undefined;
}

/** The newest page is here again: earlier ones that were read stay, if nothing can be missing between. */
export function newestArrived(known: ChangeHistory | undefined, page: ChangePageFragment): ChangeHistory {
  const newest = historyOf(page);
  const oldest = newest.changes.at(-1);
  const at = known?.changes.findIndex(({ id }) => id === oldest?.id) ?? -1;
  if (known === undefined || at === -1) return newest;
  return { changes: [...newest.changes, ...known.changes.slice(at + 1)], cursor: known.cursor };
}

/** Earlier ones were asked for and are here. */
export function earlierArrived(known: ChangeHistory, page: ChangePageFragment): ChangeHistory {
  const ids = new Set(known.changes.map(({ id }) => id));
  const { changes, cursor } = historyOf(page);
  return { changes: [...known.changes, ...changes.filter(({ id }) => !ids.has(id))], cursor };
}

function historyOf({ edges, pageInfo }: ChangePageFragment): ChangeHistory {
  return {
    changes: edges.map(({ node }) => node),
    cursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
  };
}
