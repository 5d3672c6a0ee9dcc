import { WebSocket } from 'ws';

/** Who is told what a socket hears. */
export interface SocketHearer {
  /** ws closes the socket itself. */
  failed(error: unknown): void;
  /** Answers. */
  pinged(data: unknown): void;
  /** Our ping was answered. */
  ponged(): void;
  received(data: unknown, isBinary: boolean): void;
  /** The socket is gone. */
  closed(): void;
}

/**
 * ws's socket, which tells one object by its methods. Functions for its events, with the table and the lists that they
 * stand in, take twice as much memory as that, and there are tens of thousands.
 */
export class TellingSocket extends WebSocket {
  #hearer: SocketHearer | null = null;

  /** From now on this one is told. */
  tell(hearer: SocketHearer): void {
    this.#hearer = hearer;
  }

  /** Of what the hearer is told, only the end is an event for others as well. */
  override emit(event: string | symbol, ...args: readonly unknown[]): boolean {
    const hearer = this.#hearer;
    if (hearer === null) return super.emit(event, ...args);
    if (event === 'message') hearer.received(args[0], args[1] === true);
    else if (event === 'ping') hearer.pinged(args[0]);
    else if (event === 'pong') hearer.ponged();
    else if (event === 'error') hearer.failed(args[0]);
    else {
      if (event === 'close') hearer.closed();
      return super.emit(event, ...args);
    }
    return true;
  }
}
