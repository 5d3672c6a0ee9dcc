import type { IncomingMessage } from 'node:http';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Cancel } from '../kernel/clock.ts';
import { callerOrigin } from './caller-origin.ts';
import { closeCodes } from './close-codes.ts';
import { limits, shorten } from './limits.ts';
import type { Credentials, OwnerConnection, TransportPorts } from './ports.ts';
import type { Rechecks } from './rechecks.ts';

/** One WebSocket from its opening to its end: who came, whether it lives, and how much it is given at once. */
export class SocketVisit<Connection extends OwnerConnection = OwnerConnection> {
  readonly request: IncomingMessage;
  readonly origin: string;
  readonly #socket: WebSocket;
  readonly #ports: Pick<TransportPorts, 'clock' | 'logger'>;
  readonly #timers = new Set<Cancel>();
  #credentials: Credentials | null = null;
  #connection: Connection | null = null;
  #pendingMessages = 0;
  #isAlive = true;
  #problem: string | null = null;

  constructor(socket: WebSocket, request: IncomingMessage, ports: Pick<TransportPorts, 'clock' | 'logger'>) {
    this.#socket = socket;
    this.#ports = ports;
    this.request = request;
    this.origin = callerOrigin(request);
    socket.on('error', (error) => (this.#problem ??= error.message)); // ws closes the socket itself.
    socket.on('pong', () => (this.#isAlive = true));
    this.#schedule(limits.connectionInitMs, () => {
      if (this.#credentials === null) this.close(closeCodes.CONNECTION_INIT_TIMEOUT, 'connection_init did not come');
    });
    this.#beat();
  }

  /** What was accepted at `connection_init`; null before. */
  get credentials(): Credentials | null {
    return this.#credentials;
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  /** Messages not dealt with; an operation's first message is dealt with when the operation is over. */
  get pendingMessages(): number {
    return this.#pendingMessages;
  }

  /** @returns false when the socket has gone while its credentials were checked */
  admit(credentials: Credentials, openConnection: () => Connection, rechecks: Rechecks): boolean {
    if (!this.#isOpen()) return false;
    this.#credentials = credentials;
    this.#connection = openConnection();
    this.#timers.add(
      rechecks.watch(credentials, () => this.close(closeCodes.UNAUTHORIZED, 'These credentials hold no longer')),
    );
    return true;
  }

  close(code: number, reason: string): void {
    this.#problem ??= `${code} ${reason}`;
    // A reason over 123 bytes would throw, and the protocol's own contain ids that clients choose.
    this.#socket.close(code, Buffer.byteLength(reason) > 123 ? '' : reason);
  }

  /** Calls back once the socket is gone, however it went. */
  onGone(callback: (code: number) => void): void {
    this.#socket.once('close', (code) => {
      for (const cancel of this.#timers) cancel();
      this.#connection?.close();
      callback(code);
      if (this.#problem === null) return;
      this.#ports.logger.info({ problem: shorten(this.#problem, 200), origin: this.origin }, 'A socket was closed');
    });
  }

  /** The socket as the protocol sees it. */
  toProtocol(): ProtocolSocket {
    const socket = this.#socket;
    return {
      protocol: socket.protocol,
      close: (code = closeCodes.INTERNAL_ERROR, reason = '') => this.close(code, reason),
      // Resolves when the operating system took it: until then the operation that sends is asked for nothing more.
      send: (data) =>
        new Promise((resolve, reject) => {
          // Rejecting ends the operation; resolving would make an eager one spin until the socket has gone.
          if (!this.#isOpen()) return reject(new Error('The socket is closed'));
          socket.send(data, (error) => {
            if (socket.isPaused && socket.bufferedAmount <= limits.unsentBytesPerSocket) socket.resume();
            if (error) reject(error);
            else resolve();
          });
        }),
      onMessage: (receive) => socket.on('message', (data, isBinary) => void this.#receive(receive, data, isBinary)),
    };
  }

  async #receive(receive: (data: string) => Promise<void>, data: unknown, isBinary: boolean): Promise<void> {
    // What arrives behind our own close is nobody's.
    if (!this.#isOpen()) return;
    if (isBinary) return void this.close(closeCodes.BAD_REQUEST, 'Messages are text');
    this.#isAlive = true;
    this.#connection?.heard();
    this.#pendingMessages += 1;
    try {
      const handled = receive(String(data));
      // A client that asks and does not read waits, instead of filling our memory with its answers.
      if (this.#socket.bufferedAmount > limits.unsentBytesPerSocket) this.#socket.pause();
      await handled;
    } catch (error) {
      if (!this.#isOpen()) return;
      this.#problem ??= `${closeCodes.INTERNAL_ERROR} ${String(error)}`;
      this.close(closeCodes.INTERNAL_ERROR, 'This message cannot be handled');
    } finally {
      this.#pendingMessages -= 1;
    }
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** A dead network says nothing: what does not answer from one beat to the next is gone. */
  #beat(): void {
    this.#schedule(limits.keepAliveMs, () => {
      if (!this.#isAlive) return this.#socket.terminate();
      this.#isAlive = false;
      this.#socket.ping();
      this.#beat();
    });
  }

  #schedule(delayMs: number, run: () => void): void {
    const cancel = this.#ports.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }
}
