import {
  GraphQLError,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { InvalidInputError, ShuttingDownError, TooManyOperationsError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/record.ts';
import type { SharedMessage } from '../kernel/subscription.ts';
import type { OwnerConnection } from './ports.ts';

/** A subscription's source that counts what is opened, asked for and let go of. */
export class CountedTicks implements AsyncIterableIterator<{ tick: string }> {
  static readonly open = new Set<CountedTicks>();
  /** How many were ever opened, of all tests of a file. */
  static opened = 0;
  pulls = 0;
  readonly #isEndless: boolean;
  readonly #payload: string;
  #waiting: ((result: IteratorResult<{ tick: string }>) => void) | null = null;

  /** Lets every source that waits tick once. */
  static tickAll(tick: string): void {
    for (const ticks of CountedTicks.open) ticks.#waiting?.({ done: false, value: { tick } });
  }

  /** As {@link tickAll}, with one message that is the same for all. */
  static tellAll({ tick }: { tick: string }): void {
    const message: { tick: string } & SharedMessage = { tick, readBy: { kind: 'BOOTSTRAP' } };
    for (const ticks of CountedTicks.open) ticks.#waiting?.({ done: false, value: message });
  }

  /** @param payloadBytes of each tick; 0 for a source that never ticks by itself */
  constructor(payloadBytes: number) {
    this.#isEndless = payloadBytes > 0;
    this.#payload = 'x'.repeat(payloadBytes);
    CountedTicks.open.add(this);
    CountedTicks.opened += 1;
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

export interface TestContext {
  readonly caller: Caller;
  readonly connection: OwnerConnection | null;
}

const required = new GraphQLNonNull(GraphQLString);

/** Lets the resolvers go on that wait. */
export const gates: (() => void)[] = [];

const roleOf = ({ principal }: Caller): string => (principal.kind === 'PERSON' ? principal.role : principal.kind);

const Waited = new GraphQLObjectType<unknown, TestContext>({
  name: 'Waited',
  fields: {
    role: {
      type: required,
      resolve: (_, __, { caller }) => {
        resolved.count += 1;
        return roleOf(caller);
      },
    },
  },
});

const Thing: GraphQLObjectType = new GraphQLObjectType({
  name: 'Thing',
  fields: () => ({ name: { type: required, resolve: () => 'thing' }, thing: { type: Thing, resolve: () => ({}) } }),
});

const Choice = new GraphQLInputObjectType({
  name: 'Choice',
  fields: {
    ids: { type: new GraphQLList(new GraphQLNonNull(GraphQLID)) },
    other: { type: new GraphQLScalarType({ name: 'Anything' }) },
  },
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
      choose: {
        type: GraphQLInt,
        args: { from: { type: Choice } },
        resolve: (_, { from }: { from?: { ids?: readonly string[] } }) => from?.ids?.length ?? 0,
      },
      thing: { type: Thing, resolve: () => ({}) },
      waited: { type: Waited, resolve: () => new Promise((resolve) => gates.push(() => resolve({}))) },
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
    fields: {
      change: {
        type: required,
        resolve: () => {
          resolved.count += 1;
          return 'changed';
        },
      },
    },
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
      killSignal: {
        type: required,
        subscribe: () => new CountedTicks(0),
        resolve: ({ tick }: { tick: string }) => tick,
      },
      roles: {
        type: required,
        subscribe: () => new CountedTicks(0),
        resolve: (_, __, { caller }: TestContext) => roleOf(caller),
      },
      news: {
        type: required,
        args: { topic: { type: GraphQLString }, afterRevision: { type: GraphQLString } },
        subscribe: () => new CountedTicks(0),
        resolve: ({ tick }: { tick: string }) => {
          resolved.count += 1;
          if (tick.startsWith('fails: ')) return Promise.resolve(tick.slice(7)).then(fail);
          return Promise.resolve(`${tick} #${resolved.count}`);
        },
      },
      failingResolver: {
        type: GraphQLString,
        subscribe: () => new CountedTicks(1),
        resolve: () => fail('bug'),
      },
      failing: {
        type: required,
        args: { how: { type: required }, at: { type: required } },
        subscribe: (_, { how, at }: { how: string; at: string }) =>
          at === 'start' ? fail(how) : new FailingTicks(how),
      },
    },
  }),
});

/** What travels by an id here. */
export const testDocuments = {
  hello: 'query Hello { hello viewer hasConnection }',
  echo: 'query Echo($text: String!) { echo(text: $text) }',
  count: 'query Count($to: Int) { count(to: $to) }',
  choose: 'query Choose($from: Choice) { choose(from: $from) }',
  change: 'mutation Change { change }',
  fails: 'query Fails($how: String!) { fails(how: $how) }',
  waited: 'query Waited { waited { role } }',
  ticks: 'subscription Ticks { ticks }',
  news: 'subscription News($topic: String, $afterRevision: String) { news(topic: $topic, afterRevision: $afterRevision) }',
  otherNews: 'subscription OtherNews($topic: String) { news(topic: $topic) }',
  failing: 'subscription Failing($at: String!) { failing(how: "graphql", at: $at) }',
} as const;

function fail(how: string): never {
  if (how === 'domain') throw new InvalidInputError([{ path: 'first', message: 'must be 1 to 500' }]);
  if (how === 'graphql') throw new GraphQLError('On purpose', { extensions: { code: 'SUPERSEDED' } });
  if (how === 'unserialisable') throw new GraphQLError('No JSON holds this', { extensions: { code: 'X', count: 1n } });
  if (how === 'shutting down') throw new ShuttingDownError();
  if (how === 'too many') throw new TooManyOperationsError('Wait');
  if (how === 'long') throw new GraphQLError('x'.repeat(1_000_000));
  throw new Error('secret: the database password');
}

/** Fails when it is asked, and counts as open until it is let go of. */
class FailingTicks extends CountedTicks {
  readonly #how: string;

  constructor(how: string) {
    super(0);
    this.#how = how;
  }

  override async next(): Promise<never> {
    return fail(this.#how);
  }
}
