import { backoffMs } from './backoff.ts';
import { ClientClosedError, ConnectionLostError, type RollcallError, TimedOutError } from './errors.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import type { Platform } from './platform.ts';
import { type Sink, type Socket, openSocket } from './socket.ts';

export interface ConnectionListener {
  /** The server accepted a new socket. */
  readonly up: () => void;
  /** The socket is gone, or an attempt to have one failed. */
  readonly down: (error: RollcallError) => void;
}

type Variables = Record<string, unknown>;

const ANSWER_TIMEOUT_MS = 10_000;

/** The one connection of a client: opened when first needed, had again after every loss, until it is closed. */
export class Connection {
  readonly #openSocket: (listener: Pick<Parameters<typeof openSocket>[0], 'onUp' | 'onDown'>) => Socket;
  readonly #platform: Platform;
  readonly #listeners = new Set<ConnectionListener>();
  #state: 'IDLE' | 'CONNECTING' | 'UP' | 'WAITING' | 'CLOSED' = 'IDLE';
  #socket: Socket | undefined;
  #failures = 0;
  #cancelRetry: (() => void) | undefined;

  constructor(options: {
    readonly url: string;
    readonly connectionParams: Readonly<Record<string, string>>;
    readonly platform: Platform;
  }) {
    this.#platform = options.platform;
    this.#openSocket = (listener) => openSocket({ ...options, ...listener });
  }

  get isUp(): boolean {
    return this.#state === 'UP';
  }

  /** The last attempt failed and the next one has not begun. */
  get isWaiting(): boolean {
    return this.#state === 'WAITING';
  }

  listen(listener: ConnectionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, now if never before, and from then on stays connected. */
  open(): void {
    if (this.#state === 'IDLE') this.#connect();
  }

  /**
   * Sends an operation over the open socket and gives its answer. A server that does not answer in 10 seconds is taken
   * for gone: everything is told again over a new connection.
   *
   * @throws {ConnectionLostError} when there is no socket, or it breaks before the answer.
   */
  send<Result, V extends Variables>(document: TypedDocumentString<Result, V>, variables: V): Promise<Result> {
    return this.#ask(document, variables, { keepsProcessAlive: false, onTimeout: () => this.#socket?.drop() });
  }

  /**
   * Does the same for the host's own operations: waits for a connection, and leaves it alone when the answer takes long.
   *
   * @throws {TimedOutError} when the answer is not there within 10 seconds.
   */
  async request<Result, V extends Variables>(document: TypedDocumentString<Result, V>, variables: V): Promise<Result> {
    await this.whenUp();
    return this.#ask(document, variables, { keepsProcessAlive: true, onTimeout: () => undefined });
  }

  /** Opens a subscription on the socket there is; a lost connection fails it and it is not opened again. */
  subscribe<Result, V extends Variables>(
    document: TypedDocumentString<Result, V>,
    variables: V,
    sink: Sink<Result>,
  ): () => void {
    if (this.#socket !== undefined && this.isUp) return this.#socket.subscribe(document, variables, sink);
    sink.failed(this.#state === 'CLOSED' ? closed() : new ConnectionLostError('There is no connection to the server.'));
    return () => undefined;
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
        if (this.#state === 'CLOSED') return;
        this.#state = 'UP';
        this.#failures = 0;
        this.#tell((listener) => listener.up());
      },
      onDown: (error) => {
        if (this.#state === 'CLOSED') return;
        this.#state = 'WAITING';
        this.#failures += 1;
        const delayMs = backoffMs(this.#failures, this.#platform.random);
        this.#cancelRetry = this.#platform.setTimer(() => this.#connect(), delayMs);
        this.#tell((listener) => listener.down(error));
      },
    });
  }

  #ask<Result, V extends Variables>(
    document: TypedDocumentString<Result, V>,
    variables: V,
    options: { readonly keepsProcessAlive: boolean; readonly onTimeout: () => void },
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const cancelTimer = this.#platform.setTimer(
        () => {
          stop();
          reject(new TimedOutError('The server did not answer within 10 seconds.'));
          options.onTimeout();
        },
        ANSWER_TIMEOUT_MS,
        options.keepsProcessAlive,
      );
      const settle = (by: () => void) => {
        cancelTimer();
        by();
      };
      const stop = this.subscribe(document, variables, {
        next: (result) => settle(() => resolve(result)),
        failed: (error) => settle(() => reject(error)),
        completed: () => settle(() => reject(new ConnectionLostError('The server ended the operation unanswered.'))),
      });
    });
  }

  /** @throws {RollcallError} when there is no connection within 10 seconds. */
  whenUp(): Promise<void> {
    this.open();
    return new Promise((resolve, reject) => {
      if (this.isUp) return resolve();
      if (this.#state === 'CLOSED') return reject(closed());
      let last: RollcallError = new TimedOutError('The server could not be reached within 10 seconds.');
      const finish = (by: () => void) => {
        cancelTimer();
        stop();
        by();
      };
      const stop = this.listen({
        up: () => finish(resolve),
        down: (error) => {
          last = error;
          if (this.#state === 'CLOSED') finish(() => reject(error));
        },
      });
      const cancelTimer = this.#platform.setTimer(() => finish(() => reject(last)), ANSWER_TIMEOUT_MS, true);
    });
  }

  #tell(about: (listener: ConnectionListener) => void): void {
    for (const listener of [...this.#listeners]) about(listener);
  }
}

function closed(): ClientClosedError {
  return new ClientClosedError('This client was closed.');
}
