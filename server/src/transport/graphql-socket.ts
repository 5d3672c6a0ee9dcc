import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { ErrorMask } from './error-mask.ts';
import { closeCodes } from './close-codes.ts';
import { credentialsOfSocket, mayBeKnown } from './credentials.ts';
import { hasOwnOrigin } from './cross-site.ts';
import { refusal } from './graphql-errors.ts';
import { limits } from './limits.ts';
import { assertCanBegin } from './live-caller.ts';
import type { OperationResult, Operations } from './operations.ts';
import type { Credentials, OwnerConnection, TransportPorts } from './ports.ts';
import { SocketVisit } from './socket-visit.ts';
import { isWatch } from './watches.ts';

export interface GraphqlSocket {
  /** Takes over an HTTP connection that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Tells every client to come back elsewhere or later; cuts those that have not left when `abandon` aborts. */
  close(abandon: AbortSignal): Promise<void>;
}

/** GraphQL over WebSocket: the protocol is graphql-ws's, the sockets are ws's, the rules are here. */
export function createGraphqlSocket<Connection extends OwnerConnection>(
  ports: TransportPorts<Connection>,
  { operations, errorMask }: { operations: Operations; errorMask: ErrorMask },
): GraphqlSocket {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols,
  });

  const protocol = makeServer<Record<string, unknown> | undefined, SocketVisit<Connection>>({
    connectionInitWaitTimeout: 0, // Ours runs on our clock.

    async onConnect({ connectionParams, extra: visit }) {
      try {
        return await admit(visit, credentialsOfSocket(connectionParams, visit.request));
      } catch (error) {
        errorMask.one(error); // Logs it; a closing socket carries no error.
        return refuse(visit, 'INTERNAL_ERROR');
      }
    },

    onSubscribe(context, id, { query, operationName, variables }) {
      const { admitted, connection, pendingMessages, watches } = context.extra;
      if (pendingMessages > limits.operationsPerSocket) {
        return [tooMany(limits.operationsPerSocket, 'operations')];
      }
      try {
        if (admitted === null) throw new Error('An operation came before its caller');
        assertCanBegin(admitted.visitor);
        const document = operations.prepare(query);
        if (!('kind' in document)) return document;
        watches.delete(id);
        if (isWatch(document, operationName) && !watches.add(id, context.subscriptions)) {
          return [tooMany(limits.watchesPerSocket, 'subscriptions that watch more than one session')];
        }
        const starting = new Starting(ports.createContext(admitted.caller, connection), () => {
          if (!(id in context.subscriptions)) throw refusal('CANCELLED', 'Completed before it began.');
          assertCanBegin(admitted.visitor);
        });
        return { schema: ports.schema, document, operationName, variableValues: variables, contextValue: starting };
      } catch (error) {
        return [errorMask.one(error)];
      }
    },
    execute: run,
    subscribe: run,
  });

  async function admit(visit: SocketVisit<Connection>, credentials: Credentials): Promise<boolean> {
    // The cookie of a sign-in comes with a socket that any page opens; only our own page may lean on it.
    if (credentials.signIn !== null && !hasOwnOrigin(visit.request)) return refuse(visit, 'FORBIDDEN');
    const visitor = mayBeKnown(credentials) ? await ports.admit(credentials) : null;
    if (visitor === null) return refuse(visit, 'UNAUTHORIZED');
    return visit.admit(visitor, ports.openConnection);
  }

  function run({ document, operationName, variableValues, contextValue }: ExecutionArgs): Promise<OperationResult> {
    return operations.run({ document, operationName, variables: variableValues }, () =>
      contextValue instanceof Starting ? contextValue.start() : contextValue,
    );
  }

  return {
    upgrade(request, connection, head) {
      server.handleUpgrade(request, connection, head, (socket) => {
        const visit = new SocketVisit<Connection>(socket, request, ports);
        const closed = protocol.opened(visit.toProtocol(), visit);
        visit.onEnd((code) => void closed(code).catch((error: unknown) => errorMask.one(error)));
      });
    },
    async close(abandon) {
      const allGone = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of server.clients) socket.close(closeCodes.GOING_AWAY, 'The server stops or restarts');
      const terminate = (): void => {
        for (const socket of server.clients) socket.terminate();
      };
      if (abandon.aborted) terminate();
      abandon.addEventListener('abort', terminate, { once: true });
      await allGone;
    },
  };
}

/** An operation between the look at it and its start: the library awaits in between, and much may have come by then. */
class Starting {
  readonly #context: object;
  readonly #assertWanted: () => void;

  constructor(context: object, assertWanted: () => void) {
    this.#context = context;
    this.#assertWanted = assertWanted;
  }

  /** @throws {GraphQLError} when it was completed, or whoever sent it refused, meanwhile */
  start(): object {
    this.#assertWanted();
    return this.#context;
  }
}

function tooMany(limit: number, what: string): GraphQLError {
  return refusal('TOO_MANY_OPERATIONS', `One socket carries at most ${limit} ${what}.`);
}

/** @returns what the library takes for a refusal; it closes nothing that is closing */
function refuse(visit: SocketVisit, code: keyof typeof refusals): false {
  visit.close(closeCodes[code], refusals[code]);
  return false;
}

const refusals = {
  FORBIDDEN: 'A page of another site may not use this sign-in',
  UNAUTHORIZED: 'Send { "authorization": "Bearer …" } in connection_init, or sign in',
  INTERNAL_ERROR: 'Something went wrong on our side',
} as const;
