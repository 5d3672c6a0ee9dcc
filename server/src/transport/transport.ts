import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { localUrl } from '../kernel/local-url.ts';
import { Admission } from './admission.ts';
import { createErrorMask } from './error-mask.ts';
import { createGraphqlHttp } from './graphql-http.ts';
import { createGraphqlSocket } from './graphql-socket.ts';
import { createIdentityEndpoints } from './identity.ts';
import { createOperations } from './operations.ts';
import { limits } from './limits.ts';
import type { OwnerConnection, TransportPorts } from './ports.ts';
import { createRouter, graphqlPath, pathOf } from './router.ts';
import { createSetUpEndpoints } from './set-up.ts';
import { createSignInEndpoints } from './sign-in.ts';

export interface Transport {
  /**
   * Opens the port.
   * @throws when it is taken or may not be opened
   */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /**
   * Takes nothing new, sends sockets and streams away, lets requests under way finish within `graceMs`, and cuts the
   * rest. Calling it again waits for the same end.
   */
  close(graceMs: number): Promise<void>;
}

/**
 * The server's one port: GraphQL over HTTP and WebSocket, sign-in, health, and the dashboard's files.
 * @param options port 0 takes any free one
 */
export function createTransport<Connection extends OwnerConnection>(
  ports: TransportPorts<Connection>,
  { host, port }: { host: string; port: number },
): Transport {
  const errorMask = createErrorMask(ports.logger);
  const shared = { operations: createOperations(ports, errorMask), errorMask };
  const graphql = createGraphqlHttp(ports, shared);
  const sockets = createGraphqlSocket(ports, shared);
  const admission = new Admission(ports);
  let closing: Promise<void> | undefined;

  const endpoints = {
    graphql,
    signIns: createSignInEndpoints(ports),
    setUp: createSetUpEndpoints(ports),
    identity: createIdentityEndpoints(ports, errorMask),
    isDraining: () => closing !== undefined,
  };
  const server = createServer({ requestTimeout: 30_000 }, createRouter(ports, endpoints, errorMask));
  server.on('request', (_, response) => {
    // Its connection would wait for a further request, and hold up a server that stops.
    response.once('close', () => {
      if (closing !== undefined) server.closeIdleConnections();
    });
  });
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', destroy);
    const refuse = (status: string): void => {
      const answer = `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
      connection.end(answer, () => connection.destroy());
    };
    if (pathOf(request) !== graphqlPath) return refuse('404 Not Found');
    admission.ask({
      enter() {
        sockets.upgrade(request, connection, head);
        connection.off('error', destroy); // From here on ws listens.
      },
      refuse: () => refuse('503 Service Unavailable'),
      isGone: () => connection.destroyed,
    });
  });

  async function drain(graceMs: number): Promise<void> {
    const abandon = new AbortController();
    abandon.signal.addEventListener('abort', () => server.closeAllConnections());
    const cancel = ports.clock.after(graceMs, () => abandon.abort());
    const httpClosed = new Promise<void>((resolve) => server.close(() => resolve()));
    admission.close();
    graphql.closeStreams();
    await Promise.all([httpClosed, sockets.close(abandon.signal)]);
    cancel();
  }

  return {
    listen() {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host, backlog: limits.acceptBacklog }, () => {
          server.off('error', reject);
          // A connection could not be taken, as when files run out; unheard, it would end the process.
          server.on('error', (error) => errorMask.one(error));
          const address = server.address();
          const boundPort = typeof address === 'object' && address !== null ? address.port : port;
          resolve({ url: localUrl(host, boundPort), port: boundPort });
        });
      });
    },
    close(graceMs) {
      closing ??= drain(graceMs);
      return closing;
    },
  };
}

/** It shares no scope with what is done once: a listener keeps the scope it was made in as long as its socket lives. */
function destroy(this: Duplex): void {
  this.destroy();
}
