import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { ErrorMask } from './error-mask.ts';
import { closeCodes } from './close-codes.ts';
import { credentialsOfSocket, mayBeKnown } from './credentials.ts';
import { hasOwnOrigin } from './cross-site.ts';
import { Deadlines } from './deadlines.ts';
import { limits } from './limits.ts';
import { assertCanBegin } from './live-caller.ts';
import type { Beginning } from './open-operation.ts';
import { OpenSockets } from './open-sockets.ts';
import { type Operations, requireKnown } from './operations.ts';
import type { OwnerConnection, TransportPorts } from './ports.ts';
import { Protocol, type ProtocolServer, subprotocol } from './protocol.ts';
import { SharedPayloads } from './shared-payloads.ts';
import { type SocketPorts, SocketVisit } from './socket-visit.ts';
import { TellingSocket } from './telling-socket.ts';
import { nameAsked } from './watches.ts';

export interface GraphqlSocket {
  /** Takes over an HTTP connection that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Tells every client to come back elsewhere or later; cuts those that have not left when `abandon` aborts. */
  close(abandon: AbortSignal): Promise<void>;
}

/** GraphQL over WebSocket: the sockets are ws's, the protocol is next door, the rules are here. */
export function createGraphqlSocket<Connection extends OwnerConnection>(
  ports: TransportPorts<Connection>,
  { operations, errorMask }: { operations: Operations; errorMask: ErrorMask },
): GraphqlSocket {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    autoPong: false,
    WebSocket: TellingSocket,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
  });

  const socketPorts: SocketPorts = {
    ...ports,
    open: new OpenSockets(ports.clock),
    arrivals: new Deadlines(ports.clock, limits.connectionInitMs, (visit) => visit.giveUp()),
  };

  async function admit(
    visit: SocketVisit<Connection>,
    payload: Readonly<Record<string, unknown>> | undefined,
  ): Promise<boolean> {
    const { request } = visit;
    if (request === null) return false; // It has ended.
    const credentials = credentialsOfSocket(payload, request);
    // The cookie of a sign-in comes with a socket that any page opens; only our own page may lean on it.
    if (credentials.signIn !== null && !hasOwnOrigin(request)) return refuse(visit, 'FORBIDDEN');
    try {
      const visitor = mayBeKnown(credentials) ? await ports.admit(credentials) : null;
      if (visitor === null) return refuse(visit, 'UNAUTHORIZED');
      return visit.admit(visitor, ports.openConnection);
    } catch (error) {
      errorMask.one(error); // Logs it; a closing socket carries no error.
      return refuse(visit, 'INTERNAL_ERROR');
    }
  }

  function prepare(
    visit: SocketVisit<Connection>,
    { query, operationName, variables: given, extensions }: SubscribePayload,
  ): Beginning | readonly GraphQLError[] {
    try {
      assertCanBegin(visit);
      const documentId = extensions?.['documentId'];
      const isKnown = typeof documentId === 'string';
      const operation = isKnown
        ? requireKnown(operations, documentId).operation
        : operations.find(query, operationName);
      if (!('run' in operation)) return operation;
      visit.context ??= ports.createContext(visit, visit.connection);
      const variables = operation.take(given ?? {});
      const name = () => (isKnown ? documentId : nameText(query, operationName));
      const asked = operation.isWatch ? nameAsked(name(), operation.startVariables, variables) : null;
      // Written out: with a spread V8 gives each of them a shape of its own, and they are kept while a subscription lasts.
      return { operation, variables, asked };
    } catch (error) {
      return [errorMask.one(error)];
    }
  }

  const protocolServer: ProtocolServer<SocketVisit<Connection>> = {
    errorMask,
    sharedPayloads: new SharedPayloads(),
    admit,
    prepare,
    // As by somebody with the rights of each, and by nobody's connection.
    createSharedContext: (principal) => ports.createContext({ principal, origin: null }, null),
  };

  return {
    upgrade(request, connection, head) {
      server.handleUpgrade(request, connection, head, (socket) => {
        const visit = new SocketVisit<Connection>({ socket, stream: connection, request }, socketPorts);
        if (socket.protocol === subprotocol) return visit.listen(new Protocol(visit, protocolServer));
        visit.close(closeCodes.SUBPROTOCOL_NOT_ACCEPTABLE, 'Subprotocol not acceptable');
      });
    },
    async close(abandon) {
      server.close(); // Refuses whoever comes now.
      await socketPorts.open.sendAway(abandon);
    },
  };
}

/** Names a document that came as a text. */
function nameText(query: string, operationName: string | null | undefined): string {
  return `${createHash('sha256').update(query).digest('base64')} ${operationName ?? ''}`;
}

/** @returns that nobody was let in */
function refuse(visit: Pick<SocketVisit, 'close'>, code: keyof typeof refusals): false {
  visit.close(closeCodes[code], refusals[code]);
  return false;
}

const refusals = {
  FORBIDDEN: 'A page of another site may not use this sign-in',
  UNAUTHORIZED: 'Send { "authorization": "Bearer …" } in connection_init, or sign in',
  INTERNAL_ERROR: 'Something went wrong on our side',
} as const;
