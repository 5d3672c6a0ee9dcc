import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/**
 * Runs a query or a mutation, or what a subscription asks of one of its messages. Never rejects.
 * @param rootValue the message of a subscription
 * @returns null for variables that `execute` is to refuse
 */
export type CompiledOperation = (
  rootValue: unknown,
  contextValue: unknown,
  variables: { readonly [name: string]: unknown },
) => ExecutionResult | Promise<ExecutionResult> | null;

/**
 * Makes an operation ready to run many times: graphql-jit answers as GraphQL's own `execute` does, in a quarter of the time.
 * @param document valid in the schema, with one operation
 */
export function compileOperation(schema: GraphQLSchema, document: DocumentNode): CompiledOperation {
  const compiled = compileQuery(schema, document);
  if (!isCompiledQuery(compiled)) throw new Error('A document cannot be compiled', { cause: compiled.errors });
  const { query } = compiled;
  const defaults = defaultsOf(document);
  const finish = (result: ExecutionResult): ExecutionResult =>
    result.errors === undefined ? result : { ...result, errors: result.errors.map((error) => locate(error, document)) };

  return (rootValue, contextValue, variables) => {
    const result = query(rootValue, contextValue, defaults === null ? variables : { ...defaults, ...variables });
    if (result instanceof Promise) return result.then(finish);
    return 'data' in result ? finish(result) : null;
  };
}

/** The values of variables that may be left out and not be null: graphql-jit misses them, and refuses the operation. */
function defaultsOf({ definitions }: DocumentNode): Readonly<Record<string, unknown>> | null {
  const defaults: Record<string, unknown> = {};
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable, type, defaultValue } of definition.variableDefinitions ?? []) {
      if (defaultValue === undefined || type.kind !== Kind.NON_NULL_TYPE) continue;
      // As a client would send it: the names of enums are texts in JSON.
      defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
    }
  }
  return Object.keys(defaults).length === 0 ? null : defaults;
}

/**
 * An error of graphql-jit as `execute` makes it: with its place in the document's text, and with the cause that hides what
 * went wrong from the caller.
 */
function locate(error: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const { message, locations = [], path, originalError } = error;
  const source = loc?.source;
  const lines = source?.body.split('\n') ?? [];
  const positions = locations.map(
    ({ line, column }) => lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1,
  );
  return new GraphQLError(message, {
    source,
    positions,
    path,
    originalError: originalError ?? new Error(message),
  });
}
