import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, OperationTypeNode, type DocumentNode, type GraphQLError } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Caller } from '../kernel/record.ts';
import { sendErrors, sendPage } from './answers.ts';
import { callerOrigin } from './caller-origin.ts';
import type { ErrorMask } from './error-mask.ts';
import { credentialsOfRequest, mayBeKnown } from './credentials.ts';
import { isFromAnotherOrigin, needsPreflight } from './cross-site.ts';
import { createGraphiql, wantsGraphiql } from './graphiql.ts';
import { refusal, rewordError } from './graphql-errors.ts';
import { limits } from './limits.ts';
import { assertCanBegin, createLiveCaller } from './live-caller.ts';
import type { Operations } from './operations.ts';
import type { TransportPorts, Visitor } from './ports.ts';
import { readBody } from './request-body.ts';

export interface GraphqlHttp {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends the streams that would hold up a stopping server. */
  closeStreams(): void;
}

/** Who sent a request; the visitor where it is for a stream. */
interface Sender {
  readonly caller: Caller;
  readonly visitor: Visitor | null;
}

interface HttpPorts extends Pick<TransportPorts, 'schema' | 'authenticate' | 'admit'> {
  createContext(caller: Caller, connection: null): object;
}

/** GraphQL over HTTP, subscriptions as server-sent events. Nothing of a stranger's request is parsed. */
export function createGraphqlHttp(
  ports: HttpPorts,
  { operations, errorMask }: { operations: Operations; errorMask: ErrorMask },
): GraphqlHttp {
  const graphiql = createGraphiql();
  const streams = new Set<ServerResponse>();
  const yoga = createYoga<Sender>({
    schema: ports.schema,
    graphqlEndpoint: '/graphql',
    plugins: [useOperations(ports, operations)],
    maskedErrors: { maskError: (error) => errorMask.one(error) },
    maxRequestBodySize: false, // Ours is checked before, at half the cost of an operation.
    parserAndValidationCache: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
    logging: false,
  });

  /** Who sends this; a stream stays, so its visitor is followed. Null for a stranger. */
  async function identify(request: IncomingMessage, response: ServerResponse): Promise<Sender | null> {
    const credentials = credentialsOfRequest(request);
    const origin = callerOrigin(request);
    if (!mayBeKnown(credentials)) return null;
    if (!wantsStream(request)) {
      const principal = await ports.authenticate(credentials);
      return principal && { caller: { principal, origin }, visitor: null };
    }
    const visitor = await ports.admit(credentials);
    if (visitor === null) return null;
    stayOpen(visitor, response);
    return { caller: createLiveCaller(visitor, origin), visitor };
  }

  function stayOpen(visitor: Visitor, response: ServerResponse): void {
    if (response.destroyed) return visitor.leave(); // Its end was told while nobody listened.
    streams.add(response);
    response.once('close', () => {
      visitor.leave();
      streams.delete(response);
    });
    visitor.onRefused(() => response.destroy());
  }

  return {
    async handle(request, response) {
      response.setHeader('cache-control', 'no-store');
      const isPage = wantsGraphiql(request);
      // The page itself tells nothing, and whoever follows a link to it comes from another site.
      if (!isPage && credentialsOfRequest(request).signIn !== null && isFromAnotherOrigin(request)) {
        return void refuse(response, 403, 'FORBIDDEN', 'A page of another site may not use this sign-in.');
      }
      let sender = await identify(request, response);
      if (sender === null) return void refuseStranger(request, response);
      if (isPage) return graphiql.send(response);
      if (!needsPreflight(request)) {
        return void refuse(response, 403, 'FORBIDDEN', 'Send JSON with "Content-Type: application/json".');
      }
      if (request.method === 'POST') {
        const body = await readBody(request, limits.bodyBytes);
        if (body === null) {
          response.setHeader('connection', 'close'); // What is on its way is not worth waiting for.
          return void refuse(response, 413, 'INVALID_INPUT', `Send at most ${limits.bodyBytes} bytes.`);
        }
        // Yoga takes a body that is there instead of the stream; an empty one would send it to the stream that was read.
        Object.assign(request, { body: body === '' ? ' ' : body });
        // Whoever sends slowly must not act on what they might do when they began to.
        if (sender.visitor === null) sender = await identify(request, response);
        if (sender === null) return void refuseStranger(request, response);
      }
      // Yoga would not hear of an end that was before it, and keep what it opens.
      if (!response.destroyed) await yoga(request, response, sender);
    },
    closeStreams() {
      for (const response of streams) response.destroy();
    },
  };
}

function wantsStream({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/event-stream') === true;
}

function refuseStranger(request: IncomingMessage, response: ServerResponse): void {
  if (wantsGraphiql(request)) {
    sendPage(response, 401, '<a href="/sign-in?next=/graphql">Sign in</a> first; it leads back here.');
    return;
  }
  const message =
    'Send "Authorization: Bearer …" with an app key or a session token (until there is an admin, the bootstrap token does, too), or sign in.';
  response.setHeader('www-authenticate', 'Bearer');
  refuse(response, 401, 'UNAUTHENTICATED', message);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendErrors(response, status, [refusal(code, message)]);
}

/** Leaves HTTP to Yoga, and the operation to the same code that serves sockets. */
function useOperations({ createContext }: HttpPorts, operations: Operations): Plugin<object, Sender> {
  return {
    onParams({ setParamsHandler }) {
      setParamsHandler(async ({ request, params, context }) => {
        const document = operations.prepare(params.query ?? '');
        if (!('kind' in document)) return { errors: document.map(asBadRequest) };
        const { operationName, variables } = params;
        if (request.method === 'GET' && isMutation(document, operationName)) {
          return { errors: [asBadRequest(refusal('INVALID_INPUT', 'Send mutations by POST.'))] };
        }
        const result = await operations.run({ document, operationName, variables }, () => {
          if (context.visitor !== null) assertCanBegin(context.visitor);
          return createContext(context.caller, null);
        });
        // Without data nothing was executed: by the specification of GraphQL over HTTP the request was bad.
        if (isAsyncIterable(result) || 'data' in result || result.errors === undefined) return result;
        return { errors: result.errors.map(asBadRequest) };
      });
    },
  };
}

function isMutation(document: DocumentNode, operationName: string | undefined): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
}

/** The status is for clients that accept `application/graphql-response+json`; others get 200, as they expect. */
function asBadRequest(error: GraphQLError): GraphQLError {
  const status = error.extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
  return rewordError(error, error.message, { ...error.extensions, http: { status, spec: true } });
}
