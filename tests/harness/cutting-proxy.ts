import { createServer, type AddressInfo, type Server, type Socket, connect } from 'node:net';

/** Passes connections on to a server and drops each after as many bytes from the server as it is told. */
export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #bytesUntilCut: () => number;
  /** Told after each cut. */
  onCut: () => void = () => undefined;

  private constructor(targetPort: number, bytesUntilCut: () => number) {
    this.#bytesUntilCut = bytesUntilCut;
    this.#server = createServer((client) => {
      this.#pass(client, connect(targetPort, '127.0.0.1'));
    });
  }

  /** @param bytesUntilCut asked for every connection; Infinity cuts never */
  static async start(targetPort: number, bytesUntilCut: () => number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(targetPort, bytesUntilCut);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    // Listening on a host and port, so not the path of a Unix socket.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(client: Socket, server: Socket): void {
    let left = this.#bytesUntilCut();
    const drop = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', drop);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        drop();
      });
    }
    client.pipe(server);
    server.on('data', (chunk) => {
      if (chunk.length < left) {
        left -= chunk.length;
        client.write(chunk);
        return;
      }
      // The client gets every byte up to the cut, in the middle of a frame most of the time.
      client.end(chunk.subarray(0, left));
      server.destroy();
      this.onCut();
    });
  }
}
