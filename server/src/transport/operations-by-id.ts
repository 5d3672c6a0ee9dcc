/** Anything with the id that a client gave it. */
interface Identified {
  readonly id: string;
}

/**
 * What one socket has open, by the ids of its client. Mostly that is one, its owner's signal, and a map for it would take
 * twice as much memory as the operation; where there are more, a map lasts as long as they do.
 */
export type ById<Operation extends Identified> = Operation | Map<string, Operation> | null;

export function countOf(operations: ById<Identified>): number {
  if (operations === null) return 0;
  return operations instanceof Map ? operations.size : 1;
}

export function listOf<Operation extends Identified>(operations: ById<Operation>): readonly Operation[] {
  if (operations === null) return [];
  return operations instanceof Map ? [...operations.values()] : [operations];
}

export function find<Operation extends Identified>(operations: ById<Operation>, id: string): Operation | null {
  if (operations instanceof Map) return operations.get(id) ?? null;
  return operations?.id === id ? operations : null;
}

/** With this one as well; there is none of its id. */
export function withOne<Operation extends Identified>(
  operations: ById<Operation>,
  operation: Operation,
): ById<Operation> {
  if (operations === null) return operation;
  const map = operations instanceof Map ? operations : new Map([[operations.id, operations]]);
  return map.set(operation.id, operation);
}

/** Without the one of this id, where there is one. */
export function without<Operation extends Identified>(operations: ById<Operation>, id: string): ById<Operation> {
  if (!(operations instanceof Map)) return operations?.id === id ? null : operations;
  operations.delete(id);
  if (operations.size > 1) return operations;
  const [last = null] = operations.values();
  return last;
}
