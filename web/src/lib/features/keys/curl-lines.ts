import type { AppKeyRight } from '$lib/generated/graphql.ts';

export interface CurlLinesOptions {
  readonly url: string;
  readonly key: string;
  readonly rights: readonly AppKeyRight[];
}

/** A first request of a key that registers nothing: what runs now or, if it may not read, an order to end a session. */
export function curlLines({ url, key, rights }: CurlLinesOptions): string {
  const query = rights.includes('READ')
    ? '{ sessions(filter: {lifecycle: [ACTIVE]}) { totalCount edges { node { id app status } } } }'
    : 'mutation { killSession(input: {id: "app_…"}) { ... on KillSessionSuccess { kill { state } } ... on Error { message } } }';
  return [
    `curl -s ${url}/graphql \\`,
    `  -H 'authorization: Bearer ${key}' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${JSON.stringify({ query })}'`,
  ].join('\n');
}
