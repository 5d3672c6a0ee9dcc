import { connect, type Socket } from 'node:net';

interface Question {
  readonly request: Buffer;
  readonly onAnswer: (body: Buffer) => void;
}

/**
 * A kept-alive HTTP connection that sends requests made before and reads answers of a known length, one at a time. Where the
 * server closes it, as it does with one that waits for seconds, there is another one, and what was unanswered is asked again.
 */
export class HttpConnection {
  readonly #port: number;
  #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #question: Question | null = null;
  #isCut = false;
  #refusals = 0;

  private constructor(port: number) {
    this.#port = port;
    this.#socket = this.#connect();
  }

  static async open(url: string): Promise<HttpConnection> {
    const connection = new HttpConnection(Number(new URL(url).port));
    await new Promise((resolve) => connection.#socket.once('connect', resolve));
    return connection;
  }

  send(request: Buffer, onAnswer: (body: Buffer) => void): void {
    this.#question = { request, onAnswer };
    if (this.#socket.destroyed) this.#socket = this.#connect();
    this.#socket.write(request);
  }

  cut(): void {
    this.#isCut = true;
    this.#socket.resetAndDestroy();
  }

  #connect(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    this.#received = Buffer.alloc(0);
    socket.on('data', (chunk) => this.#receive(chunk));
    // The close that follows is what counts.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#closed());
    return socket;
  }

  #closed(): void {
    if (this.#isCut || this.#question === null) return;
    this.#refusals += 1;
    if (this.#refusals > 10) throw new Error('the server closes every connection');
    this.#socket = this.#connect();
    this.#socket.write(this.#question.request);
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    // Asked for too late: it closes now.
    if (head.startsWith('HTTP/1.1 408')) return;
    if (!head.startsWith('HTTP/1.1 200')) throw new Error(this.#received.toString());
    const length = /content-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`an answer without a length: ${head}`);
    const bodyEnd = headEnd + 4 + Number(length);
    if (this.#received.length < bodyEnd) return;
    const body = this.#received.subarray(headEnd + 4, bodyEnd);
    this.#received = this.#received.subarray(bodyEnd);
    const question = this.#question;
    this.#question = null;
    this.#refusals = 0;
    question?.onAnswer(body);
  }
}

/** A POST of JSON to `/graphql`. */
export function postRequest(url: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const { host } = new URL(url);
  const lines = [
    'POST /graphql HTTP/1.1',
    `Host: ${host}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
