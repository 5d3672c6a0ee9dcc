import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Caller } from '../kernel/record.ts';
import { sendErrors, sendPage } from './answers.ts';
import { callerOrigin } from './caller-origin.ts';
import type { ErrorMask } from './error-mask.ts';
import { credentialsOfRequest, mayBeKnown } from './credentials.ts';
import { isFromAnotherOrigin, needsPreflight } from './cross-site.ts';
import { createGraphiql, wantsGraphiql } from './graphiql.ts';
import { refusal, rewordError } from './graphql-errors.ts';
import { createHttpStreams } from './http-streams.ts';
import { limits } from './limits.ts';
import { assertCanBegin, createLiveCaller } from './live-caller.ts';
import {
  type KnownRequest,
  type PlainRequest,
  readKnownRequest,
  sendAnswer,
  toPlainRequest,
  toTextRequest,
} from './known-http.ts';
import type { Answer } from './operation.ts';
import { type OperationResult, type Operations, requireKnown } from './operations.ts';
import type { Credentials, Identity, TransportPorts, Visitor } from './ports.ts';
import { readBody } from './request-body.ts';

export interface GraphqlHttp {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends the streams that would hold up a stopping server. */
  closeStreams(): void;
}

/** Who sent a request. */
interface Sender {
  /** A query may wait, and is answered by the rights of its end; a mutation by those it was done with, even where it ends them. */
  readonly callerOf: (type: OperationTypeNode | undefined) => Caller;
  /** For a subscription, whatever form of its answer is accepted: runs it for a visitor, who is followed. */
  stay(subscribe: (visitor: Visitor) => Promise<OperationResult>): Promise<OperationResult>;
}

interface HttpPorts extends Pick<TransportPorts, 'schema' | 'authenticate' | 'admit' | 'proxies'> {
  createContext(caller: Caller, connection: null): object;
}

/** GraphQL over HTTP, subscriptions as server-sent events. Nothing of a stranger's request is parsed. */
export function createGraphqlHttp(
  ports: HttpPorts,
  { operations, errorMask }: { operations: Operations; errorMask: ErrorMask },
): GraphqlHttp {
  const graphiql = createGraphiql();
  const streams = createHttpStreams(ports);
  const yoga = createYoga<Sender>({
    schema: ports.schema,
    graphqlEndpoint: '/graphql',
    plugins: [useOperations(ports, operations, errorMask)],
    maskedErrors: { maskError: (error) => errorMask.one(error) },
    maxRequestBodySize: false, // Ours is checked before, at half the cost of an operation.
    parserAndValidationCache: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
    logging: false,
  });

  /** Who sends this; null for a stranger. */
  async function identify(credentials: Credentials): Promise<Identity | null> {
    return mayBeKnown(credentials) ? ports.authenticate(credentials) : null;
  }

  function callerBy(request: IncomingMessage, identity: Identity): Sender['callerOf'] {
    return (type) => {
      const origin = callerOrigin(request, ports.proxies);
      const isMutation = type === OperationTypeNode.MUTATION;
      return isMutation ? { principal: identity.principal, origin } : createLiveCaller(identity, origin);
    };
  }

  function findKnown(request: IncomingMessage, body: string): KnownRequest | GraphQLError | null {
    try {
      return readKnownRequest(request, body, (id) => requireKnown(operations, id));
    } catch (error) {
      return errorMask.one(error);
    }
  }

  /** Does what Yoga would, at a fifth of its cost. */
  async function answerPlain(callerOf: Sender['callerOf'], { operation, variables }: PlainRequest): Promise<Answer> {
    try {
      return await operation.run(variables, ports.createContext(callerOf(operation.type), null));
    } catch (error) {
      return { data: null, errors: [errorMask.one(error)] };
    }
  }

  return {
    async handle(request, response) {
      response.setHeader('cache-control', 'no-store');
      const isPage = wantsGraphiql(request);
      // The page itself tells nothing, and whoever follows a link to it comes from another site.
      const credentials = credentialsOfRequest(request);
      if (!isPage && credentials.signIn !== null && isFromAnotherOrigin(request)) {
        return void refuse(response, 403, 'FORBIDDEN', 'A page of another site may not use this sign-in.');
      }
      // What came with the head of the request is heard before anything else happens.
      await Promise.resolve();
      const isWhole = request.complete;
      let identity = await identify(credentials);
      if (identity === null) return void refuseStranger(request, response);
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
        // Whoever sends slowly must not act on what they might do when they began to.
        if (!isWhole) identity = await identify(credentials);
        if (identity === null) return void refuseStranger(request, response);
        const known = findKnown(request, body);
        if (known instanceof GraphQLError) {
          return void sendAnswer(request, response, { answer: { data: null, errors: [known] }, errorMask });
        }
        const plain = known && toPlainRequest(request, known);
        if (plain !== null) {
          const callerOf = callerBy(request, identity);
          return void sendAnswer(request, response, { answer: await answerPlain(callerOf, plain), errorMask });
        }
        Object.assign(request, { body: toYogaBody(known === null ? body : toTextRequest(known)) });
      }
      // Yoga would not hear of an end that was before it, and keep what it opens.
      if (response.destroyed) return;
      await yoga(request, response, {
        callerOf: callerBy(request, identity),
        stay: (subscribe) => streams.open(request, response, subscribe),
      });
    },
    closeStreams: () => streams.close(),
  };
}

