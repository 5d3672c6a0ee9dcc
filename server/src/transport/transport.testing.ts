import { createClient, type Client, type SubscribePayload } from 'graphql-ws';
import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type FormattedExecutionResult,
} from 'graphql';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createManualClock, type ManualClock } from '../kernel/clock.testing.ts';
import { InvalidInputError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/record.ts';
import type { Credentials, OwnerConnection, TransportPorts } from './ports.ts';
import { createTransport, type Transport } from './transport.ts';

export const adminToken = 'rca_0123456789abcdef';
export const signInSecret = 'rcs_0123456789abcdef';
export const signInCookie = `__Host-rollcall=${signInSecret}`;

/** A subscription's source that counts what is opened, asked for and let go of. */
export class CountedTicks implements AsyncIterableIterator<{ tick: string }> {
  static readonly open = new Set<CountedTicks>();
  pulls = 0;
  readonly #isEndless: boolean;
  readonly #payload: string;
  #waiting: ((result: IteratorResult<{ tick: string }>) => void) | null = null;

  /** @param payloadBytes of each tick; 0 for a source that never ticks by itself */
  constructor(payloadBytes: number) {
    this.#isEndless = payloadBytes > 0;
    this.#payload = 'x'.repeat(payloadBytes);
    CountedTicks.open.add(this);
  }

  async next(): Promise<IteratorResult<{ tick: string }>> {
    this.pulls += 1;
    if (!CountedTicks.open.has(this)) return { done: true, value: undefined };
    if (!this.#isEndless) return new Promise((resolve) => (this.#waiting = resolve));
    // A turn of the event loop, or an endless source would starve the sockets.
    await new Promise((resolve) => setImmediate(resolve));
    return { done: false, value: { tick: this.#payload } };
  }

  async return(): Promise<IteratorResult<{ tick: string }>> {
    CountedTicks.open.delete(this);
    this.#waiting?.({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

interface TestContext {
  readonly caller: Caller;
  readonly connection: OwnerConnection | null;
}

const required = new GraphQLNonNull(GraphQLString);

const Thing: GraphQLObjectType = new GraphQLObjectType({
  name: 'Thing',
  fields: () => ({ name: { type: required, resolve: () => 'thing' }, thing: { type: Thing, resolve: () => ({}) } }),
});

/** How many resolvers ran, of all tests of a file. */
export const resolved = { count: 0 };

export const testSchema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, TestContext>({
    name: 'Query',
    fields: {
      hello: {
        type: required,
        resolve: () => {
          resolved.count += 1;
          return 'world';
        },
      },
      viewer: { type: required, resolve: (_, __, { caller }) => caller.principal.kind },
      origin: { type: GraphQLString, resolve: (_, __, { caller }) => caller.origin },
      hasConnection: { type: required, resolve: (_, __, { connection }) => String(connection !== null) },
      echo: {
        type: required,
        args: { text: { type: required } },
        resolve: (_, { text }: { text: string }) => text,
      },
      count: { type: GraphQLInt, args: { to: { type: GraphQLInt } }, resolve: () => 1 },
      thing: { type: Thing, resolve: () => ({}) },
      fails: {
        type: GraphQLString,
        args: { how: { type: required } },
        resolve: (_, { how }: { how: string }) => fail(how),
      },
      failsOften: {
        type: new GraphQLList(GraphQLString),
        resolve: () => [1, 2, 3].map((at) => Promise.reject(new Error(`secret ${at}`))),
      },
      big: {
        type: required,
        args: { bytes: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_, { bytes }: { bytes: number }) => {
          resolved.count += 1;
          return 'x'.repeat(bytes);
        },
      },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: { change: { type: required, resolve: () => 'changed' } },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      ticks: {
        type: required,
        args: { bytes: { type: GraphQLInt } },
        subscribe: (_, { bytes }: { bytes?: number }) => new CountedTicks(bytes ?? 0),
        resolve: ({ tick }: { tick: string }) => tick,
      },
      failing: {
        type: required,
        args: { how: { type: required }, at: { type: required } },
        subscribe: (_, { how, at }: { how: string; at: string }) => (at === 'start' ? fail(how) : failLater(how)),
      },
    },
  }),
});

function fail(how: string): never {
  if (how === 'domain') throw new InvalidInputError([{ path: 'first', message: 'must be 1 to 500' }]);
  if (how === 'graphql') throw new GraphQLError('On purpose', { extensions: { code: 'SUPERSEDED' } });
  if (how === 'long') throw new GraphQLError('x'.repeat(1_000_000));
  throw new Error('secret: the database password');
}

function failLater(how: string): AsyncIterableIterator<never> {
  return {
    next: async () => fail(how),
    return: async () => ({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export interface StartedTransport {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly transport: Transport;
  readonly clock: ManualClock;
  /** What was logged, as JSON lines. */
  readonly log: string[];
  /** The connections opened, with what they were told. */
  readonly connections: { heard: number; closed: number }[];
  /** What `authenticate` was asked. */
  readonly asked: Credentials[];
  /** Bearer tokens and sign-ins that are good. */
  readonly good: Set<string>;
  state: { isReady: boolean };
}

/** A transport on a free port, closed when the test is over. */
export async function startTransport(overrides: Partial<TransportPorts> = {}): Promise<StartedTransport> {
  const clock = createManualClock();
  const log: string[] = [];
  const connections: { heard: number; closed: number }[] = [];
  const asked: Credentials[] = [];
  const good = new Set([adminToken, signInSecret]);
  const state = { isReady: true };
  const write = (fields: object, message: string): void => void log.push(JSON.stringify({ ...fields, message }));

  const transport = createTransport(
    {
      schema: testSchema,
      createContext: (caller, connection): TestContext => ({ caller, connection }),
      async authenticate(credentials) {
        asked.push(credentials);
        const secret = credentials.bearer ?? credentials.signIn ?? '';
        return good.has(secret) ? { kind: 'ADMIN', name: 'Admin' } : null;
      },
      signIns: {
        async begin(proof) {
          const isGood = 'code' in proof ? proof.code === 'good-code' : proof.token === adminToken;
          return isGood ? { secret: signInSecret, maxAgeSeconds: 3_600 } : null;
        },
        end: async (secret) => void good.delete(secret),
      },
      openConnection() {
        const connection = { heard: 0, closed: 0 };
        connections.push(connection);
        return { heard: () => (connection.heard += 1), close: () => (connection.closed += 1) };
      },
      isReady: () => state.isReady,
      dashboardDir: '/nonexistent',
      clock,
      logger: { info: write, error: write },
      ...overrides,
    },
    { host: '127.0.0.1', port: 0 },
  );
  const { url, port } = await transport.listen();
  onTestFinished(async () => {
    const closed = transport.close(0);
    clock.advance(0);
    await closed;
  });
  return { url, host: `127.0.0.1:${port}`, port, transport, clock, log, connections, asked, good, state };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: FormattedExecutionResult<Record<string, unknown>>;
}

/** Sends one operation over HTTP, as the admin unless told otherwise. */
export async function post(
  url: string,
  payload: SubscribePayload | string,
  headers: Record<string, string> = { authorization: `Bearer ${adminToken}` },
): Promise<Answer> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {},
  };
}

/** A client as the SDK and the dashboard use it. */
export function openClient({ port }: StartedTransport, connectionParams?: Record<string, unknown>): Client {
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    connectionParams: connectionParams ?? { authorization: `Bearer ${adminToken}` },
  });
  onTestFinished(() => void client.dispose());
  return client;
}

/** The first message of an operation. */
export async function ask(client: Client, payload: SubscribePayload): Promise<object> {
  for await (const result of client.iterate(payload)) return result;
  throw new Error('The operation completed without a message');
}
