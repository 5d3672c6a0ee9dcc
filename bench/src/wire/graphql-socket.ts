import type { OperationPayload } from './messages.ts';
import { textFrame, WebSocketEnd } from './websocket.ts';

// The client's end of graphql-transport-ws. The ids it gives begin with a sign that no id in a payload does, so that the
// id of a message is found without parsing it, wherever a server puts it.

// A text would be written as bytes for each search.
const idMark = Buffer.from('"id":"~');
const nextMark = Buffer.from('"type":"next"');
const quote = '"'.charCodeAt(0);

export interface Handler {
  next(message: Buffer): void;
  /** Over: completed, or failed with errors. */
  over(message: Buffer): void;
}

export class GraphqlSocket {
  readonly #end: WebSocketEnd;
  readonly #handlers = new Map<string, Handler>();
  #lastId = 0;
  #onAck: () => void = () => undefined;

  private constructor(end: WebSocketEnd) {
    this.#end = end;
    end.onText = (payload) => this.#receive(payload);
  }

  /** @throws when the server refuses the connection */
  static async open(url: string, init: Record<string, unknown>): Promise<GraphqlSocket> {
    const end = await WebSocketEnd.open(url, '/graphql', 'graphql-transport-ws');
    const socket = new GraphqlSocket(end);
    await new Promise<void>((resolve, reject) => {
      socket.#onAck = resolve;
      end.onClose = (why) => reject(new Error(`not acknowledged: ${why}`));
      end.sendText(JSON.stringify({ type: 'connection_init', payload: init }));
    });
    end.onClose = (why) => socket.#closed(why);
    return socket;
  }

  /** Told when the connection is gone. */
  onClose: (why: string) => void = (why) => {
    throw new Error(`a socket was closed: ${why}`);
  };

  /** @returns the operation's id */
  subscribe(payload: OperationPayload, handler: Handler): string {
    this.#lastId += 1;
    const id = `~${this.#lastId}`;
    this.#handlers.set(id, handler);
    this.#end.send(operationFrame(id, payload));
    return id;
  }

  /** Sends a frame made before, whose answers go to the handler of its id. */
  sendFrame(id: string, frame: Buffer, handler: Handler): void {
    this.#handlers.set(id, handler);
    this.#end.send(frame);
  }

  /**
   * Sends a query or a mutation and gives the data of its answer.
   * @throws when it holds errors
   */
  request<Data>(payload: OperationPayload): Promise<Data> {
    return new Promise((resolve, reject) => {
      let data: Data | null = null;
      this.subscribe(payload, {
        next(message) {
          // What a document asks for is known where it is written, so the caller names the type.
          const { payload: answer } = JSON.parse(message.toString()) as { payload: { data?: Data } };
          if (answer.data == null || 'errors' in answer) reject(new Error(message.toString()));
          else ({ data } = answer);
        },
        over(message) {
          if (data === null) reject(new Error(message.toString()));
          else resolve(data);
        },
      });
    });
  }

  /** Leaves an operation; nothing more is heard of it. */
  complete(id: string): void {
    this.#handlers.delete(id);
    this.#end.sendText(JSON.stringify({ id, type: 'complete' }));
  }

  cut(): void {
    this.onClose = () => undefined;
    this.#end.cut();
  }

  #receive(message: Buffer): void {
    const mark = message.indexOf(idMark);
    if (mark < 0) return this.#receiveOfConnection(message);
    const start = mark + idMark.length - 1;
    const id = message.toString('latin1', start, message.indexOf(quote, start));
    const handler = this.#handlers.get(id);
    if (handler === undefined) return;
    if (message.includes(nextMark)) return handler.next(message);
    this.#handlers.delete(id);
    handler.over(message);
  }

  #receiveOfConnection(message: Buffer): void {
    const text = message.toString();
    if (text.includes('"connection_ack"')) this.#onAck();
    if (text.includes('"ping"')) this.#end.sendText('{"type":"pong"}');
  }

  #closed(why: string): void {
    this.#handlers.clear();
    this.onClose(why);
  }
}

export function operationFrame(id: string, payload: OperationPayload): Buffer {
  return textFrame(JSON.stringify({ id, type: 'subscribe', payload }));
}
