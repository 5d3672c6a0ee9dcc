import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/** Whether the answer to this field is to hold any of these of its own fields: what takes long is read for those who ask for it. */
export function asksFor(info: Asked, ...names: readonly string[]): boolean {
  return info.fieldNodes.some(({ selectionSet }) => selectionSet !== undefined && selects(info, selectionSet, names));
}

function selects(info: Asked, { selections }: SelectionSetNode, names: readonly string[]): boolean {
  return selections.some((selection) => {
    if (isLeftOut(info, selection)) return false;
    switch (selection.kind) {
      case Kind.FIELD:
        return names.includes(selection.name.value);
      case Kind.INLINE_FRAGMENT:
        return selects(info, selection.selectionSet, names);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = info.fragments[selection.name.value];
        return fragment !== undefined && selects(info, fragment.selectionSet, names);
      }
    }
  });
}

function isLeftOut({ variableValues }: Asked, { directives = [] }: SelectionNode): boolean {
  if (directives.length === 0) return false;
  const skip = getDirectiveValues(GraphQLSkipDirective, { directives }, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, { directives }, variableValues);
  return skip?.['if'] === true || include?.['if'] === false;
}
