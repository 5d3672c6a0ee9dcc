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
import type { Operations } from './operations.ts';
import type { TransportPorts } from './ports.ts';
import type { Rechecks } from './rechecks.ts';
import { readBody } from './request-body.ts';

export interface GraphqlHttp {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends the streams that would hold up a stopping server. */
  closeStreams(): void;
}

interface HttpPorts extends Pick<TransportPorts, 'schema' | 'authenticate'> {
  createContext(caller: Caller, connection: null): object;
}

/** GraphQL over HTTP, subscriptions as server-sent events. Nothing of a stranger's request is parsed. */
export function createGraphqlHttp(
  ports: HttpPorts,
  { operations, rechecks, errorMask }: { operations: Operations; rechecks: Rechecks; errorMask: ErrorMask },
): GraphqlHttp {
  const graphiql = createGraphiql();
  const streams = new Set<ServerResponse>();
  const yoga = createYoga<{ caller: Caller }>({
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

  function stream(request: IncomingMessage, response: ServerResponse): void {
    const stopWatching = rechecks.watch(credentialsOfRequest(request), () => response.destroy());
    streams.add(response);
    response.once('close', () => {
      stopWatching();
      streams.delete(response);
    });
  }

  return {
    async handle(request, response) {
      const credentials = credentialsOfRequest(request);
      if (credentials.signIn !== null && isFromAnotherOrigin(request)) {
        return void refuse(response, 403, 'FORBIDDEN', 'A page of another site may not use this sign-in.');
      }
      const principal = mayBeKnown(credentials) ? await ports.authenticate(credentials) : null;
      if (principal === null) return void refuseStranger(request, response);
      if (wantsGraphiql(request)) return graphiql.send(response);
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
      }
      if (request.headers.accept?.includes('text/event-stream') === true) stream(request, response);
      await yoga(request, response, { caller: { principal, origin: callerOrigin(request) } });
    },
    closeStreams() {
      for (const response of streams) response.destroy();
    },
  };
}

function refuseStranger(request: IncomingMessage, response: ServerResponse): void {
  if (wantsGraphiql(request)) {
    sendPage(response, 401, 'Sign in first: open <a href="/">the dashboard</a>, then come back.');
    return;
  }
  const message = 'Send "Authorization: Bearer …" with an app key, a session token or the admin token, or sign in.';
  response.setHeader('www-authenticate', 'Bearer');
  refuse(response, 401, 'UNAUTHENTICATED', message);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendErrors(response, status, [refusal(code, message)]);
}

/** Leaves HTTP to Yoga, and the operation to the same code that serves sockets. */
function useOperations({ createContext }: HttpPorts, operations: Operations): Plugin<object, { caller: Caller }> {
  return {
    onParams({ setParamsHandler }) {
      setParamsHandler(async ({ request, params, context }) => {
        const document = operations.prepare(params.query ?? '');
        if (!('kind' in document)) return { errors: document.map(asBadRequest) };
        const { operationName, variables } = params;
        if (request.method === 'GET' && isMutation(document, operationName)) {
          return { errors: [asBadRequest(refusal('INVALID_INPUT', 'Send mutations by POST.'))] };
        }
        const result = await operations.run({ document, operationName, variables }, () =>
          createContext(context.caller, null),
        );
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
