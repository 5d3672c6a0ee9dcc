import { labelledFrame } from './text-frames.ts';

/** An answer that many readers are sent, each under the id of its own operation. */
export class Payload {
  readonly #end: Buffer;
  #id = '';
  #frame: Buffer | null = null;

  /** @param text JSON */
  constructor(text: string) {
    this.#end = Buffer.from(`"next","payload":${text}}`);
  }

  /**
   * The frame of a `next` message. Clients number their operations alike, so that most readers' frames are one.
   * @param id the operation's
   */
  frameFor(id: string): Buffer {
    if (this.#frame !== null && this.#id === id) return this.#frame;
    this.#id = id;
    this.#frame = labelledFrame(labelOf(id), this.#end);
    return this.#frame;
  }
}

/** What each message of an operation begins with, up to its type. */
export function labelOf(id: string): string {
  return `{"id":${JSON.stringify(id)},"type":`;
}
