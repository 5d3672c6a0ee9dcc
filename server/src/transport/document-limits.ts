import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { limits } from './limits.ts';

/** How large a document is once its fragments are spread. */
interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

/**
 * Refuses a document that is small to send and large to answer. Runs before validation, so it meets unknown and
 * circular fragments too. Introspection has its own bound among GraphQL's rules and may be deep.
 */
export function checkDocument(document: DocumentNode): readonly GraphQLError[] {
  const measure = createMeasure(document);
  const problems = document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const { depth, fields, aliases } = measure(definition.selectionSet);
    return [
      ...exceeding('levels', depth, limits.queryDepth),
      ...exceeding('fields', fields, limits.queryFields),
      ...exceeding('aliases', aliases, limits.queryAliases),
    ];
  });
  return problems.slice(0, limits.validationErrors);
}

function exceeding(unit: string, size: number, limit: number): readonly GraphQLError[] {
  if (size <= limit) return [];
  return [new GraphQLError(`This operation has more than ${limit} ${unit}. Ask for less at once.`)];
}

function createMeasure(document: DocumentNode): (selectionSet: SelectionSetNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Size>();

  function measureAll(selectionSet: SelectionSetNode): Size {
    return selectionSet.selections.map(measureOne).reduce(sum, nothing);
  }

  function measureOne(selection: SelectionNode): Size {
    switch (selection.kind) {
      case Kind.FIELD: {
        const inner = selection.selectionSet === undefined ? nothing : measureAll(selection.selectionSet);
        const isIntrospection = selection.name.value.startsWith('__');
        return {
          depth: isIntrospection ? 1 : inner.depth + 1,
          fields: inner.fields + 1,
          aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
        };
      }
      case Kind.INLINE_FRAGMENT:
        return measureAll(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return measureFragment(selection.name.value);
    }
  }

  function measureFragment(name: string): Size {
    const size = known.get(name);
    if (size !== undefined) return size;
    known.set(name, nothing); // Ends a circle; validation refuses it later.
    const fragment = fragments.get(name);
    const measured = fragment === undefined ? nothing : measureAll(fragment.selectionSet);
    known.set(name, measured);
    return measured;
  }

  return measureAll;
}

const nothing: Size = { depth: 0, fields: 0, aliases: 0 };

function sum(a: Size, b: Size): Size {
  return { depth: Math.max(a.depth, b.depth), fields: a.fields + b.fields, aliases: a.aliases + b.aliases };
}
