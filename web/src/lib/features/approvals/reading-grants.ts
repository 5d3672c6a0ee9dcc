import type { Requests } from '$lib/api/requests.ts';
import { GrantsDocument, type GrantsQuery } from '$lib/generated/graphql.ts';
import type { GrantRow } from './grant-words.ts';

/** The server's most for one page. */
const PAGE = 500;
/** Of older ones hardly any can still hold: they last thirty days at most. */
const MOST_PAGES = 4;

/** Those of a session, or all that the viewer sees, newest first. @throws {RequestFailure} */
export async function readGrants(requests: Requests, sessionId: string | undefined): Promise<readonly GrantRow[]> {
  const filter = sessionId === undefined ? null : { sessionId };
  const grants: GrantRow[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { grants: page }: GrantsQuery = await requests.query(GrantsDocument, { filter, first: PAGE, after });
    grants.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  return grants;
}
