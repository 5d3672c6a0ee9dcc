import { labelledFrame } from './text-frames.ts';

/** An answer that many readers are sent, each under the id of its own operation. */
export class Payload {
  readonly #end: Buffer;
  #label = '';
  #frame: Buffer | null = null;

  /** @param text JSON */
  constructor(text: string) {
    this.#end = Buffer.from(`"next","payload":${text}}`);
  }

  /**
   * The frame of a `next` message. Clients number their operations alike, so that most readers' frames are one.
   * @param label what the message begins with, up to its type
   */
  frameFor(label: string): Buffer {
    if (this.#frame !== null && this.#label === label) return this.#frame;
    this.#label = label;
    this.#frame = labelledFrame(label, this.#end);
    return this.#frame;
  }
}
