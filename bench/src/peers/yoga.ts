import { createServer } from 'node:http';
import type { DocumentNode, execute, ExecutionArgs, GraphQLError, GraphQLSchema, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { printAddress } from './address.ts';
import type { Changes, KillOrder } from './registry.ts';
import { createSchema } from './schema.ts';

// GraphQL Yoga as its documentation has it: HTTP and server-sent events of its own, WebSockets by graphql-ws around its
// enveloped executor, its own PubSub, its cache of parsed and validated documents.

interface EnvelopedArgs extends ExecutionArgs {
  readonly rootValue: { readonly execute: typeof execute; readonly subscribe: typeof subscribe };
}

/** What Yoga gives for one operation, which its own types leave open. */
interface Enveloped {
  readonly schema: GraphQLSchema;
  readonly execute: typeof execute;
  readonly subscribe: typeof subscribe;
  parse(query: string): DocumentNode;
  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[];
  contextFactory(): unknown;
}

const pubSub = createPubSub<{ changes: [Changes]; kill: [sessionId: string, kill: KillOrder] }>();
const schema = createSchema({
  publishChanges: (changes) => pubSub.publish('changes', changes),
  publishKill: (kill) => pubSub.publish('kill', kill.sessionId, kill),
  subscribeToChanges: () => pubSub.subscribe('changes'),
  subscribeToKill: (sessionId) => pubSub.subscribe('kill', sessionId),
});
const yoga = createYoga({ schema, graphiql: false, landingPage: false, logging: false });
const server = createServer((request, response) => void yoga(request, response));
const sockets = new WebSocketServer({ server, path: yoga.graphqlEndpoint });

useServer(
  {
    // Set below, by what Yoga says belongs to the operation.
    execute: (args) => (args as EnvelopedArgs).rootValue.execute(args),
    subscribe: (args) => (args as EnvelopedArgs).rootValue.subscribe(args),
    async onSubscribe(context, _id, params) {
      const enveloped: Enveloped = yoga.getEnveloped({
        ...context,
        req: context.extra.request,
        socket: context.extra.socket,
        params,
      });
      const args: EnvelopedArgs = {
        schema: enveloped.schema,
        operationName: params.operationName,
        document: enveloped.parse(params.query),
        variableValues: params.variables,
        contextValue: await enveloped.contextFactory(),
        rootValue: { execute: enveloped.execute, subscribe: enveloped.subscribe },
      };
      const errors = enveloped.validate(args.schema, args.document);
      return errors.length > 0 ? errors : args;
    },
  },
  sockets,
);
printAddress(server);
