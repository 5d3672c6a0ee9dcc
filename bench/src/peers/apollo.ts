import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { printAddress } from './address.ts';
import type { Changes, KillOrder } from './registry.ts';
import { createSchema } from './schema.ts';

// Apollo Server as its documentation has it for subscriptions: Express, graphql-ws with the schema, and the PubSub it
// names for one process.

const pubSub = new PubSub<Record<string, Changes | KillOrder>>();
const schema = createSchema({
  publishChanges: (changes) => void pubSub.publish('changes', changes),
  publishKill: (kill) => void pubSub.publish(`kill ${kill.sessionId}`, kill),
  subscribeToChanges: () => pubSub.asyncIterableIterator<Changes>('changes'),
  subscribeToKill: (sessionId) => pubSub.asyncIterableIterator<KillOrder>(`kill ${sessionId}`),
});

const app = express();
const server = createServer(app);
const sockets = useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
const apollo = new ApolloServer({
  schema,
  introspection: false,
  plugins: [
    ApolloServerPluginDrainHttpServer({ httpServer: server }),
    { serverWillStart: async () => ({ drainServer: async () => sockets.dispose() }) },
  ],
});
await apollo.start();
app.use('/graphql', express.json(), expressMiddleware(apollo));
printAddress(server);
