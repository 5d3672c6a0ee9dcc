import { readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { getOperationAST, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { type Secrets, createAccess } from './access.ts';
import { Approvals, createApprovalResolvers } from './approvals.ts';
import { graphqlFailure } from './failures.ts';
import { documentOf, textOf } from './known-documents.ts';
import { createInboxResolvers } from './inbox.ts';
import type { Caller } from './model.ts';
import { Registry } from './registry.ts';
import { createResolvers } from './resolvers.ts';
import { type Connection, createSubscriptions } from './subscriptions.ts';
import { createTypeResolvers } from './types.ts';

export interface ContractServerOptions {
  /** @default 0 (any free port) */
  readonly port?: number;
  /** Keep the sessions of an earlier server: a restart. */
  readonly registry?: Registry;
  readonly approvals?: Approvals;
  readonly secrets?: Secrets;
}

export interface ContractServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly registry: Registry;
  readonly approvals: Approvals;
  readonly secrets: Secrets;
  /** How many sockets were ever opened, and how many are open now. */
  readonly sockets: { readonly opened: number; readonly open: number };
  /** Every operation executed over a socket, by name, in order. */
  readonly operations: readonly { readonly name: string; readonly variables: Readonly<Record<string, unknown>> }[];
  /** The names of mutations that are executed and end without an answer. */
  readonly unanswered: Set<string>;
  /** The names of operations this server does not know, as an older one would not. */
  readonly unknown: Set<string>;
  /** Called when an operation was executed, before it is answered. */
  onExecuted: (name: string) => void;
  /** Whether `killSignal` delivers kills; off leaves the heartbeat's answer as their only way. */
  setPushesKills(pushes: boolean): void;
  /** Cuts every socket without a closing frame. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * A server that leans on nothing but `schema.graphql`: real sockets, sessions in memory. What works against it works
 * against the contract, not against our server's habits.
 */
export async function startContractServer(options: ContractServerOptions = {}): Promise<ContractServer> {
  const registry = options.registry ?? new Registry(Date.now);
  const approvals = options.approvals ?? new Approvals(registry);
  const access = createAccess(registry, options.secrets);
  const operations: { name: string; variables: Record<string, unknown> }[] = [];
  const sockets = { opened: 0, open: 0 };
  const unanswered = new Set<string>();
  const unknown = new Set<string>();
  let pushesKills = true;
  let url = '';

  const schema = makeExecutableSchema({
    typeDefs: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
    resolvers: [
      createTypeResolvers(Date.now),
      createResolvers(registry, () => ({ url, key: access.secrets.key })),
      { Subscription: createSubscriptions(registry, { pushesKills: () => pushesKills }) },
      createApprovalResolvers(registry, approvals),
      createInboxResolvers(registry, approvals),
    ],
  });
  const yoga = createYoga<{ req: IncomingMessage; res: ServerResponse }>({
    schema,
    graphqlEndpoint: '/graphql',
    logging: false,
    maskedErrors: false,
    extraParamNames: ['documentId'],
    plugins: [
      {
        onParams({ params, setParams }) {
          if ('documentId' in params) setParams({ ...params, query: textOf(params.documentId) });
        },
      },
    ],
    context: ({ req }) => access.ofRequest(req) ?? {},
  });

  const http = createServer((request, response) => {
    if (access.handleSignIn(request, response)) return;
    if (request.url?.startsWith('/graphql') !== true) {
      response.writeHead(404).end();
    } else if (request.method === 'POST' && access.ofRequest(request) === undefined) {
      const error = { message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [error] }));
    } else {
      void yoga(request, response);
    }
  });
  const webSockets = new WebSocketServer({ server: http, path: '/graphql' });
  useServer<Record<string, unknown>, { caller: Caller & Connection }>(
    {
      schema,
      onConnect: ({ connectionParams, extra }) => {
        const caller = access.ofConnection(connectionParams, extra.request);
        if (caller === undefined) extra.socket.close(4401, 'Unauthenticated');
        else {
          extra.caller = access.withLease(caller, extra.socket);
          access.closeWithItsSession(caller, extra.socket);
        }
        return caller !== undefined;
      },
      onSubscribe: ({ extra }, _id, payload) => {
        const { operationName, variables } = payload;
        const document = documentOf(payload);
        const problems = validate(schema, document);
        if (problems.length > 0) return problems;
        const name = getOperationAST(document, operationName)?.name?.value ?? 'anonymous';
        operations.push({ name, variables: variables ?? {} });
        if (unknown.has(name)) return [graphqlFailure('UNKNOWN_DOCUMENT', 'This server does not know the document.')];
        if (extra.caller === undefined || access.holds(extra.caller)) {
          return { schema, document, operationName, variableValues: variables };
        }
        return [graphqlFailure('UNAUTHENTICATED', 'The session of this token has ended.')];
      },
      onOperation: (_context, _id, _payload, { document, operationName }) => {
        const name = getOperationAST(document, operationName)?.name?.value ?? '';
        server.onExecuted(name);
        // Of a result without parts nothing is sent but the `complete`.
        return unanswered.has(name) ? Readable.from([]) : undefined;
      },
      context: ({ extra }) => ({ ...extra.caller }),
    },
    webSockets,
  );
  webSockets.on('connection', (socket) => {
    sockets.opened += 1;
    sockets.open += 1;
    socket.once('close', () => (sockets.open -= 1));
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;

  async function close(): Promise<void> {
    for (const client of webSockets.clients) client.close(1001, 'Going away');
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    http.closeAllConnections();
    webSockets.close();
    await closed;
  }

  const server: ContractServer = {
    url,
    port,
    registry,
    approvals,
    secrets: access.secrets,
    sockets,
    operations,
    unanswered,
    unknown,
    onExecuted: () => undefined,
    setPushesKills: (pushes) => (pushesKills = pushes),
    cut: () => webSockets.clients.forEach((client) => client.terminate()),
    close,
    [Symbol.asyncDispose]: close,
  };
  return server;
}
