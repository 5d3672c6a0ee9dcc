import type { Principal } from '../kernel/principal.ts';
import type { Caller } from '../kernel/record.ts';
import { refusal } from './graphql-errors.ts';
import type { Visitor } from './ports.ts';

/** The caller of operations that last: what they may do is asked of the visitor at each look. */
export function createLiveCaller(visitor: Visitor, origin: Caller['origin']): Caller {
  return new LiveCaller(visitor, origin);
}

class LiveCaller implements Caller {
  readonly #visitor: Visitor;
  readonly origin: Caller['origin'];

  constructor(visitor: Visitor, origin: Caller['origin']) {
    this.#visitor = visitor;
    this.origin = origin;
  }

  get principal(): Principal {
    return this.#visitor.principal;
  }
}

/**
 * Asked in the moment in which an operation starts: also what needs no right is for known callers only.
 * @throws {GraphQLError} UNAUTHENTICATED when the credentials hold no longer
 */
export function assertCanBegin({ canBegin }: Visitor): void {
  if (!canBegin) throw refusal('UNAUTHENTICATED', 'These credentials hold no longer.');
}
