import type { Look, SubscriptionSource } from '../kernel/subscription.ts';
import { type Sleep, Subscription } from './subscription.ts';

/** One that looks by itself. */
export class SingleSubscription<T> extends Subscription<T> {
  readonly #source: SubscriptionSource<T>;

  constructor(source: SubscriptionSource<T>, onClose: (subscription: Subscription<T>) => void) {
    super(onClose);
    this.#source = source;
  }

  get sleep(): Sleep {
    return this.#source;
  }

  ask(): void {
    let look: Look<T> | Promise<Look<T>>;
    try {
      look = this.#source.look();
    } catch (error) {
      return this.failed(error);
    }
    if (!(look instanceof Promise)) return this.answered(look);
    look.then(
      (found) => this.answered(found),
      (error: unknown) => this.failed(error),
    );
  }

  closed(): void {
    this.#source.onClose?.();
  }
}
