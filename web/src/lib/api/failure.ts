import type { CombinedError } from '@urql/core';

/**
 * Why a request has no answer. `UNREACHABLE`: nothing of ours answered. `UNAUTHENTICATED`: this browser is not signed
 * in. `FORBIDDEN`: it is, and may not. `INVALID`: what was asked makes no sense. `INTERNAL`: the server failed.
 */
export type FailureKind = 'UNREACHABLE' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'INVALID' | 'INTERNAL';

/** Thrown when a request is not answered with data. */
export class RequestFailure extends Error {
  readonly kind: FailureKind;
  /** What to quote to whoever runs the server; only with `INTERNAL`. */
  readonly correlationId: string | undefined;

  constructor(kind: FailureKind, message: string, correlationId?: string) {
    super(message);
    this.name = 'RequestFailure';
    this.kind = kind;
    this.correlationId = correlationId;
  }
}

/** What one GraphQL error of the server means here. */
export function failureOfGraphQLError(error: {
  readonly message: string;
  readonly path?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}): RequestFailure {
  const { code, correlationId } = error.extensions ?? {};
  const id = typeof correlationId === 'string' ? correlationId : undefined;
  const kind = kindOfCode(code);
  // Without a path no resolver of ours said it: it is GraphQL's word on the request, for who wrote it.
  const isForPeople = kind !== 'INVALID' || error.path !== undefined;
  return new RequestFailure(kind, isForPeople ? error.message : 'The server does not take one of these values.', id);
}

/** What urql's error means here. */
export function failureOf(error: CombinedError): RequestFailure {
  const status = statusOf(error.response);
  if (status === 401) return new RequestFailure('UNAUTHENTICATED', 'This browser is not signed in.');
  if (status === 403) return new RequestFailure('FORBIDDEN', 'The server refused this request.');
  const [first] = error.graphQLErrors;
  if (first !== undefined) return failureOfGraphQLError(first);
  return new RequestFailure('UNREACHABLE', 'The server cannot be reached.');
}

function kindOfCode(code: unknown): FailureKind {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'UNAUTHENTICATED';
    case 'FORBIDDEN':
      return 'FORBIDDEN';
    case 'INVALID_INPUT':
    case 'GRAPHQL_VALIDATION_FAILED':
    case 'BAD_USER_INPUT':
      return 'INVALID';
    // The server let go of a page that hung: as with any line that broke, it goes on where it was.
    case 'SLOW_CONSUMER':
      return 'UNREACHABLE';
    default:
      return 'INTERNAL';
  }
}

function statusOf(response: unknown): number | undefined {
  return response instanceof Response ? response.status : undefined;
}
