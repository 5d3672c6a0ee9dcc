import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { contract } from './contract.ts';
import { type Changes, type KillOrder, Registry } from './registry.ts';

// Our own contract and, behind it, a map in memory: no rights, no limits, no masking, no revisions, no record of who did what.

export interface PubSub {
  publishChanges(changes: Changes): void;
  publishKill(kill: KillOrder): void;
  /** @param context what the server gives its resolvers */
  subscribeToChanges(context: unknown): AsyncIterable<Changes> | Promise<AsyncIterable<Changes>>;
  subscribeToKill(sessionId: string, context: unknown): AsyncIterable<KillOrder> | Promise<AsyncIterable<KillOrder>>;
}

interface Input<Fields> {
  readonly input: Fields;
}

export function createSchema(pubSub: PubSub): GraphQLSchema {
  const registry = new Registry();
  return makeExecutableSchema({
    typeDefs: contract,
    resolvers: {
      Mutation: {
        registerSession: () => ({
          __typename: 'RegisterSessionSuccess',
          created: true,
          token: 'none',
          session: { id: registry.register(), attempt: 1, heartbeatIntervalMs: 30_000 },
        }),
        heartbeat: (_: unknown, { input }: Input<{ sessionIds: readonly string[] }>) =>
          registry.heartbeat(input.sessionIds),
        startTask: (_: unknown, { input }: Input<{ sessionId: string; taskId: string; name: string }>) =>
          registry.startTask(input),
        finishTask: (_: unknown, { input }: Input<{ taskId: string; outcome: string }>) => registry.finishTask(input),
        updateSession(_: unknown, { input }: Input<{ name: string }>) {
          pubSub.publishChanges(registry.changesNamed(input.name));
          return { __typename: 'UpdateSessionSuccess' };
        },
        endSession: () => ({ __typename: 'EndSessionSuccess' }),
        async killSession(_: unknown, { input }: Input<{ id: string; reason: string }>) {
          const kill = await registry.kill(input.id, input.reason);
          pubSub.publishKill(kill);
          return { __typename: 'KillSessionSuccess', kill: { ...kill, state: 'REQUESTED', attempt: 1 } };
        },
      },
      Subscription: {
        sessionChanges: {
          subscribe: (_: unknown, _arguments: unknown, context: unknown) => pubSub.subscribeToChanges(context),
          resolve: (changes: Changes) => changes,
        },
        killSignal: {
          subscribe: (_: unknown, { sessionId }: { sessionId: string }, context: unknown) =>
            pubSub.subscribeToKill(sessionId, context),
          resolve: (kill: KillOrder) => kill,
        },
      },
    },
  });
}
