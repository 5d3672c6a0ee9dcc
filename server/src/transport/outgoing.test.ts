import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { limits } from './limits.ts';
import { Outgoing } from './outgoing.ts';
import { TellingSocket } from './telling-socket.ts';

/** A connection whose other end reads only when it is told to. */
class Unread extends Duplex {
  #taken: (() => void)[] = [];

  override _read(): void {}

  override _write(_chunk: unknown, _encoding: string, taken: () => void): void {
    this.#taken.push(taken);
  }

  /** Reads all that there is. */
  async readAll(): Promise<void> {
    while (this.#taken.length > 0) {
      for (const taken of this.#taken.splice(0)) taken();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

async function open(): Promise<{ outgoing: Outgoing; stream: Unread }> {
  const stream = new Unread();
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  Object.assign(request.headers, {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    'sec-websocket-version': '13',
  });
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, WebSocket: TellingSocket });
  const socket = await new Promise<TellingSocket>((resolve) =>
    server.handleUpgrade(request, stream, Buffer.alloc(0), resolve),
  );
  await stream.readAll();
  return { outgoing: new Outgoing(socket, stream), stream };
}

it('lets go on who waits for room, also where the answer to a ping was what took the last of it', async () => {
  const { outgoing, stream } = await open();
  outgoing.send(Buffer.alloc(limits.unsentBytesPerSocket));
  expect(outgoing.isFull()).toBe(false);
  outgoing.pong(Buffer.alloc(100));
  expect(outgoing.isFull()).toBe(true);
  const gone: string[] = [];
  outgoing.whenRoom(() => gone.push('first'));
  outgoing.whenRoom(() => gone.push('second'));
  expect(gone).toEqual([]);
  await stream.readAll();
  expect(gone).toEqual(['first', 'second']);
});
