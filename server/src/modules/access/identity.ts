import type { Clock } from '../../kernel/clock.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import { type Credential, Holder } from './credential.ts';
import type { Directory } from './directory.ts';

/** Whoever shows a credential, as they are at each moment. */
export class Identity {
  readonly #clock: Clock;
  readonly #holder: Holder;

  constructor(credential: Credential, { clock, directory }: { readonly clock: Clock; readonly directory: Directory }) {
    this.#clock = clock;
    this.#holder = new Holder(credential, directory);
  }

  /** Null once the credentials hold no longer. */
  now(): Principal | null {
    return this.#holder.now(this.#clock);
  }

  /**
   * Who this is and what they may do now.
   * @throws {ForbiddenError} once the credentials hold no longer
   */
  get principal(): Principal {
    const principal = this.now();
    if (principal !== null) return principal;
    throw goneError();
  }
}

export function goneError(): ForbiddenError {
  return new ForbiddenError('These credentials hold no longer. Sign in again, or use a key that holds.');
}
