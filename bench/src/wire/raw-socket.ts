import { WebSocketEnd } from './websocket.ts';

// A text would be written as bytes for each search.
const idMark = Buffer.from('"id":"~');
const quote = '"'.charCodeAt(0);

/** The client's end of the raw WebSocket peer: JSON messages `{ id, type, … }`, answered with the same id. */
export class RawSocket {
  readonly #end: WebSocketEnd;
  readonly #handlers = new Map<string, (message: Buffer) => void>();
  #lastId = 0;
  /** Told of what answers nothing. */
  onPush: (message: Buffer) => void = () => undefined;

  private constructor(end: WebSocketEnd) {
    this.#end = end;
    end.onText = (message) => this.#receive(message);
    end.onClose = (why) => {
      throw new Error(`a raw socket was closed: ${why}`);
    };
  }

  static async open(url: string): Promise<RawSocket> {
    return new RawSocket(await WebSocketEnd.open(url, '/'));
  }

  sendFrame(id: string, frame: Buffer, answered: (message: Buffer) => void): void {
    this.#handlers.set(id, answered);
    this.#end.send(frame);
  }

  request<Data>(type: string, fields: Record<string, unknown> = {}): Promise<Data> {
    this.#lastId += 1;
    const id = `~${this.#lastId}`;
    return new Promise((resolve) => {
      // Our own peer answers what it is asked.
      this.#handlers.set(id, (message) => resolve(JSON.parse(message.toString()) as Data));
      this.#end.sendText(JSON.stringify({ id, type, ...fields }));
    });
  }

  cut(): void {
    this.#end.onClose = () => undefined;
    this.#end.cut();
  }

  #receive(message: Buffer): void {
    const mark = message.indexOf(idMark);
    if (mark < 0) return this.onPush(message);
    const start = mark + idMark.length - 1;
    const id = message.toString('latin1', start, message.indexOf(quote, start));
    const handler = this.#handlers.get(id);
    this.#handlers.delete(id);
    handler?.(message);
  }
}
