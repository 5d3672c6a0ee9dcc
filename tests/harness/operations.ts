import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';

/** A member of any result union. */
export interface Result {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
}

export interface SessionFields {
  readonly id: string;
  readonly app: string;
  readonly name: string | null;
  readonly externalId: string | null;
  readonly metadata: Record<string, unknown>;
  readonly lifecycle: string;
  readonly activity: string;
  readonly liveness: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly attempt: number;
  readonly revision: string;
  readonly kill: { readonly id: string; readonly state: string } | null;
}

export const sessionFields = `id app name externalId metadata lifecycle activity liveness status endReason attempt revision kill { id state }`;

const failure = `__typename ... on Error { code message }`;

export type Registered = Result & {
  readonly session: SessionFields;
  readonly created: boolean;
  readonly token: string;
};

export const registerDocument = `mutation Register($input: RegisterSessionInput!) {
  registerSession(input: $input) { ${failure} ... on RegisterSessionSuccess { session { ${sessionFields} } created token } }
}`;

/** @throws when it is not registered */
export async function register(
  api: Api,
  ownerId: string,
  input: Record<string, unknown> = {},
): Promise<{ session: SessionFields; created: boolean; token: string }> {
  const result = await tryToRegister(api, { app: 'black-box', externalId: randomUUID(), ownerId, ...input });
  if (result.__typename !== 'RegisterSessionSuccess') throw new Error(JSON.stringify(result));
  return result;
}

export async function tryToRegister(api: Api, input: Record<string, unknown>): Promise<Registered> {
  const { registerSession } = await api.data<{ registerSession: Registered }>(registerDocument, { input });
  return registerSession;
}

export interface Beat {
  readonly sessionId: string;
  readonly outcome: string;
  readonly kill: { readonly id: string } | null;
  readonly endReason: string | null;
}

export async function heartbeat(api: Api, sessionIds: readonly string[]): Promise<readonly Beat[]> {
  const { heartbeat: result } = await api.data<{ heartbeat: Result & { results: readonly Beat[] } }>(
    `mutation Beat($input: HeartbeatInput!) {
      heartbeat(input: $input) { ${failure} ... on HeartbeatSuccess { results { sessionId outcome kill { id } endReason } } }
    }`,
    { input: { sessionIds } },
  );
  if (result.__typename !== 'HeartbeatSuccess') throw new Error(JSON.stringify(result));
  return result.results;
}

/** Any mutation that takes one input; answers which member of the union came, and its code where it is an error. */
export async function mutate(api: Api, name: string, input: Record<string, unknown>): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await api.data<Record<string, Result>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${failure} } }`,
    { input },
  );
  const result = data[name];
  if (!result) throw new Error(`no ${name} in the answer`);
  return result;
}

/**
 * Any mutation that takes one input, and these fields of its success.
 * @throws when it answers an expected failure
 */
export async function change<Success>(
  api: Api,
  name: string,
  input: Record<string, unknown>,
  fields: string,
): Promise<Success & Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const data = await api.data<Record<string, Success & Result>>(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${failure} ... on ${type}Success { ${fields} } } }`,
    { input },
  );
  const result = data[name];
  if (result?.__typename !== `${type}Success`) throw new Error(JSON.stringify(result));
  return result;
}

export async function readSession(api: Api, id: string): Promise<SessionFields | null> {
  const { session } = await api.data<{ session: SessionFields | null }>(
    `query One($id: ID!) { session(id: $id) { ${sessionFields} } }`,
    { id },
  );
  return session;
}

export interface List {
  readonly sessions: readonly SessionFields[];
  readonly revision: string;
}

interface Page {
  readonly sessions: {
    readonly revision: string;
    readonly edges: readonly { readonly node: SessionFields }[];
    readonly pinned: readonly SessionFields[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Every session that matches, and the revision of the first page. Read while nobody writes, it is one state. */
export async function readAll(api: Api, filter: Record<string, unknown> = {}): Promise<List> {
  const sessions: SessionFields[] = [];
  let revision = '';
  for (let after: string | null = null, hasNext = true; hasNext;) {
    const { sessions: page }: Page = await api.data<Page>(
      `query All($filter: SessionFilter, $after: String) { sessions(filter: $filter, first: 500, after: $after) {
        revision edges { node { ${sessionFields} } } pinned { ${sessionFields} } pageInfo { hasNextPage endCursor }
      } }`,
      { filter, after },
    );
    revision ||= page.revision;
    sessions.push(...page.pinned, ...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    hasNext = page.pageInfo.hasNextPage;
  }
  return { sessions, revision };
}
