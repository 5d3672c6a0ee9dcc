import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrames } from './text-frames.ts';

/** What a client of a server that writes these texts at once, in one buffer, receives. */
async function received(texts: readonly string[]): Promise<readonly string[]> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, stream, head) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      stream.write(textFrames(texts));
      socket.close(1000);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const messages: string[] = [];
  socket.on('message', (data: Buffer, isBinary) => messages.push(isBinary ? 'bytes' : data.toString()));
  const [code] = (await once(socket, 'close')) as [number];
  expect(code).toBe(1000);
  return messages;
}

it('frames texts of every length, whatever they are written in', async () => {
  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];
  const texts = [
    ...lengths.map((length) => 'x'.repeat(length)),
    'ü'.repeat(63),
    '→'.repeat(21_846),
    '👋'.repeat(50_000),
  ];
  expect(await received(texts)).toEqual(texts);
});

it('frames a lone surrogate as the sign for what cannot be written', async () => {
  expect(await received(['\ud800'])).toEqual(['\ufffd']);
});
