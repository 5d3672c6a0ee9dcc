import { connect, type Socket } from 'node:net';

/** The client's end of one GraphQL subscription as server-sent events. */
export class EventStream {
  readonly #socket: Socket;
  onEvent: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    // A chunk that holds an event holds its beginning: nothing else is under way on this connection.
    socket.on('data', (chunk) => {
      if (chunk.includes('event: next')) this.onEvent();
    });
  }

  /** @param request made by `postRequest`, with `accept: text/event-stream` */
  static async open(url: string, request: Buffer): Promise<EventStream> {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', noDelay: true });
    const stream = new EventStream(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('a stream was closed before it began')));
      // The head of the answer, and with it the first comment.
      socket.once('data', (chunk) => {
        if (chunk.includes('HTTP/1.1 200')) resolve();
        else reject(new Error(chunk.toString()));
      });
      socket.write(request);
    });
    return stream;
  }

  cut(): void {
    this.#socket.resetAndDestroy();
  }
}
