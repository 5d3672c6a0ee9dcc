import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { printAddress } from './address.ts';
import { contract } from './contract.ts';

// GraphQL Yoga and our contract, without a database, sockets or a single resolver.

const yoga = createYoga({ schema: createSchema({ typeDefs: contract }), graphiql: false, logging: false });
printAddress(createServer((request, response) => void yoga(request, response)));
