import { isSameHash } from '../../kernel/secrets.ts';

const prefixCharacters = 16;

/** Finds what belongs to a hash: by a part of it, then the whole in constant time. */
export class HashIndex<Value> {
  readonly #byPrefix = new Map<string, Map<string, Value>>();

  set(hash: string, value: Value): void {
    const prefix = hash.slice(0, prefixCharacters);
    const group = this.#byPrefix.get(prefix) ?? new Map<string, Value>();
    this.#byPrefix.set(prefix, group.set(hash, value));
  }

  delete(hash: string): void {
    const prefix = hash.slice(0, prefixCharacters);
    const group = this.#byPrefix.get(prefix);
    group?.delete(hash);
    if (group?.size === 0) this.#byPrefix.delete(prefix);
  }

  find(hash: string): Value | null {
    const group = this.#byPrefix.get(hash.slice(0, prefixCharacters)) ?? [];
    let found: Value | null = null;
    for (const [known, value] of group) if (isSameHash(known, hash)) found = value;
    return found;
  }
}
