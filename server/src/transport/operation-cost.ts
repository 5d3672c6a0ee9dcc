import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { refusal } from './graphql-errors.ts';
import { limits } from './limits.ts';
import type { Variables } from './variables.ts';

/** One operation of a checked document, and what it is asked with. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/**
 * Refuses what would hold the event loop for seconds, before any of it is read: lists within lists and under many names.
 * @throws {GraphQLError} INVALID_INPUT
 */
export function checkCost(asked: Asked): void {
  if (costOfOperation(asked) <= limits.answerCost) return;
  const least = limits.answerCost.toLocaleString('en-US');
  throw refusal(
    'INVALID_INPUT',
    `This operation may be answered with more than ${least} values. Ask for less at once.`,
  );
}

/**
 * How many values the answer holds at most: its fields, each as often as the lists around it are long, and for each list
 * the reading of it. What is done to each of the things that a mutation names costs as much as a list.
 */
export function costOfOperation({ schema, document, operation, variables }: Asked): number {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const given = withDefaults(operation, variables);
  const root = schema.getRootType(operation.operation);
  const ofEach = operation.operation === OperationTypeNode.MUTATION ? limits.listCost : 0;

  /** Of whatever may be one of several types, the one that costs most. */
  function costOfAny(selectionSet: SelectionSetNode, type: GraphQLNamedType): number {
    if (isObjectType(type)) return costOf(selectionSet, type);
    if (!isAbstractType(type)) return 0;
    return Math.max(0, ...schema.getPossibleTypes(type).map((one) => costOf(selectionSet, one)));
  }

  function costOf({ selections }: SelectionSetNode, type: GraphQLObjectType): number {
    let cost = 0;
    for (const one of selections) {
      if (one.kind === Kind.FIELD) {
        cost += costOfField(one, type);
        continue;
      }
      const spread = one.kind === Kind.INLINE_FRAGMENT ? one : fragments.get(one.name.value);
      if (spread !== undefined && isOf(type, spread.typeCondition)) cost += costOf(spread.selectionSet, type);
    }
    return cost;
  }

  function costOfField(node: FieldNode, type: GraphQLObjectType): number {
    const field = type.getFields()[node.name.value];
    // What tells of the schema has a bound of its own.
    if (field === undefined) return 1;
    const one = 1 + (node.selectionSet === undefined ? 0 : costOfAny(node.selectionSet, getNamedType(field.type)));
    const length = lengthOf(field, node, given);
    if (length === null) return one;
    return limits.listCost + length * (one + (type === root ? ofEach : 0));
  }

  function isOf(type: GraphQLObjectType, condition: NamedTypeNode | undefined): boolean {
    const named = condition === undefined ? type : schema.getType(condition.name.value);
    return named === type || (isAbstractType(named) && schema.isSubType(named, type));
  }

  return root === null || root === undefined ? 0 : costOf(operation.selectionSet, root);
}

/** How many there are at most of what a field gives: as many as are asked for, or as are named; null where that is not said. */
function lengthOf(field: GraphQLField<unknown, unknown>, node: FieldNode, given: Variables): number | null {
  const first = field.args.find(({ name }) => name === 'first');
  const values = new Map(
    node.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value, given)] as const),
  );
  if (first !== undefined) {
    const length = values.get('first') ?? first.defaultValue;
    // Of what no list may be asked for, its own words are told.
    return typeof length === 'number' ? Math.min(Math.max(length, 0), limits.pageLength) : limits.pageLength;
  }
  const lengths = [...values.values()].flatMap((value) => [value, ...fieldsOf(value)]).filter(Array.isArray);
  return lengths.length === 0 ? null : Math.max(...lengths.map(({ length }) => length));
}

function fieldsOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : [];
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  return { ...Object.fromEntries(defaults), ...given };
}
