import type { Look, SharedSource, SlowConsumerError } from '../kernel/subscription.ts';
import type { Asker, Rester, SharedLooks } from './shared-looks.ts';
import type { Looking, Rested } from './subscription.ts';

/** What one of many equal subscriptions looks with: it asks together with the others, and takes what is found by itself. */
export class SharedAsk<T, Found> implements Looking<T>, Rester<Found> {
  readonly #source: SharedSource<T, Found>;
  readonly #looks: SharedLooks<Found>;
  #asker: Rested<T> | null = null;
  /** What it is about to ask, while it rests. */
  #restsOn: string | null = null;

  constructor(source: SharedSource<T, Found>, looks: SharedLooks<Found>) {
    this.#source = source;
    this.#looks = looks;
  }

  get sessionId(): string | null {
    return this.#source.wakesOn ?? null;
  }

  /** One at a time. */
  ask(asker: Rested<T>): void {
    this.#asker = asker;
    this.#ask(this);
  }

  rest(asker: Rested<T>): void {
    this.#asker = asker;
    this.#restsOn = this.#questionFor(this);
    if (this.#restsOn !== null) this.#looks.rest(this.#restsOn, this);
  }

  begin(question: string): boolean {
    this.#restsOn = null;
    if (this.#asker?.begin() !== true) return false;
    // Its rights may have changed while it rested.
    const asked = this.#questionFor(this);
    if (asked === question) return true;
    if (asked !== null) this.#looks.ask(asked, () => this.look(), this);
    return false;
  }

  look(): Promise<Found> {
    return this.#source.look();
  }

  wake(): void {
    this.#asker?.wake();
  }

  found(found: Found): void {
    let look: Look<T> | null;
    try {
      look = this.#source.take(found);
    } catch (error) {
      return this.failed(error);
    }
    if (look === null) this.#ask(this);
    else this.#asker?.found(look);
  }

  failed(error: unknown): void {
    this.#asker?.failed(error);
  }

  giveUp(): Promise<SlowConsumerError | null> {
    return new Promise((resolve, reject) => {
      this.#ask({ found: (found) => resolve(this.#source.giveUp(found)), failed: reject });
    });
  }

  onClose(): void {
    if (this.#restsOn !== null) this.#looks.leave(this.#restsOn, this);
  }

  #ask(asker: Asker<Found>): void {
    const question = this.#questionFor(asker);
    if (question !== null) this.#looks.ask(question, () => this.look(), asker);
  }

  /** @returns null where there is none, which the asker is told as a failure */
  #questionFor(asker: Asker<Found>): string | null {
    try {
      return this.#source.question();
    } catch (error) {
      asker.failed(error);
      return null;
    }
  }
}
