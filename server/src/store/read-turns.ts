import { TooManyOperationsError } from '../kernel/errors.ts';
import type { Asker } from '../modules/sessions/index.ts';

/** Of one asker: several documents that ask for as many lists as a document may. */
const maxOfOne = 100;
const maxOfAll = 2_000;

/**
 * What waits, in turns: whoever asks for much waits behind their own, and not everybody else behind them. What those asked
 * who have left since is let go of: nobody waits for its answer.
 */
export class ReadTurns<Read extends { readonly asker: Asker }> {
  /** In the order of whose turn is next. */
  readonly #byAsker = new Map<string, Read[]>();
  #size = 0;

  /** @throws {TooManyOperationsError} when too many wait already */
  add(read: Read): void {
    const { name } = read.asker;
    if ((this.#byAsker.get(name)?.length ?? 0) >= maxOfOne || this.#size >= maxOfAll) this.#dropLeft();
    const own = this.#byAsker.get(name) ?? [];
    if (own.length >= maxOfOne) {
      throw new TooManyOperationsError(`You have ${maxOfOne} lists and counts waiting. Wait for their answers first.`);
    }
    if (this.#size >= maxOfAll) {
      throw new TooManyOperationsError('Too many lists and counts are waiting. Try again in a moment.');
    }
    own.push(read);
    this.#byAsker.set(name, own);
    this.#size += 1;
  }

  /** The next one, or null where none waits. */
  take(): Read | null {
    for (const [name, own] of this.#byAsker) {
      const [read, ...rest] = own.filter(({ asker }) => !asker.hasLeft());
      this.#size -= own.length - rest.length;
      this.#byAsker.delete(name);
      if (rest.length > 0) this.#byAsker.set(name, rest);
      if (read !== undefined) return read;
    }
    return null;
  }

  takeAll(): readonly Read[] {
    const all = [...this.#byAsker.values()].flat();
    this.#byAsker.clear();
    this.#size = 0;
    return all;
  }

  #dropLeft(): void {
    for (const [name, own] of [...this.#byAsker]) {
      const rest = own.filter(({ asker }) => !asker.hasLeft());
      this.#size -= own.length - rest.length;
      if (rest.length === 0) this.#byAsker.delete(name);
      else this.#byAsker.set(name, rest);
    }
  }
}
