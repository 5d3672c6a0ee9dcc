import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Passes connections on to a server, and drops one after as many bytes from the server as it is told. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #bytesLeft = Infinity;
  #nextCuts: number[] = [];
  #onLastCut: () => void = () => undefined;

  private constructor(targetPort: number) {
    this.#server = createServer((client) => {
      this.#pass(client, connect(targetPort, '127.0.0.1'));
    });
  }

  static async start(targetPort: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(targetPort);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    // Listening on a host and port, so not the path of a Unix socket.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /**
   * Cuts once for each of `bytes`, each counted from the cut before it or from now. Then nothing is cut any more.
   * @returns resolves after the last cut
   */
  cutAfter(bytes: readonly [number, ...number[]]): Promise<void> {
    [this.#bytesLeft, ...this.#nextCuts] = bytes;
    return new Promise((resolve) => {
      this.#onLastCut = resolve;
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(client: Socket, server: Socket): void {
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      // A cut is an error for one side or the other; the close that follows is what counts.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server);
    server.on('data', (chunk) => {
      if (chunk.length < this.#bytesLeft) {
        this.#bytesLeft -= chunk.length;
        client.write(chunk);
        return;
      }
      // The client gets every byte up to the cut, which is in the middle of a frame most of the time.
      client.end(chunk.subarray(0, this.#bytesLeft));
      server.destroy();
      const [next, ...later] = this.#nextCuts;
      this.#bytesLeft = next ?? Infinity;
      this.#nextCuts = later;
      if (next === undefined) this.#onLastCut();
    });
  }
}
