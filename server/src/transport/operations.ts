import {
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import type { ErrorMask } from './error-mask.ts';
import { compileOperation } from './compiled-operation.ts';
import { checkDocument } from './document-limits.ts';
import { createDocumentCache } from './document-cache.ts';
import { refusal } from './graphql-errors.ts';
import { limits } from './limits.ts';
import { createOperation, type Operation } from './operation.ts';
import { checkCost } from './operation-cost.ts';
import type { TransportPorts } from './ports.ts';
import { takeVariables } from './variables.ts';

export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: { readonly [name: string]: unknown } | null | undefined;
}

export type OperationResult = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/** A document that travels by its id. */
export interface KnownDocument {
  readonly text: string;
  readonly operation: Operation;
}

/** How an operation is checked and run, whichever way it came: the same limits, the same masking. */
export interface Operations {
  /** The document of this id; null where it is not known. */
  known(id: string): KnownDocument | null;
  /** One operation of a document, or what is wrong with it. */
  find(query: string, operationName: string | null | undefined): Operation | readonly GraphQLError[];
  /** The document, or what is wrong with it. */
  prepare(query: string): DocumentNode | readonly GraphQLError[];
  /** Never rejects, nor does a subscription's iterator: its failure is its last message, whenever it comes. */
  run(operation: PreparedOperation, createContext: () => unknown): Promise<OperationResult>;
}

/** @param knownTexts documents with one operation each, by the ids they travel by; they stay prepared once they are used */
export function createOperations(
  { schema, knownDocuments: knownTexts }: Pick<TransportPorts, 'schema' | 'knownDocuments'>,
  errorMask: ErrorMask,
): Operations {
  const documents = createDocumentCache(limits.cachedDocumentBytes);
  const knownDocuments = new Map<string, KnownDocument>();

  function check(query: string): DocumentNode | readonly GraphQLError[] {
    if (query.length > limits.queryCharacters) {
      return [
        new GraphQLError(`This query is longer than ${limits.queryCharacters} characters. Ask for less at once.`),
      ];
    }
    const document = parseQuery(query);
    if (document instanceof GraphQLError) return [document];
    const excesses = checkDocument(document);
    if (excesses.length > 0) return excesses;
    const problems = validate(schema, document, specifiedRules, {
      maxErrors: limits.validationErrors,
      hideSuggestions: true,
    });
    return problems.length > 0 ? problems : document;
  }

  function prepare(query: string): DocumentNode | readonly GraphQLError[] {
    const known = documents.get(query);
    if (known !== undefined) return known;
    const checked = check(query);
    if ('kind' in checked) documents.set(query, checked);
    return 'kind' in checked ? checked : errorMask.all(checked);
  }

  /** @throws what is wrong with it, which is our fault */
  function prepareKnown(text: string): KnownDocument {
    const document = check(text);
    if (!('kind' in document)) throw new Error('A known document is refused', { cause: document });
    const compiled = compileOperation(schema, document);
    const operation = createOperation({ schema, errorMask, document, compiled });
    if (operation === null) throw new Error('A known document has several operations');
    return { text, operation };
  }

  return {
    known(id) {
      const known = knownDocuments.get(id);
      if (known !== undefined) return known;
      const text = Object.hasOwn(knownTexts, id) ? knownTexts[id] : undefined;
      if (text === undefined) return null;
      const prepared = prepareKnown(text);
      knownDocuments.set(id, prepared);
      return prepared;
    },
    find(query, operationName) {
      const document = prepare(query);
      if (!('kind' in document)) return document;
      const operation = createOperation({ schema, errorMask, document, operationName });
      return operation ?? [errorMask.one(new GraphQLError('Unable to identify operation'))];
    },
    prepare,
    async run({ document, operationName, variables }, createContext) {
      try {
        const node = getOperationAST(document, operationName) ?? null;
        const isSubscription = node?.operation === OperationTypeNode.SUBSCRIPTION;
        const taken = node && takeVariables(schema, node, variables ?? {});
        if (node !== null) checkCost({ schema, document, operation: node, variables: taken ?? {} });
        const result = await (isSubscription ? subscribe : execute)({
          schema,
          document,
          operationName,
          variableValues: taken,
          contextValue: createContext(),
          hideSuggestions: true,
        });
        return Symbol.asyncIterator in result ? maskEach(result, errorMask) : maskErrors(result, errorMask);
      } catch (error) {
        return { errors: [errorMask.one(error)] };
      }
    },
  };
}

/** @throws {GraphQLError} UNKNOWN_DOCUMENT */
export function requireKnown(operations: Pick<Operations, 'known'>, id: string): KnownDocument {
  const known = operations.known(id);
  if (known !== null) return known;
  const message =
    'This server does not know the document: it is older than the SDK that sent it, so upgrade the server first; or a page is older than the server, so reload it.';
  throw refusal('UNKNOWN_DOCUMENT', message);
}

function parseQuery(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: limits.queryTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    // The parser descends a level a bracket, and 2,000 of them are within the tokens allowed.
    if (error instanceof RangeError) return new GraphQLError('This query is nested too deeply. Ask for less at once.');
    throw error;
  }
}

function maskErrors(result: ExecutionResult, errorMask: ErrorMask): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: errorMask.all(result.errors) };
}

/** Hand-made, so that `return()` reaches the source at once even while `next()` waits. */
function maskEach(
  source: AsyncGenerator<ExecutionResult, void, void>,
  errorMask: ErrorMask,
): AsyncIterableIterator<ExecutionResult> {
  const done = { done: true, value: undefined } as const;
  let isOver = false;
  return {
    async next() {
      if (isOver) return done;
      try {
        const result = await source.next();
        return result.done === true ? done : { done: false, value: maskErrors(result.value, errorMask) };
      } catch (error) {
        isOver = true;
        void source.return().catch(() => undefined); // It failed already; this only lets go of it.
        return { done: false, value: { errors: [errorMask.one(error)] } };
      }
    },
    async return() {
      isOver = true;
      await source.return();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
