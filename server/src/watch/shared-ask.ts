import type { Look, SharedSource, SlowConsumerError } from '../kernel/subscription.ts';
import type { Asker, SharedLooks } from './shared-looks.ts';

/** What one of many equal subscriptions looks with: it asks together with the others, and takes what is found by itself. */
export class SharedAsk<T, Found> implements Asker<Found> {
  readonly #source: SharedSource<T, Found>;
  readonly #looks: SharedLooks<Found>;
  #asker: Asker<Look<T>> | null = null;

  constructor(source: SharedSource<T, Found>, looks: SharedLooks<Found>) {
    this.#source = source;
    this.#looks = looks;
  }

  get sessionId(): string | null {
    return this.#source.wakesOn ?? null;
  }

  /** One at a time. */
  ask(asker: Asker<Look<T>>): void {
    this.#asker = asker;
    this.#ask(this);
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

  #ask(asker: Asker<Found>): void {
    let question: string;
    try {
      question = this.#source.question();
    } catch (error) {
      return asker.failed(error);
    }
    this.#looks.ask(question, () => this.#source.look(), asker);
  }
}
