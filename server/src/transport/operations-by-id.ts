/** Anything with the id that a client gave it. */
interface Identified {
  readonly id: string;
}

/**
 * What one socket has open, by the ids of its client. Mostly that is one, its owner's signal, and a map for it would take
 * twice as much memory as the operation; where there are more, a map lasts as long as they do.
 */
export class OperationsById<Operation extends Identified> {
  #one: Operation | null = null;
  #more: Map<string, Operation> | null = null;

  get size(): number {
    return (this.#one === null ? 0 : 1) + (this.#more?.size ?? 0);
  }

  get(id: string): Operation | undefined {
    return this.#one?.id === id ? this.#one : this.#more?.get(id);
  }

  /** There is none of this id. */
  add(operation: Operation): void {
    if (this.#one === null) this.#one = operation;
    else (this.#more ??= new Map()).set(operation.id, operation);
  }

  delete(id: string): void {
    if (this.#one?.id === id) this.#one = null;
    else if (this.#more?.delete(id) === true && this.#more.size === 0) this.#more = null;
  }

  all(): readonly Operation[] {
    return [...(this.#one === null ? [] : [this.#one]), ...(this.#more?.values() ?? [])];
  }
}
