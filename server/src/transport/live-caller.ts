import type { Principal } from '../kernel/principal.ts';
import type { Caller } from '../kernel/record.ts';
import { refusal } from './graphql-errors.ts';
import type { Identity, Visitor } from './ports.ts';

/** The caller of operations that last, or wait: what they may do is asked anew at each look. */
export function createLiveCaller(identity: Identity, origin: Caller['origin'], visit: Visit | null = null): Caller {
  return new LiveCaller(identity, origin, visit);
}

/** What a caller came by. */
interface Visit {
  readonly isOver: boolean;
}

class LiveCaller implements Caller {
  readonly #identity: Identity;
  readonly origin: Caller['origin'];
  readonly #visit: Visit | null;

  constructor(identity: Identity, origin: Caller['origin'], visit: Visit | null) {
    this.#identity = identity;
    this.origin = origin;
    this.#visit = visit;
  }

  get hasLeft(): boolean {
    return this.#visit?.isOver === true;
  }

  get principal(): Principal {
    return this.#identity.principal;
  }
}

/**
 * Asked in the moment in which an operation starts: also what needs no right is for known callers only.
 * @throws {GraphQLError} UNAUTHENTICATED when the credentials hold no longer
 */
export function assertCanBegin({ canBegin }: Visitor): void {
  if (!canBegin) throw refusal('UNAUTHENTICATED', 'These credentials hold no longer.');
}
