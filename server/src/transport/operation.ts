import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  type GraphQLError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import type { ErrorMask } from './error-mask.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import { checkCost } from './operation-cost.ts';
import { takeVariables, type Variables } from './variables.ts';
import { isWatch, startVariablesOf } from './watches.ts';

/** What an operation came to, ready to be sent: the data as JSON (null: there is none), and the errors, masked. */
export interface Answer {
  readonly data: string | null;
  readonly errors: readonly GraphQLError[];
}

/** One operation of a checked document, whoever sends it and however it comes. */
export interface Operation {
  readonly type: OperationTypeNode;
  /** Whether each change of any session is looked at for it. */
  readonly isWatch: boolean;
  /** The variables that say where a watch starts, and matter to no message of it. */
  readonly startVariables: readonly string[];
  /**
   * What it needs of the variables that came with it.
   * @throws {GraphQLError} INVALID_INPUT
   */
  take(variables: Variables): Variables;
  /** Runs a query or a mutation, or what a subscription asks of one of its messages. Never rejects. */
  run(variables: Variables, contextValue: unknown, message?: unknown): Answer | Promise<Answer>;
  /** Opens what a subscription reads its messages from. Never rejects: the answer says why it could not be opened. */
  open(variables: Variables, contextValue: unknown): Promise<AsyncIterator<unknown> | Answer>;
}

interface OperationOptions {
  readonly schema: GraphQLSchema;
  readonly errorMask: ErrorMask;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  /** The same operation, where it was worth compiling. */
  readonly compiled?: CompiledOperation | null;
}

/** @returns null where the document has no such operation, or more than one and none is named */
export function createOperation({
  schema,
  errorMask,
  document,
  operationName,
  compiled = null,
}: OperationOptions): Operation | null {
  const node = getOperationAST(document, operationName) ?? null;
  if (node === null) return null;
  const shared = { schema, document, operationName, hideSuggestions: true };

  function answerOf({ data, errors = [] }: ExecutionResult): Answer {
    return { data: data === undefined ? null : JSON.stringify(data), errors: errorMask.all(errors) };
  }

  function failed(error: unknown): Answer {
    return { data: null, errors: [errorMask.one(error)] };
  }

  function answerOrFailureOf(result: ExecutionResult): Answer {
    try {
      return answerOf(result);
    } catch (error) {
      return failed(error);
    }
  }

  const isWatching = isWatch(node);
  return {
    type: node.operation,
    isWatch: isWatching,
    startVariables: isWatching ? startVariablesOf(document, node) : [],
    take(given) {
      const variables = takeVariables(schema, node, given);
      // One that was worth compiling is ours, and asks for one list.
      if (compiled === null) checkCost({ schema, document, operation: node, variables });
      return variables;
    },
    run(variables, contextValue, message) {
      try {
        const result = compiled?.(message, contextValue, variables) ?? executeWhole(variables, contextValue, message);
        return result instanceof Promise ? result.then(answerOrFailureOf, failed) : answerOf(result);
      } catch (error) {
        return failed(error);
      }
    },
    async open(variables, contextValue) {
      try {
        const source = await createSourceEventStream({ variableValues: variables, contextValue, ...shared });
        return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : answerOf(source);
      } catch (error) {
        return failed(error);
      }
    },
  };

  function executeWhole(
    variables: Variables,
    contextValue: unknown,
    rootValue: unknown,
  ): ExecutionResult | Promise<ExecutionResult> {
    const result = execute({ variableValues: variables, contextValue, rootValue, ...shared });
    return 'then' in result ? Promise.resolve(result) : result;
  }
}

/**
 * What an answer becomes to travel. One that cannot be written as JSON, or is longer than a text may be, becomes the
 * error that this is: nobody waits for what would be thrown.
 */
export function toSend<Sent>(answer: Answer, errorMask: ErrorMask, make: (payload: string) => Sent): Sent {
  try {
    return make(toPayload(answer));
  } catch (error) {
    return make(toPayload({ data: null, errors: [errorMask.one(error)] }));
  }
}

function toPayload({ data, errors }: Answer): string {
  if (errors.length === 0) return `{"data":${data}}`;
  const told = JSON.stringify(errors);
  return data === null ? `{"errors":${told}}` : `{"data":${data},"errors":${told}}`;
}
