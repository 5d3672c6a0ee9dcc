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
 * No recursion: they may be nested deeper than the stack holds.
 * @throws {GraphQLError} INVALID_INPUT
 */
function isSimple(variables: Variables): boolean {
  let count = 0;
  let characters = 0;
  let hasEmptyList = false;
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.variablesDepth) throw tooMuch(`nested more than ${limits.variablesDepth} levels deep`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') characters += value.length;
      if (typeof value !== 'object' || value === null) continue;
      const isList = Array.isArray(value);
      const inside: readonly unknown[] = isList ? value : Object.values(value);
      if (!isList) for (const name in value) characters += name.length;
      hasEmptyList ||= isList && inside.length === 0;
      count += inside.length;
      if (count > limits.variableValues) throw tooMuch(`more than ${limits.variableValues} values`);
      for (const one of inside) next.push(one);
    }
    level = next;
  }
  return count <= limits.simpleVariableValues && characters <= limits.simpleVariableCharacters && !hasEmptyList;
}

function tooMuch(what: string): GraphQLError {
  return refusal('INVALID_INPUT', `These variables are ${what}. Send less at once.`);
}
