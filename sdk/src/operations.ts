/** Every operation of the API as a typed document, and the types of the schema they use. */
export * from './generated/graphql.ts';
