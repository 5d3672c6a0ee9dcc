import type { Requests } from '$lib/api/requests.ts';
import { SessionListDocument, SessionsByIdDocument } from '$lib/generated/graphql.ts';
import type { SessionPage } from './known-sessions.ts';
import type { SessionRow } from './session-row.ts';
import { type SessionsView, filterOf } from './session-view.ts';

/** The most the server gives at once. */
export const PAGE = 500;
/** More than any screen shows, and soon there. */
export const FIRST_PAGE = 100;

/** One page of a view, with what its first page tells beside the rows. */
export interface ListAnswer {
  readonly page: SessionPage;
  readonly pinned: readonly SessionRow[];
  readonly totalCount: number;
  readonly revision: string;
}

/** Reads a page of so many, the first one unless told what to go on after. @throws {RequestFailure} */
export async function readPage(
  requests: Requests,
  view: SessionsView,
  first: number,
  after?: string,
): Promise<ListAnswer> {
  const { sessions } = await requests.query(SessionListDocument, {
    filter: filterOf(view),
    orderBy: view.order,
    first,
    after: after ?? null,
  });
  const { edges, pageInfo, pinned, totalCount, revision } = sessions;
  const cursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
  return { page: { rows: edges.map(({ node }) => node), cursor }, pinned, totalCount, revision };
}

/** Reads these sessions, whether they match anything or not; at most a page of them. @throws {RequestFailure} */
export async function readByIds(requests: Requests, ids: readonly string[]): Promise<readonly SessionRow[]> {
  const some = ids.slice(0, PAGE);
  const { sessions } = await requests.query(SessionsByIdDocument, { ids: some, first: some.length });
  return [...sessions.pinned, ...sessions.edges.map(({ node }) => node)];
}
