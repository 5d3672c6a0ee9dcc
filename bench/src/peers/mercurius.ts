import fastify from 'fastify';
import { mercurius } from 'mercurius';
import type { Changes, KillOrder } from './registry.ts';
import { createSchema } from './schema.ts';

// Mercurius as its documentation has it: Fastify, compiled documents (`jit`), its own PubSub, and every operation over its
// WebSocket (`fullWsTransport`), beside HTTP.

interface PubSubContext {
  readonly pubsub: { subscribe(topic: string): Promise<AsyncIterable<unknown>> };
}

const app = fastify({ logger: false });
const schema = createSchema({
  publishChanges: (payload) => app.graphql.pubsub.publish({ topic: 'changes', payload }),
  publishKill: (payload) => app.graphql.pubsub.publish({ topic: `kill ${payload.sessionId}`, payload }),
  // Its own type says nothing of what was published.
  subscribeToChanges: (context) =>
    (context as PubSubContext).pubsub.subscribe('changes') as Promise<AsyncIterable<Changes>>,
  subscribeToKill: (sessionId, context) =>
    (context as PubSubContext).pubsub.subscribe(`kill ${sessionId}`) as Promise<AsyncIterable<KillOrder>>,
});
await app.register(mercurius, { schema, jit: 1, graphiql: false, subscription: { fullWsTransport: true } });
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