/**
 * Yoga takes a body that is there instead of the stream that was read; an empty one would send it to that stream. Of a
 * string it lists each character first, a third of a second for the longest: from there on a stream costs less.
 */
function toYogaBody(text: string): string | Readable {
  return text.length < 1_000 ? text || ' ' : Readable.from(text);
}

function refuseStranger(request: IncomingMessage, response: ServerResponse): void {
  if (wantsGraphiql(request)) {
    sendPage(response, 401, '<a href="/sign-in?next=/graphql">Sign in</a> first; it leads back here.');
    return;
  }
  const credentials = credentialsOfRequest(request);
  const isKeyWrong = credentials.bearer !== null && mayBeKnown(credentials);
  const advice =
    'Send "Authorization: Bearer …" with an app key or a session token (until there is an admin, the bootstrap token does, too), or sign in.';
  response.setHeader('www-authenticate', 'Bearer');
  refuse(
    response,
    401,
    'UNAUTHENTICATED',
    isKeyWrong ? `The server does not accept this key or token. ${advice}` : advice,
  );
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendErrors(response, status, [refusal(code, message)]);
}

/** Leaves HTTP to Yoga, and the operation to the same code that serves sockets. */
function useOperations(
  { createContext }: HttpPorts,
  operations: Operations,
  errorMask: ErrorMask,
): Plugin<object, Sender> {
  return {
    onParams({ setParamsHandler }) {
      setParamsHandler(async ({ request, params, context: { callerOf, stay } }) => {
        const document = operations.prepare(params.query ?? '');
        if (!('kind' in document)) return { errors: document.map(asBadRequest) };
        const operation = { document, operationName: params.operationName, variables: params.variables };
        const type = getOperationAST(document, params.operationName)?.operation;
        if (request.method === 'GET' && type === OperationTypeNode.MUTATION) {
          return { errors: [asBadRequest(refusal('INVALID_INPUT', 'Send mutations by POST.'))] };
        }
        if (type === OperationTypeNode.SUBSCRIPTION) {
          const subscribe = (visitor: Visitor): Promise<OperationResult> =>
            operations.run(operation, () => {
              assertCanBegin(visitor);
              return createContext(createLiveCaller(visitor, callerOf(type).origin), null);
            });
          return asAnswer(await stay(subscribe).catch((error: unknown) => ({ errors: [errorMask.one(error)] })));
        }
        return asAnswer(await operations.run(operation, () => createContext(callerOf(type), null)));
      });
    },
  };
}

/** Without data nothing was executed: by the specification of GraphQL over HTTP the request was bad. */
function asAnswer(result: OperationResult): OperationResult {
  if (isAsyncIterable(result) || 'data' in result || result.errors === undefined) return result;
  return { errors: result.errors.map(asBadRequest) };
}

/** The status is for clients that accept `application/graphql-response+json`; others get 200, as they expect. */
function asBadRequest(error: GraphQLError): GraphQLError {
  const status = error.extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
  return rewordError(error, error.message, { ...error.extensions, http: { status, spec: true } });
}
