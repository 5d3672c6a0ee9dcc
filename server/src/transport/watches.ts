import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, visit } from 'graphql';

/** What is told of one session alone, of which an owner has one for each of its sessions or of their questions. */
const signals: readonly string[] = ['killSignal', 'approvalDecision'];

/** Whether each change of any session is looked at for this operation. A signal asked for in another way counts as more. */
export function isWatch({ operation, selectionSet }: OperationDefinitionNode): boolean {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return false;
  const [selection, ...more] = selectionSet.selections;
  return more.length > 0 || selection?.kind !== Kind.FIELD || !signals.includes(selection.name.value);
}

/** Where a watch goes on from, by whatever it counts. */
const startArguments: readonly string[] = ['afterRevision', 'afterOffset'];

/** The variables of a subscription that say where it starts and nothing else: no message depends on them. */
export function startVariablesOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): readonly string[] {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable({ name: { value } }) {
      uses.set(value, (uses.get(value) ?? 0) + 1);
    },
  });
  const names: string[] = [];
  for (const selection of selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    for (const { name, value } of selection.arguments ?? []) {
      if (!startArguments.includes(name.value) || value.kind !== Kind.VARIABLE) continue;
      if (uses.get(value.name.value) === 1) names.push(value.name.value);
    }
  }
  return names;
}

/**
 * Names what a subscription asks of its messages: equal names, equal answers to readers with equal rights.
 * @param documentId tells documents apart
 */
export function nameAsked(
  documentId: string,
  startVariables: readonly string[],
  variables: Readonly<Record<string, unknown>>,
): string {
  const asked = Object.entries(variables).filter(([name]) => !startVariables.includes(name));
  return `${documentId} ${JSON.stringify(asked)}`;
}
