import { authorize, type Principal, type SessionScope, scopeOf } from '../../kernel/principal.ts';
import { actorOf, type Caller } from '../../kernel/record.ts';
import { fingerprintOf, nameRights } from '../../kernel/revision.ts';
import type { Asker } from './store.ts';

/** What somebody who lists may see, as of the last time it was asked. */
export interface View {
  readonly principal: Principal;
  /** Equal for those alone who see the same and may do the same to it. */
  readonly rights: string;
  readonly fingerprint: string | null;
  readonly scope: SessionScope;
}

/** Somebody who lists for a while. Their rights are asked for with each message, so as long as they stay the same it costs nothing. */
export class Viewing {
  readonly #caller: Caller;
  /** Whose view that is. */
  #principal: Principal;
  #view: View;

  /**
   * @param view the caller's, of now or a moment ago
   * @throws {ForbiddenError} when they may list nothing
   */
  constructor(caller: Caller, view: View = viewOf(caller.principal)) {
    this.#caller = caller;
    this.#principal = view.principal;
    this.#view = view;
  }

  /** As of the last time it was asked. */
  get view(): View {
    return this.#view;
  }

  get hasLeft(): boolean {
    return this.#caller.hasLeft === true;
  }

  /**
   * Asks again.
   * @throws {ForbiddenError} when they may list nothing any more
   */
  refresh(): View {
    const { principal } = this.#caller;
    // A principal never changes: whoever may do other things is another one.
    if (principal === this.#principal) return this.#view;
    this.#view = viewOf(principal, this.#view);
    this.#principal = principal;
    return this.#view;
  }
}

/**
 * @param before taken over where the rights are the same
 * @throws {ForbiddenError} when they may list nothing
 */
export function viewOf(principal: Principal, before?: View): View {
  authorize(principal, 'session.list');
  const rights = nameRights(principal);
  if (before?.rights === rights) return { ...before, principal };
  return { principal, rights, fingerprint: fingerprintOf(principal), scope: scopeOf(principal) };
}

/**
 * Reads until the rights it was read with are those of the answer: a read may wait for its turn while they change, and
 * sees what was stored since.
 * @throws {ForbiddenError} when they may list nothing any more
 */
export async function readAsSeen<Found>(
  viewing: Viewing,
  read: (view: View, asker: Asker) => Promise<Found>,
): Promise<Found> {
  for (;;) {
    const { view } = viewing;
    const { kind, id } = actorOf(view.principal);
    const found = await read(view, { name: `${kind} ${id}`, hasLeft: () => viewing.hasLeft });
    if (viewing.refresh().rights === view.rights) return found;
  }
}
