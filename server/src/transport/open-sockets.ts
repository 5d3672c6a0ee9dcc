import type { Clock } from '../kernel/clock.ts';
import { Deadlines } from './deadlines.ts';
import { limits } from './limits.ts';

interface OpenSocket {
  /** Asks for a proof of life. */
  beat(): void;
  /** Asks it to leave; what it carries goes on until it does. */
  sendAway(): void;
  /** Ends it at once. */
  cut(): void;
}

/** The sockets that are not gone yet, each of which is asked now and then whether it lives. */
export class OpenSockets<Socket extends OpenSocket> {
  readonly #beats: Deadlines<Socket>;
  #onAllGone: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#beats = new Deadlines(clock, limits.keepAliveMs, (socket) => {
      this.#beats.add(socket);
      socket.beat();
    });
  }

  add(socket: Socket): void {
    this.#beats.add(socket);
  }

  /** It is gone. */
  delete(socket: Socket): void {
    this.#beats.delete(socket);
    if (this.#beats.size === 0) this.#onAllGone?.();
  }

  /** Sends all away, cuts those that have not left when `abandon` aborts, and waits until none is left. */
  async sendAway(abandon: AbortSignal): Promise<void> {
    const allGone = new Promise<void>((resolve) => {
      this.#onAllGone = resolve;
      if (this.#beats.size === 0) resolve();
    });
    for (const socket of [...this.#beats.members()]) socket.sendAway();
    const cut = (): void => {
      for (const socket of [...this.#beats.members()]) socket.cut();
    };
    if (abandon.aborted) cut();
    abandon.addEventListener('abort', cut, { once: true });
    await allGone;
  }
}
