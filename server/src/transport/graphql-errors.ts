import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';

/** A refusal that names itself for programs. */
export function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The same place in the document with other words; never the cause, which would travel in some serialisations. */
export function rewordError(error: GraphQLError, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const { nodes = null, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
