import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAsyncIterable } from 'graphql-yoga';
import { credentialsOfRequest } from './credentials.ts';
import { refusal } from './graphql-errors.ts';
import type { OperationResult } from './operations.ts';
import type { TransportPorts, Visitor } from './ports.ts';

/** The answers over HTTP that go on: each has a visitor, and lasts no longer than they may stay. */
export interface HttpStreams {
  /**
   * Answers with what `subscribe` opens for whoever sent the request.
   * @throws {GraphQLError} UNAUTHENTICATED when they are known no more, or have gone
   */
  open(
    request: IncomingMessage,
    response: ServerResponse,
    subscribe: (visitor: Visitor) => Promise<OperationResult>,
  ): Promise<OperationResult>;
  /** Ends all of them, and whatever would begin from now on: they would hold up a stopping server. */
  close(): void;
}

export function createHttpStreams({ admit }: Pick<TransportPorts, 'admit'>): HttpStreams {
  const responses = new Set<ServerResponse>();
  let isClosed = false;

  /** @returns false when there is nobody to answer (any more) */
  function stayOpen(visitor: Visitor, response: ServerResponse): boolean {
    if (isClosed) response.destroy();
    // The end of a response is told once, and may have been.
    if (response.destroyed) {
      visitor.leave();
      return false;
    }
    responses.add(response);
    response.once('close', () => {
      visitor.leave();
      responses.delete(response);
    });
    visitor.onRefused({ refused: () => void response.destroy() });
    return !response.destroyed;
  }

  return {
    async open(request, response, subscribe) {
      const visitor = await admit(credentialsOfRequest(request));
      if (visitor === null || !stayOpen(visitor, response)) {
        throw refusal('UNAUTHENTICATED', 'These credentials hold no longer.');
      }
      const result = await subscribe(visitor);
      if (isAsyncIterable(result)) whenClosed(response, () => letGo(result));
      return result;
    },
    close() {
      isClosed = true;
      for (const response of responses) response.destroy();
    },
  };
}

/** Yoga lets go of what it streams, and not of what it finds no accepted form for, or of what comes too late. */
function letGo(results: AsyncIterableIterator<unknown>): void {
  void results.return?.().catch(() => undefined); // It is over; nobody is left to be told.
}

function whenClosed(response: ServerResponse, run: () => void): void {
  if (response.destroyed) run();
  else response.once('close', run);
}
