import WebSocket from 'ws';
import type { WireError } from './api.ts';
import { within } from './until.ts';

/** One frame of the graphql-transport-ws protocol. */
export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface SocketOptions {
  /** The payload of `connection_init`; left out, nothing is sent. */
  readonly payload?: Record<string, unknown>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** The WebSocket protocol by hand, so that a test may stop reading, send rubbish and see every frame. */
export class WireSocket {
  readonly #socket: WebSocket;
  readonly frames: Frame[] = [];
  readonly closed: Promise<Closed>;
  readonly #waiting = new Set<() => void>();
  #nextId = 1;
  #isClosed = false;

  constructor(url: string, { headers = {} }: SocketOptions = {}) {
    this.#socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    this.#socket.on('message', (data: Buffer) => {
      // Frames come from the server under test; what a payload holds is known where it is asked for.
      this.frames.push(JSON.parse(data.toString('utf8')) as Frame);
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.on('close', (code, reason) => {
        this.#isClosed = true;
        this.#wake();
        resolve({ code, reason: reason.toString('utf8') });
      });
    });
    // A refused connection also closes; what is looked at is the close.
    this.#socket.on('error', () => undefined);
  }

  /** Connects and waits for `connection_ack`. */
  static async open(url: string, secret: string, ownerId?: string): Promise<WireSocket> {
    const authorization = `Bearer ${secret}`;
    return WireSocket.greet(url, { payload: ownerId === undefined ? { authorization } : { authorization, ownerId } });
  }

  static async greet(url: string, options: SocketOptions): Promise<WireSocket> {
    const socket = new WireSocket(url, options);
    await socket.connected();
    socket.send({ type: 'connection_init', ...(options.payload ? { payload: options.payload } : {}) });
    await socket.next('connection_ack', ({ type }) => type === 'connection_ack');
    return socket;
  }

  async connected(): Promise<void> {
    if (this.#socket.readyState === WebSocket.OPEN) return;
    await within(
      'the opening of a socket',
      30_000,
      new Promise<void>((resolve, reject) => {
        this.#socket.once('open', resolve);
        this.#socket.once('error', reject);
      }),
    );
  }

  send(frame: Frame): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  subscribe(query: string, variables: Record<string, unknown> = {}): string {
    const id = String(this.#nextId++);
    this.send({ type: 'subscribe', id, payload: { query, variables } });
    return id;
  }

  /** Sends a query or mutation and returns its answer. */
  async request<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const id = this.subscribe(query, variables);
    const frame = await this.next('an answer', (candidate) => candidate.id === id);
    // What a document asks for is known where it is written, so the caller names the type.
    const { data, errors } = frame.payload as { data?: Data; errors?: readonly WireError[] };
    if (frame.type !== 'next' || data === undefined || errors) throw new Error(JSON.stringify(frame));
    return data;
  }

  /** The first frame that matches and was not taken before; waits for it. */
  async next(what: string, matches: (frame: Frame) => boolean, withinMs = 30_000): Promise<Frame> {
    return within(what, withinMs, this.#next(what, matches));
  }

  /** The data of the next message of one subscription. */
  async nextData<Data>(id: string, withinMs?: number): Promise<Data> {
    const frame = await this.next(`a message of ${id}`, (candidate) => candidate.id === id, withinMs);
    const { data } = (frame.payload ?? {}) as { data?: Data };
    if (frame.type !== 'next' || data === undefined) throw new Error(JSON.stringify(frame));
    return data;
  }

  /** Stops reading from the connection; what arrives piles up in the operating system, then in the server. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Drops the connection without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.close(1000);
    await this.closed;
  }

  async #next(what: string, matches: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const index = this.frames.findIndex(matches);
      const [frame] = index < 0 ? [] : this.frames.splice(index, 1);
      if (frame) return frame;
      if (this.#isClosed) {
        const { code, reason } = await this.closed;
        throw new Error(`${what}: the socket closed with ${code} ${reason}`);
      }
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
