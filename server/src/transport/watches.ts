import { Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

/**
 * Whether each change of any session is looked at for this operation. All that is told of one session alone, and of
 * which an owner has one for each of its sessions, is its kill signal; asked for in another way it counts as more.
 */
export function isWatch({ operation, selectionSet }: OperationDefinitionNode): boolean {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return false;
  const [selection, ...more] = selectionSet.selections;
  return more.length > 0 || selection?.kind !== Kind.FIELD || selection.name.value !== 'killSignal';
}
