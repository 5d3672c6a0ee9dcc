import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { refusal } from './graphql-errors.ts';
import { limits } from './limits.ts';

export type Variables = { readonly [name: string]: unknown };

/**
 * The variables that an operation declares; others are nobody's, and would be kept as long as a subscription lasts. What
 * is wrong with few of them is left to whoever executes it, who tells each thing that is, and may print all of it each time.
 * @throws {GraphQLError} what is wrong with many: one thing
 */
export function takeVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): Variables {
  const taken = areDeclared(variableDefinitions, given) ? given : pick(variableDefinitions, given);
  if (isSimple(taken)) return taken;
  const { errors } = getVariableValues(schema, variableDefinitions, taken, { maxErrors: 1, hideSuggestions: true });
  const [error] = errors ?? [];
  if (error !== undefined) throw error;
  return taken;
}

/** Whether there are no others, and these come in the order in which they are declared: equal ones are written alike. */
function areDeclared(definitions: readonly VariableDefinitionNode[], given: Variables): boolean {
  return Object.keys(given).every((name, at) => name === definitions[at]?.variable.name.value);
}

function pick(definitions: readonly VariableDefinitionNode[], given: Variables): Variables {
  const names = definitions.map(({ variable }) => variable.name.value);
  return Object.fromEntries(names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]));
}

/**
 * Whether these are few and short, and hold no empty list, which a compiled operation takes for an object without fields.
 * @throws {GraphQLError} INVALID_INPUT
 */
function isSimple(variables: Variables): boolean {
  const size: Size = { values: 0, characters: 0, emptyLists: 0 };
  measure(variables, 0, size);
  const { values, characters, emptyLists } = size;
  return values <= limits.simpleVariableValues && characters <= limits.simpleVariableCharacters && emptyLists === 0;
}

interface Size {
  values: number;
  characters: number;
  emptyLists: number;
}

/** Adds what a value is and holds. No deeper than is allowed: they may be nested deeper than the stack holds. */
function measure(value: unknown, depth: number, size: Size): void {
  if (depth > limits.variablesDepth) throw tooMuch(`nested more than ${limits.variablesDepth} levels deep`);
  if (typeof value === 'string') size.characters += value.length;
  if (Array.isArray(value)) {
    if (value.length === 0) size.emptyLists += 1;
    addValues(value.length, size);
    for (const one of value) measure(one, depth + 1, size);
  } else if (isObject(value)) {
    for (const name in value) {
      addValues(1, size);
      size.characters += name.length;
      measure(value[name], depth + 1, size);
    }
  }
}

function addValues(count: number, size: Size): void {
  size.values += count;
  if (size.values > limits.variableValues) throw tooMuch(`more than ${limits.variableValues} values`);
}

function isObject(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null;
}

function tooMuch(what: string): GraphQLError {
  return refusal('INVALID_INPUT', `These variables are ${what}. Send less at once.`);
}
