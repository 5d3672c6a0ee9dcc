import { type AnyVariables, Client, type OperationResult, type TypedDocumentNode, fetchExchange } from '@urql/core';
import { documentIdExchange, persisted } from './document-id.ts';
import { RequestFailure, failureOf } from './failure.ts';
import { tellsForbidden } from './forbidden.ts';

const TIMEOUT_MS = 10_000;

export interface Requests {
  /** @throws {RequestFailure} when there is no data. */
  query<Result, Variables extends AnyVariables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** @throws {RequestFailure} when there is no data; expected failures are members of the result's union. */
  mutate<Result, Variables extends AnyVariables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
}

export interface RequestsOptions {
  readonly url: string;
  /** Called after every answer of the server, whatever it says, with the time it gives in its `Date` header. */
  readonly onAnswer: (serverDateMs: number | undefined) => void;
  readonly onUnauthenticated: () => void;
  /** Called when the viewer may not do what was asked, however the answer says so. */
  readonly onForbidden: () => void;
}

/** Queries and mutations over HTTP. Nothing is cached: what is shown is kept by whoever watches it. */
export function createRequests(options: RequestsOptions): Requests {
  const client = new Client({
    url: options.url,
    exchanges: [documentIdExchange, fetchExchange],
    requestPolicy: 'network-only',
    // A GET would be refused: it is what a foreign page could make a browser send.
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin' },
    fetch: async (input, init) => {
      const deadline = AbortSignal.timeout(TIMEOUT_MS);
      const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
      const response = await fetch(input, { ...init, signal });
      const date = Date.parse(response.headers.get('date') ?? '');
      options.onAnswer(Number.isNaN(date) ? undefined : date);
      return response;
    },
  });

  function dataOf<Result, Variables extends AnyVariables>(result: OperationResult<Result, Variables>): Result {
    if (result.error !== undefined) {
      const failure = failureOf(result.error);
      if (failure.kind === 'UNAUTHENTICATED') options.onUnauthenticated();
      if (failure.kind === 'FORBIDDEN') options.onForbidden();
      throw failure;
    }
    if (result.data === undefined) throw new RequestFailure('INTERNAL', 'The server answered without data.');
    if (tellsForbidden(result.data)) options.onForbidden();
    return result.data;
  }

  return {
    query: async (document, variables) =>
      dataOf(await client.query(persisted(document, 'query'), variables).toPromise()),
    mutate: async (document, variables) =>
      dataOf(await client.mutation(persisted(document, 'mutation'), variables).toPromise()),
  };
}
