import type { Requests } from '$lib/api/requests.ts';
import { FindSessionsDocument } from '$lib/generated/graphql.ts';
import { statusWord, titleOf } from './words.ts';

const MOST = 8;

/** The newest sessions, running or ended, whose name or id holds the words; none while the server is away. */
export async function findSessions(
  requests: Requests,
  words: string,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  try {
    const { sessions } = await requests.query(FindSessionsDocument, { words, first: MOST });
    return [...sessions.pinned, ...sessions.edges.map(({ node }) => node)]
      .slice(0, MOST)
      .map((row) => ({ id: row.id, title: `${titleOf(row)} – ${statusWord(row.status)}` }));
  } catch {
    return [];
  }
}
