import { TooManyOperationsError } from '../kernel/errors.ts';

/** Of one asker: several documents that ask for as many lists as a document may. */
const maxOfOne = 100;
const maxOfAll = 2_000;

/** What waits, in turns: whoever asks for much waits behind their own, and not everybody else behind them. */
export class ReadTurns<Read> {
  /** In the order of whose turn is next. */
  readonly #byAsker = new Map<string, Read[]>();
  #size = 0;

  /** @throws {TooManyOperationsError} when too many wait already */
  add(asker: string, read: Read): void {
    const own = this.#byAsker.get(asker) ?? [];
    if (own.length >= maxOfOne) {
      throw new TooManyOperationsError(`You have ${maxOfOne} lists and counts waiting. Wait for their answers first.`);
    }
    if (this.#size >= maxOfAll) {
      throw new TooManyOperationsError('Too many lists and counts are waiting. Try again in a moment.');
    }
    own.push(read);
    this.#byAsker.set(asker, own);
    this.#size += 1;
  }

  /** The next one, or null where none waits. */
  take(): Read | null {
    for (const [asker, own] of this.#byAsker) {
      const read = own.shift();
      this.#byAsker.delete(asker);
      if (read === undefined) continue;
      if (own.length > 0) this.#byAsker.set(asker, own);
      this.#size -= 1;
      return read;
    }
    return null;
  }

  takeAll(): readonly Read[] {
    const all = [...this.#byAsker.values()].flat();
    this.#byAsker.clear();
    this.#size = 0;
    return all;
  }
}
