import type { SharedMessage } from '../kernel/subscription.ts';
import type { Payload } from './payload.ts';

export interface Taker {
  take(payload: Payload): void;
}

/** What is made of a message, and who waits for it. */
interface Making {
  payload: Payload | null;
  readonly takers: Taker[];
}

/**
 * What each message of a subscription became. Readers who are told the same object have the same rights; those among them
 * who ask the same of it are sent the same bytes, made once and kept as long as anybody has the message.
 */
export class SharedPayloads {
  readonly #byMessage = new WeakMap<SharedMessage, Map<string, Making>>();

  /**
   * Gives, now or later, what the message is for all who ask this of it.
   * @param asked what of the message: the document, and the variables that matter to it
   * @param make called unless it was made already; never rejects
   */
  give(message: SharedMessage, asked: string, make: () => Payload | Promise<Payload>, taker: Taker): void {
    const makings = this.#byMessage.get(message) ?? new Map<string, Making>();
    const known = makings.get(asked);
    if (known?.payload) return taker.take(known.payload);
    if (known !== undefined) return void known.takers.push(taker);
    if (makings.size === 0) this.#byMessage.set(message, makings);
    const making: Making = { payload: null, takers: [taker] };
    makings.set(asked, making);
    const made = (payload: Payload): void => {
      making.payload = payload;
      for (const waiting of making.takers.splice(0)) waiting.take(payload);
    };
    const payload = make();
    if (payload instanceof Promise) void payload.then(made);
    else made(payload);
  }
}

export function isShared(message: unknown): message is SharedMessage {
  return typeof message === 'object' && message !== null && 'readBy' in message;
}
