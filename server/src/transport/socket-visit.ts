import type { IncomingMessage } from 'node:http';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Cancel } from '../kernel/clock.ts';
import type { Caller } from '../kernel/record.ts';
import { callerOrigin } from './caller-origin.ts';
import { closeCodes } from './close-codes.ts';
import { limits, shorten } from './limits.ts';
import { createLiveCaller } from './live-caller.ts';
import type { OwnerConnection, TransportPorts, Visitor } from './ports.ts';
import { OpenWatches } from './watches.ts';

/** One WebSocket from its opening to its end: who came, whether it lives, and how much it is given at once. */
export class SocketVisit<Connection extends OwnerConnection = OwnerConnection> {
  readonly request: IncomingMessage;
  readonly watches = new OpenWatches();
  readonly #origin: string;
  readonly #socket: WebSocket;
  readonly #ports: Pick<TransportPorts, 'clock' | 'logger' | 'proxies'>;
  readonly #timers = new Set<Cancel>();
  #admitted: { readonly visitor: Visitor; readonly caller: Caller } | null = null;
  #connection: Connection | null = null;
  #pendingMessages = 0;
  #isAlive = true;
  #problem: string | null = null;
  #endCode: number | null = null;
  #onEnd: (code: number) => void = () => undefined;

  constructor(
    socket: WebSocket,
    request: IncomingMessage,
    ports: Pick<TransportPorts, 'clock' | 'logger' | 'proxies'>,
  ) {
    this.#socket = socket;
    this.#ports = ports;
    this.request = request;
    this.#origin = callerOrigin(request, ports.proxies);
    socket.on('error', (error) => (this.#problem ??= error.message)); // ws closes the socket itself.
    socket.on('pong', () => (this.#isAlive = true));
    socket.once('close', (code) => this.#end(code));
    this.#schedule(limits.connectionInitMs, () => {
      if (this.#admitted === null) this.close(closeCodes.CONNECTION_INIT_TIMEOUT, 'connection_init did not come');
    });
    this.#beat();
  }

  /** Who was let in at `connection_init`; null before. */
  get admitted(): { readonly visitor: Visitor; readonly caller: Caller } | null {
    return this.#admitted;
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  /** Messages not dealt with; an operation's first message is dealt with when the operation is over. */
  get pendingMessages(): number {
    return this.#pendingMessages;
  }

  /** @returns false when the socket has gone, or the visitor was refused again, while the credentials were checked */
  admit(visitor: Visitor, openConnection: () => Connection): boolean {
    if (!this.#isOpen()) {
      visitor.leave();
      return false;
    }
    this.#admitted = { visitor, caller: createLiveCaller(visitor, this.#origin) };
    visitor.onRefused(() => this.#expel());
    if (!this.#isOpen()) return false;
    this.#connection = openConnection();
    return true;
  }

  /** Sends the client away. What the socket carried ends now, however long the client takes to leave. */
  close(code: number, reason: string): void {
    this.#problem ??= `${code} ${reason}`;
    // A reason over 123 bytes would throw, and the protocol's own contain ids that clients choose.
    this.#socket.close(code, Buffer.byteLength(reason) > 123 ? '' : reason);
    this.#end(code);
  }

  /** Calls back once it is over: the socket is gone, however it went, or was closed by us. */
  onEnd(callback: (code: number) => void): void {
    this.#onEnd = callback;
    if (this.#endCode !== null) callback(this.#endCode);
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

  #end(code: number): void {
    if (this.#endCode !== null) return;
    this.#endCode = code;
    for (const cancel of this.#timers) cancel();
    this.#admitted?.visitor.leave();
    this.#connection?.close();
    this.#onEnd(code);
    if (this.#problem === null) return;
    this.#ports.logger.info({ problem: shorten(this.#problem, 200), origin: this.#origin }, 'A socket was closed');
  }

  /** A client that does not read could still fetch what waits for it: it gets no longer than a revocation may take. */
  #expel(): void {
    this.close(closeCodes.UNAUTHORIZED, 'These credentials hold no longer');
    const cancel = this.#ports.clock.after(limits.expulsionMs, () => this.#socket.terminate());
    this.#socket.once('close', cancel);
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
