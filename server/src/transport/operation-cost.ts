import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
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
  /** What a fragment costs where it was spread: it may be spread thousands of times. */
  const spreads = new Map<string, number>();
  const given = withDefaults(operation, variables);
  const root = schema.getRootType(operation.operation);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;

  /** Of whatever may be one of several types, the one that costs most. @param unsaid how long lists in it are that do not say so */
  function costOfAny(selectionSet: SelectionSetNode, type: GraphQLNamedType, unsaid: number): number {
    if (isObjectType(type)) return costOf(selectionSet, type, unsaid);
    if (!isAbstractType(type)) return 0;
    return Math.max(0, ...schema.getPossibleTypes(type).map((one) => costOf(selectionSet, one, unsaid)));
  }

  function costOf({ selections }: SelectionSetNode, type: GraphQLObjectType, unsaid: number): number {
    let cost = 0;
    for (const one of selections) {
      if (one.kind === Kind.FIELD) {
        cost += costOfField(one, type, unsaid);
        continue;
      }
      cost +=
        one.kind === Kind.INLINE_FRAGMENT
          ? costOfFragment(one, type, unsaid)
          : costOfSpread(one.name.value, type, unsaid);
    }
    return cost;
  }

  function costOfFragment(
    { typeCondition, selectionSet }: InlineFragmentNode | FragmentDefinitionNode,
    type: GraphQLObjectType,
    unsaid: number,
  ): number {
    return isOf(type, typeCondition) ? costOf(selectionSet, type, unsaid) : 0;
  }

  function costOfSpread(name: string, type: GraphQLObjectType, unsaid: number): number {
    const key = `${name} ${type.name} ${unsaid}`;
    const known = spreads.get(key);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost = fragment === undefined ? 0 : costOfFragment(fragment, type, unsaid);
    spreads.set(key, cost);
    return cost;
  }

  function costOfField(node: FieldNode, type: GraphQLObjectType, unsaid: number): number {
    const field = type.getFields()[node.name.value];
    // What tells of the schema has a bound of its own.
    if (field === undefined) return 1;
    const values = valuesOf(node, given);
    const first = firstOf(field, values);
    const named = isMutation && type === root ? namedBy(values) : null;
    // All that a mutation gives is of those that it names; a page is counted as often as it is long already.
    const within = named === null ? Math.ceil(mostOf(values) / Math.max(1, first ?? 1)) : 1;
    const one =
      1 + (node.selectionSet === undefined ? 0 : costOfAny(node.selectionSet, getNamedType(field.type), within));
    if (first !== null) return limits.listCost + first * one;
    if (named !== null) return limits.listCost + named * (one + limits.listCost);
    return isUnsaid(field) ? unsaid * one : one;
  }

  function isOf(type: GraphQLObjectType, condition: NamedTypeNode | undefined): boolean {
    const named = condition === undefined ? type : schema.getType(condition.name.value);
    return named === type || (isAbstractType(named) && schema.isSubType(named, type));
  }

  return root === null || root === undefined ? 0 : costOf(operation.selectionSet, root, limits.pageLength);
}

function valuesOf(node: FieldNode, given: Variables): ReadonlyMap<string, unknown> {
  return new Map(node.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value, given)] as const));
}

/** How many of a list are asked for; null where a field takes no such number. */
function firstOf({ args }: GraphQLField<unknown, unknown>, values: ReadonlyMap<string, unknown>): number | null {
  const first = args.find(({ name }) => name === 'first');
  if (first === undefined) return null;
  const length = values.get('first') ?? first.defaultValue;
  // Of what no list may be asked for, its own words are told.
  return typeof length === 'number' ? Math.min(Math.max(length, 0), limits.pageLength) : limits.pageLength;
}

/** How many things a mutation names; null where it names none. That none of many is named does not make it nothing. */
function namedBy(values: ReadonlyMap<string, unknown>): number | null {
  const lengths = [...values.values()].flatMap((value) => [value, ...fieldsOf(value)]).filter(Array.isArray);
  return lengths.length === 0 ? null : Math.max(1, ...lengths.map(({ length }) => length));
}

/** How long a list may be that does not say so: what changed, or what is pinned, of those that a filter names by their ids. */
function mostOf(values: ReadonlyMap<string, unknown>): number {
  const filter = values.get('filter');
  const ids = typeof filter === 'object' && filter !== null && 'ids' in filter ? filter.ids : null;
  return Array.isArray(ids) ? Math.min(ids.length, limits.pageLength) : limits.pageLength;
}

/**
 * Whether it is a list that does not say how long it is, of things each of which may have lists of its own. The edges of a
 * page are as many as were asked for.
 */
function isUnsaid({ name, type }: GraphQLField<unknown, unknown>): boolean {
  return name !== 'edges' && isListType(getNullableType(type)) && holdsPages(getNamedType(type));
}

const known = new WeakMap<GraphQLNamedType, boolean>();

/** {@link mayHoldPages}, looked for once: a document may name very many lists. */
function holdsPages(type: GraphQLNamedType): boolean {
  const holds = known.get(type) ?? mayHoldPages(type, new Set());
  known.set(type, holds);
  return holds;
}

/** Whether a list with a `first` may be asked for within it. */
function mayHoldPages(type: GraphQLNamedType, seen: Set<GraphQLNamedType>): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (isUnionType(type)) return type.getTypes().some((one) => mayHoldPages(one, seen));
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return Object.values(type.getFields()).some(
    (field) => field.args.some(({ name }) => name === 'first') || mayHoldPages(getNamedType(field.type), seen),
  );
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
