import { getOperationAST, Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import { limits } from './limits.ts';

/**
 * Whether each change of any session is looked at for this operation. All that is told of one session alone, and of
 * which an owner has one for each of its sessions, is its kill signal; asked for in another way it counts as more.
 */
export function isWatch(document: DocumentNode, operationName: string | null | undefined): boolean {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return false;
  const [selection, ...more] = operation.selectionSet.selections;
  return more.length > 0 || selection?.kind !== Kind.FIELD || selection.name.value !== 'killSignal';
}

/** The watches that one socket has open. */
export class OpenWatches {
  readonly #ids = new Set<string>();

  /**
   * @param operations those of the socket that are not over, by their ids
   * @returns false when it has as many as it may have
   */
  add(id: string, operations: object): boolean {
    for (const open of this.#ids) if (!(open in operations)) this.#ids.delete(open);
    if (this.#ids.size >= limits.watchesPerSocket) return false;
    this.#ids.add(id);
    return true;
  }

  /** The id may be used again, for something else. */
  delete(id: string): void {
    this.#ids.delete(id);
  }
}
