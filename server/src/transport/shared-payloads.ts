import type { SharedMessage } from '../kernel/subscription.ts';
import type { Payload } from './payload.ts';

export interface Taker {
  /** Called unless it was made already; never rejects. */
  make(message: SharedMessage): Payload | Promise<Payload>;
  take(payload: Payload): void;
}

/** What is made of a message, and who waits for it. */
interface Making {
  readonly asked: string;
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
   * @returns the same text, as whoever asked first has it. Whoever asks with that next is found without comparing its
   * characters, of which each of thousands would have its own
   */
  give(message: SharedMessage, asked: string, taker: Taker): string {
    const makings = this.#byMessage.get(message) ?? new Map<string, Making>();
    const known = makings.get(asked);
    if (known !== undefined) {
      if (known.payload === null) known.takers.push(taker);
      else taker.take(known.payload);
      return known.asked;
    }
    if (makings.size === 0) this.#byMessage.set(message, makings);
    const making: Making = { asked, payload: null, takers: [taker] };
    makings.set(asked, making);
    const payload = taker.make(message);
    if (payload instanceof Promise) void payload.then((made) => finish(making, made));
    else finish(making, payload);
    return asked;
  }
}

function finish(making: Making, payload: Payload): void {
  making.payload = payload;
  for (const waiting of making.takers.splice(0)) waiting.take(payload);
}

export function isShared(message: unknown): message is SharedMessage {
  return typeof message === 'object' && message !== null && 'readBy' in message;
}
