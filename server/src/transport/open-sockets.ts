import type { WebSocket } from 'ws';

/** The sockets that are not gone yet. ws would keep them with a function for each, and a table for it. */
export class OpenSockets {
  readonly #sockets = new Set<WebSocket>();
  #onAllGone: (() => void) | null = null;

  add(socket: WebSocket): void {
    this.#sockets.add(socket);
  }

  delete(socket: WebSocket): void {
    this.#sockets.delete(socket);
    if (this.#sockets.size === 0) this.#onAllGone?.();
  }

  /** Sends all away, cuts those that have not left when `abandon` aborts, and waits until none is left. */
  async sendAway(code: number, reason: string, abandon: AbortSignal): Promise<void> {
    const allGone = new Promise<void>((resolve) => {
      this.#onAllGone = resolve;
      if (this.#sockets.size === 0) resolve();
    });
    for (const socket of this.#sockets) socket.close(code, reason);
    const cut = (): void => {
      for (const socket of this.#sockets) socket.terminate();
    };
    if (abandon.aborted) cut();
    abandon.addEventListener('abort', cut, { once: true });
    await allGone;
  }
}
