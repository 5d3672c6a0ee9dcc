import type { Look, MessageReader, SharedSource, SlowConsumerError } from '../kernel/subscription.ts';
import type { AwayReaders } from './away-readers.ts';
import type { Asker, Rester, SharedLooks } from './shared-looks.ts';
import { type Sleep, Subscription } from './subscription.ts';

interface Surroundings<T, Found> {
  readonly looks: SharedLooks<Found>;
  readonly away: Pick<AwayReaders, 'add' | 'delete'>;
  readonly onClose: (subscription: Subscription<T>) => void;
}

/** One of many equal ones: it asks together with the others, and takes what is found by itself. */
export class SharedSubscription<T, Found> extends Subscription<T> implements Rester<Found> {
  /** What it is about to ask, while it rests. */
  #restsOn: string | null = null;
  readonly #source: SharedSource<T, Found>;
  readonly #looks: SharedLooks<Found>;
  #isAway = false;
  readonly #away: Pick<AwayReaders, 'add' | 'delete'>;

  constructor(source: SharedSource<T, Found>, { looks, away, onClose }: Surroundings<T, Found>) {
    super(onClose);
    this.#source = source;
    this.#looks = looks;
    this.#away = away;
  }

  get sleep(): Sleep {
    return { sessionId: this.#source.wakesOn ?? null };
  }

  /** Whether there has been something to tell, and its reader busy with the last message, since it last pulled. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Where it rests, those it rests with begin it. */
  override wake(): void {
    if (this.#restsOn === null) super.wake();
  }

  override pull(reader: MessageReader<T>): void {
    this.#isAway = false;
    super.pull(reader);
  }

  begin(question: string): boolean {
    this.#restsOn = null;
    if (!this.beginWoken()) return false;
    // Its rights may have changed while it rested.
    const asked = this.#questionFor(this);
    if (asked === question) return true;
    if (asked !== null) this.#looks.ask(asked, () => this.look(), this);
    return false;
  }

  /** Never throws: it rejects with whatever the source throws. */
  async look(): Promise<Found> {
    return this.#source.look();
  }

  found(found: Found): void {
    let look: Look<T> | null;
    try {
      look = this.#source.take(found);
    } catch (error) {
      return this.failed(error);
    }
    if (look === null) this.ask();
    else this.answered(look);
  }

  /** Its reader is away for too long: it ends, unless there is nothing to tell or they are back. */
  async giveUp(): Promise<void> {
    if (!this.#isAway) return;
    this.#isAway = false;
    await this.endUnread(this.#reasonToEnd());
  }

  ask(): void {
    this.#askFor(this);
  }

  /** With all who would ask the same then, where each change wakes it. */
  override rest(): void {
    if (this.#restsOn !== null || this.#source.wakesOn !== undefined) return;
    this.#restsOn = this.#questionFor(this);
    if (this.#restsOn !== null) this.#looks.rest(this.#restsOn, this);
  }

  override goAway(): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#away.add(this);
  }

  closed(): void {
    this.#away.delete(this);
    if (this.#restsOn !== null) this.#looks.leave(this.#restsOn, this);
  }

  async #reasonToEnd(): Promise<SlowConsumerError | null> {
    const found = await new Promise<Found>((resolve, reject) => this.#askFor({ found: resolve, failed: reject }));
    return this.#source.giveUp(found);
  }

  #askFor(asker: Asker<Found>): void {
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
