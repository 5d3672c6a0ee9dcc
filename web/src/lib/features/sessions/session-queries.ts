import type { Requests } from '$lib/api/requests.ts';
import {
  MoreSessionsDocument,
  type MoreSessionsQuery,
  SessionListDocument,
  SessionsByIdDocument,
} from '$lib/generated/graphql.ts';
import type { SessionPage } from './known-sessions.ts';
import type { SessionRow } from './session-row.ts';
import { type SessionsView, filterOf } from './session-view.ts';

/** The most the server gives at once. */
export const PAGE = 500;
/** More than any screen shows, and soon there. */
export const FIRST_PAGE = 100;

/** The first page of a view, and what is true of all of it. */
export interface ListAnswer {
  readonly page: SessionPage;
  readonly pinned: readonly SessionRow[];
  readonly totalCount: number;
  readonly revision: string;
}

/** Reads so many sessions from the start of a view. @throws {RequestFailure} */
export async function readFirstPage(requests: Requests, view: SessionsView, first: number): Promise<ListAnswer> {
  const variables = { filter: filterOf(view), orderBy: view.order, first };
  const { sessions } = await requests.query(SessionListDocument, variables);
  const { pinned, totalCount, revision } = sessions;
  return { page: pageOf(sessions), pinned, totalCount, revision };
}

/** Reads the page behind this cursor. @throws {RequestFailure} */
export async function readNextPage(requests: Requests, view: SessionsView, after: string): Promise<SessionPage> {
  const variables = { filter: filterOf(view), orderBy: view.order, first: PAGE, after };
  const { sessions } = await requests.query(MoreSessionsDocument, variables);
  return pageOf(sessions);
}

/** Reads these sessions, whether they match anything or not; at most a page of them. @throws {RequestFailure} */
export async function readByIds(requests: Requests, ids: readonly string[]): Promise<readonly SessionRow[]> {
  const some = ids.slice(0, PAGE);
  const { sessions } = await requests.query(SessionsByIdDocument, { ids: some, first: some.length });
  return [...sessions.pinned, ...sessions.edges.map(({ node }) => node)];
}

function pageOf({ edges, pageInfo }: MoreSessionsQuery['sessions']): SessionPage {
  const cursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
  return { rows: edges.map(({ node }) => node), cursor };
}
