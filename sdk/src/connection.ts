import { ask } from './ask.ts';
import { backoffMs } from './backoff.ts';
import { ClientClosedError, ConnectionLostError, type RollcallError } from './errors.ts';
import type { TypedDocument } from './typed-document.ts';
import type { Platform } from './platform.ts';
import { type Sink, type Socket, openSocket } from './socket.ts';

export interface ConnectionListener {
  /** The server accepted a new socket, or this one is to be tried again after an operation that was left unanswered. */
  readonly up: () => void;
  /** The socket is gone, or an attempt to have one failed. */
  readonly down: (error: RollcallError) => void;
  /** The server ended an operation without an answer, for the first time on this socket. */
  readonly unanswered?: (error: RollcallError) => void;
}

type Variables = Record<string, unknown>;

/** The one connection of a client: opened when first needed, had again after every loss, until it is closed. */
export class Connection {
  readonly #openSocket: (listener: Pick<Parameters<typeof openSocket>[0], 'onUp' | 'onDown'>) => Socket;
  readonly #platform: Platform;
  readonly #isFinal: (error: RollcallError) => boolean;
  readonly #listeners = new Set<ConnectionListener>();
  #state: 'IDLE' | 'CONNECTING' | 'UP' | 'WAITING' | 'CLOSED' = 'IDLE';
  #socket: Socket | undefined;
  #failures = 0;
  #lost: RollcallError | undefined;
  /** Pauses after operations that were left unanswered on this socket. */
  #pauses = 0;
  #isPausing = false;
  #cancelRetry: (() => void) | undefined;

  constructor(options: {
    readonly url: string;
    readonly connectionParams: Readonly<Record<string, string>>;
    readonly platform: Platform;
    /** Whether trying again is of no use; the next need still does. @default never */
    readonly isFinal?: (error: RollcallError) => boolean;
  }) {
    this.#platform = options.platform;
    this.#isFinal = options.isFinal ?? (() => false);
    this.#openSocket = (listener) => openSocket({ ...options, ...listener });
  }

  get isClosed(): boolean {
    return this.#state === 'CLOSED';
  }

  get isUp(): boolean {
    return this.#state === 'UP';
  }

  /** Why there is no connection; undefined while there is one, and until the first attempt has failed. */
  get lost(): RollcallError | undefined {
    return this.#lost;
  }

  /** The last attempt failed and the next one has not begun. */
  get isWaiting(): boolean {
    return this.#state === 'WAITING';
  }

  listen(listener: ConnectionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, unless it has, and from then on stays connected. */
  open(): void {
    if (this.#state === 'IDLE') this.#connect();
  }

  /**
   * Sends an operation over the open socket and gives its answer. A server that does not answer in 10 seconds is taken
   * for gone: everything is told again over a new connection. One that ends an operation without an answer may well
   * answer the others, and holds our kill signals: after a pause this is told again over the same connection.
   *
   * @param onFailedPart takes what failed of the answer, where it may be null; without it the whole answer fails then.
   * @throws {ConnectionLostError} when there is no socket, it breaks before the answer, or the server says that there is none.
   */
  send<Result, V extends Variables>(
    document: TypedDocument<Result, V>,
    variables: V,
    onFailedPart?: (error: RollcallError) => void,
  ): Promise<Result> {
    return ask(this.#platform, (sink) => this.subscribe(document, variables, sink), {
      onTimeout: () => this.#socket?.drop(),
      onUnanswered: (error) => this.#repeatLater(error),
      onFailedPart,
    });
  }

  /** Opens a subscription on the socket there is; a lost connection fails it and it is not opened again. */
  subscribe<Result, V extends Variables>(
    document: TypedDocument<Result, V>,
    variables: V,
    sink: Sink<Result>,
  ): () => void {
    if (this.#socket !== undefined && this.isUp) return this.#socket.subscribe(document, variables, sink);
    sink.failed(this.isClosed ? closed() : new ConnectionLostError('There is no connection to the server.'));
    return () => undefined;
  }

  /** Says goodbye because nothing is left to do; the next need connects again. */
  rest(): void {
    if (!this.isUp) return;
    this.#state = 'IDLE';
    this.#socket?.close();
  }

  close(): void {
    this.#state = 'CLOSED';
    this.#cancelRetry?.();
    this.#socket?.close();
    this.#tell((listener) => listener.down(closed()));
    this.#listeners.clear();
  }

  #connect(): void {
    this.#state = 'CONNECTING';
    this.#socket = this.#openSocket({
      onUp: () => {
        if (this.isClosed) return;
        this.#state = 'UP';
        this.#failures = 0;
        this.#lost = undefined;
        this.#pauses = 0;
        this.#tell((listener) => listener.up());
      },
      onDown: (error) => {
        if (this.isClosed) return;
        this.#failures += 1;
        this.#lost = error;
        if (this.#isFinal(error)) this.#state = 'IDLE';
        else this.#connectLater();
        this.#tell((listener) => listener.down(error));
      },
    });
  }

  #connectLater(): void {
    this.#state = 'WAITING';
    const delayMs = backoffMs(this.#failures, this.#platform.random);
    this.#cancelRetry = this.#platform.setTimer(() => this.#connect(), delayMs);
  }

  /** Ever later on one socket: what a server will not answer today, it may never. */
  #repeatLater(error: RollcallError): void {
    if (this.#isPausing) return;
    this.#isPausing = true;
    this.#pauses += 1;
    if (this.#pauses === 1) this.#tell((listener) => listener.unanswered?.(error));
    const repeat = () => {
      this.#isPausing = false;
      if (this.isUp) this.#tell((listener) => listener.up());
    };
    this.#platform.setTimer(repeat, backoffMs(this.#pauses, this.#platform.random));
  }

  #tell(about: (listener: ConnectionListener) => void): void {
    for (const listener of [...this.#listeners]) about(listener);
  }
}

function closed(): ClientClosedError {
  return new ClientClosedError('This client was closed.');
}
