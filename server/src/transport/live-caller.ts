import type { Principal } from '../kernel/principal.ts';
import type { Caller } from '../kernel/record.ts';
import { refusal } from './graphql-errors.ts';
import type { Identity, Visitor } from './ports.ts';

/** The caller of operations that last, or wait: what they may do is asked anew at each look. */
export function createLiveCaller(identity: Identity, origin: Caller['origin']): Caller {
  return new LiveCaller(identity, origin);
}

class LiveCaller implements Caller {
  readonly #identity: Identity;
  readonly origin: Caller['origin'];

  constructor(identity: Identity, origin: Caller['origin']) {
    this.#identity = identity;
    this.origin = origin;
  }

  get principal(): Principal {
    return this.#identity.principal;
  }
}

/**
 * Asked in the moment in which an operation starts: also what needs no right is for known callers only.
 * @throws {GraphQLError} UNAUTHENTICATED when the credentials hold no longer
 */
export function assertCanBegin({ canBegin }: Pick<Visitor, 'canBegin'>): void {
  if (!canBegin) throw refusal('UNAUTHENTICATED', 'These credentials hold no longer.');
}
