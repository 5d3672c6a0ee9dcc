import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { createClient } from 'graphql-ws';
import { documentIdOf } from './document-id.ts';
import { RequestFailure, failureOfGraphQLError } from './failure.ts';

export interface SubscriptionSink<Result> {
  next(result: Result): void;
  /** Called once, whatever the reason: the line broke, the server completed it or refused it. */
  ended(failure: RequestFailure): void;
}

export interface LiveSocket {
  /** Answers how to stop; nothing is called after that. */
  subscribe<Result, Variables extends AnyVariables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    sink: SubscriptionSink<Result>,
  ): () => void;
  /** Gives the line up at once, without waiting for anyone; every subscription ends. */
  drop(): void;
}

export interface LiveSocketOptions {
  readonly url: string;
  /** How often the line is asked whether it still is one. */
  readonly pingEveryMs: number;
  /** How long an answer may take before the line counts as dead. */
  readonly pongWithinMs: number;
  readonly onUp: () => void;
  readonly onDown: () => void;
  /** Called with everything that arrives: proof that the line is one. */
  readonly onHeard: () => void;
  readonly onUnauthenticated: () => void;
  readonly onForbidden: () => void;
}

const NORMAL_CLOSE = 1000;
const UNAUTHENTICATED_CLOSE = 4401;
const FORBIDDEN_CLOSE = 4403;

/**
 * The one socket of this tab. graphql-ws is used bare and never retries by itself: its retry repeats the first
 * variables, and a watch has to go on from the last revision it applied.
 */
export function createLiveSocket(options: LiveSocketOptions): LiveSocket {
  let pongDeadline: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: options.url,
    lazy: true,
    // A change of the filter is a new subscription, not a new socket.
    lazyCloseTimeout: 5_000,
    keepAlive: options.pingEveryMs,
    connectionAckWaitTimeout: 5_000,
    retryAttempts: 0,
    shouldRetry: () => false,
    on: {
      connected: options.onUp,
      message: () => {
        clearTimeout(pongDeadline);
        options.onHeard();
      },
      ping: (isReceived) => {
        if (isReceived) return;
        clearTimeout(pongDeadline);
        pongDeadline = setTimeout(() => client.terminate(), options.pongWithinMs);
      },
      closed: (event) => {
        clearTimeout(pongDeadline);
        const code = closeCodeOf(event);
        // We closed it ourselves, nothing being watched any more.
        if (code === NORMAL_CLOSE) return;
        options.onDown();
        if (code === UNAUTHENTICATED_CLOSE) options.onUnauthenticated();
      },
      error: options.onDown,
    },
  });

  return {
    subscribe(document, variables, sink) {
      let isOpen = true;
      const end = (failure: RequestFailure) => {
        if (!isOpen) return;
        isOpen = false;
        stop();
        sink.ended(failure);
        if (failure.kind === 'FORBIDDEN') options.onForbidden();
      };
      const stop = client.subscribe<ResultOf<typeof document>>(
        // The protocol wants a text, also where the id says all.
        { query: '', variables: variables ?? null, extensions: { documentId: documentIdOf(document) } },
        {
          next: ({ data, errors }) => {
            const [error] = errors ?? [];
            if (error !== undefined) end(failureOfGraphQLError(error));
            else if (isOpen && data != null) sink.next(data);
          },
          error: (cause) => end(failureOfEnd(cause)),
          complete: () => end(new RequestFailure('UNREACHABLE', 'The server ended the live line.')),
        },
      );
      return () => {
        isOpen = false;
        stop();
      };
    },
    drop: () => client.terminate(),
  };
}

type ResultOf<Document> = Document extends TypedDocumentNode<infer Result, infer _Variables> ? Result : never;

function failureOfEnd(cause: unknown): RequestFailure {
  if (Array.isArray(cause) && isGraphQLError(cause[0])) return failureOfGraphQLError(cause[0]);
  const code = closeCodeOf(cause);
  if (code === UNAUTHENTICATED_CLOSE) return new RequestFailure('UNAUTHENTICATED', 'This browser is not signed in.');
  if (code === FORBIDDEN_CLOSE) return new RequestFailure('FORBIDDEN', 'The server refused the live line.');
  return new RequestFailure('UNREACHABLE', 'The live line broke.');
}

function isGraphQLError(value: unknown): value is { message: string; extensions?: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

function closeCodeOf(event: unknown): number | undefined {
  if (typeof event !== 'object' || event === null || !('code' in event)) return undefined;
  return typeof event.code === 'number' ? event.code : undefined;
}
