import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Principal } from '../kernel/principal.ts';
import type { Caller } from '../kernel/record.ts';
import { callerOrigin } from './caller-origin.ts';
import { closeCodes } from './close-codes.ts';
import type { Deadlines } from './deadlines.ts';
import { limits, shorten } from './limits.ts';
import type { OpenSockets } from './open-sockets.ts';
import { Outgoing } from './outgoing.ts';
import type { OwnerConnection, TransportPorts, Visitor } from './ports.ts';
import { Silence } from './silence.ts';
import type { SocketHearer, TellingSocket } from './telling-socket.ts';

/** Whom a socket passes its messages on to. */
interface SocketListener {
  receive(text: string): void;
  end(): void;
}

/** What the sockets of a server have in common. */
export interface SocketPorts extends Pick<TransportPorts, 'clock' | 'logger' | 'proxies'> {
  /** The sockets that are not gone yet. */
  readonly open: OpenSockets<SocketVisit>;
  /** The sockets that nobody was let in by yet. */
  readonly arrivals: Deadlines<SocketVisit>;
}

/**
 * One WebSocket from its opening to its end: who came, and whether it lives. It is the caller of what it carries, whose
 * rights are asked anew at each look. There are tens of thousands, so it keeps no function and no object more than it needs.
 */
export class SocketVisit<Connection extends OwnerConnection = OwnerConnection>
  extends Outgoing
  implements Caller, SocketHearer
{
  /** The GraphQL context of everything it carries; null until there is something. */
  context: object | null = null;
  #request: IncomingMessage | null;
  readonly origin: string;
  readonly #ports: SocketPorts;
  #visitor: Visitor | null = null;
  #connection: Connection | null = null;
  /** Null while it speaks. */
  #silence: Silence | null = null;
  #problem: string | null = null;
  #isOver = false;
  #listener: SocketListener | null = null;

  constructor(
    { socket, stream, request }: { socket: TellingSocket; stream: Duplex; request: IncomingMessage },
    ports: SocketPorts,
  ) {
    super(socket, stream);
    this.#ports = ports;
    this.#request = request;
    this.origin = callerOrigin(request, ports.proxies);
    socket.tell(this);
    ports.arrivals.add(this);
    ports.open.add(this);
  }

  /** What it came with; null once it is not needed any more, for it takes as much memory as the socket. */
  get request(): IncomingMessage | null {
    return this.#request;
  }

  get canBegin(): boolean {
    return this.#visitor?.canBegin === true;
  }

  get principal(): Principal {
    if (this.#visitor === null) throw new Error('An operation came before its caller');
    return this.#visitor.principal;
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  get hasLeft(): boolean {
    return this.#isOver;
  }

  /** @returns false when the socket has gone, or the visitor was refused again, while the credentials were checked */
  admit(visitor: Visitor, openConnection: () => Connection): boolean {
    if (!this.isOpen()) {
      visitor.leave();
      return false;
    }
    this.#visitor = visitor;
    this.#request = null;
    this.#ports.arrivals.delete(this);
    visitor.onRefused(this);
    if (!this.isOpen()) return false;
    this.#connection = openConnection();
    return true;
  }

  /** Nobody came within the time for it. */
  giveUp(): void {
    this.close(closeCodes.CONNECTION_INIT_TIMEOUT, 'connection_init did not come');
  }

  /** A dead network says nothing: what does not answer from one beat to the next is gone. */
  beat(): void {
    if (this.#isOver) return; // It is leaving, for which ws gives it a time of its own.
    this.#silence ??= new Silence();
    if (this.#silence.beat(this.stream)) this.socket.ping();
    else this.cut();
  }

  sendAway(): void {
    this.socket.close(closeCodes.GOING_AWAY, 'The server stops or restarts');
  }

  /** Ends it at once, whatever waits to be sent. */
  cut(): void {
    this.socket.terminate();
  }

  /** Sends the client away. What the socket carried ends now, however long the client takes to leave. */
  close(code: number, reason: string): void {
    this.#problem ??= `${code} ${reason}`;
    this.flush();
    // A reason over 123 bytes would throw, and the protocol's own contain ids that clients choose.
    this.socket.close(code, Buffer.byteLength(reason) > 123 ? '' : reason);
    this.#end();
  }

  /** Passes on every message, and the end: the socket is gone, however it went, or was closed by us. */
  listen(listener: SocketListener): void {
    this.#listener = listener;
    if (this.#isOver) listener.end();
  }

  received(data: unknown, isBinary: boolean): void {
    // What arrives behind our own close is nobody's.
    if (!this.isOpen()) return;
    if (isBinary) return this.close(closeCodes.BAD_REQUEST, 'Messages are text');
    this.#silence = null;
    this.#connection?.heard();
    try {
      this.#listener?.receive(String(data));
    } catch (error) {
      this.#problem ??= `${closeCodes.INTERNAL_ERROR} ${String(error)}`;
      this.close(closeCodes.INTERNAL_ERROR, 'This message cannot be handled');
    }
  }

  pinged(data: unknown): void {
    this.pong(data);
  }

  ponged(): void {
    this.#silence = null;
  }

  failed(error: unknown): void {
    this.#problem ??= error instanceof Error ? error.message : String(error);
  }

  closed(): void {
    this.#ports.open.delete(this);
    this.#end();
  }

  /** A client that does not read could still fetch what waits for it: it gets no longer than a revocation may take. */
  refused(): void {
    this.close(closeCodes.UNAUTHORIZED, 'These credentials hold no longer');
    const cancel = this.#ports.clock.after(limits.expulsionMs, () => this.cut());
    this.socket.once('close', cancel);
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#request = null;
    this.#ports.arrivals.delete(this);
    this.#visitor?.leave();
    this.#connection?.close();
    this.#listener?.end();
    if (this.#problem === null) return;
    this.#ports.logger.info({ problem: shorten(this.#problem, 200), origin: this.origin }, 'A socket was closed');
  }
}
