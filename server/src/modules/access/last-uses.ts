import type { Clock } from '../../kernel/clock.ts';
import type { Credential } from './credential.ts';

/** When sign-ins and keys were last used: kept in memory, and saved now and then. */
export class LastUses {
  readonly #clock: Clock;
  /** By the id of a sign-in or a key: no two are alike. */
  readonly #lastMs = new Map<string, number>();
  #unsaved = { signIns: new Set<string>(), keys: new Set<string>() };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(credential: Credential): void {
    if (credential.kind === 'SIGN_IN') {
      this.#lastMs.set(credential.signInId, this.#clock.wallMs());
      this.#unsaved.signIns.add(credential.signInId);
    }
    if (credential.kind === 'KEY') {
      this.#lastMs.set(credential.keyId, this.#clock.wallMs());
      this.#unsaved.keys.add(credential.keyId);
    }
  }

  /** Null where it was not used since the start. */
  get(id: string): number | null {
    return this.#lastMs.get(id) ?? null;
  }

  forget(signInId: string): void {
    this.#lastMs.delete(signInId);
    this.#unsaved.signIns.delete(signInId);
  }

  /** What was noted since this was last asked. */
  takeUnsaved(): { readonly signIns: ReadonlyMap<string, number>; readonly keys: ReadonlyMap<string, number> } {
    const { signIns, keys } = this.#unsaved;
    this.#unsaved = { signIns: new Set(), keys: new Set() };
    const timesOf = (ids: ReadonlySet<string>) => new Map([...ids].map((id) => [id, this.#lastMs.get(id) ?? 0]));
    return { signIns: timesOf(signIns), keys: timesOf(keys) };
  }
}
