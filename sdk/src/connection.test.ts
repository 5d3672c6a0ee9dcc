import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from './connection.ts';
import {
  ConnectionLostError,
  ForbiddenError,
  type RollcallError,
  TimedOutError,
  UnauthenticatedError,
} from './errors.ts';
import { createHandDrivenPlatform } from './platform.testing.ts';

/** A server that accepts every connection and is silent; or answers pings, and ends what is asked without an answer. */
async function serve(options: { closesWith?: number; isSilent?: boolean } = {}) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const received: string[] = [];
  const heard = new Set<() => void>();
  server.on('connection', (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => {
      const { type, id } = JSON.parse(data.toString()) as { type: string; id?: string };
      received.push(type);
      if (type === 'connection_init' && options.closesWith !== undefined) socket.close(options.closesWith, 'No');
      else if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      else if (type === 'ping' && options.isSilent === false) socket.send('{"type":"pong"}');
      else if (type === 'subscribe' && options.isSilent === false)
        socket.send(JSON.stringify({ type: 'complete', id }));
      for (const tell of heard) tell();
    });
  });
  /** Resolves when so many messages of a type have come. */
  const untilReceived = (type: string, count: number) =>
    new Promise<void>((resolve) => {
      const look = () => void (received.filter((each) => each === type).length >= count && resolve());
      heard.add(look);
      look();
    });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, received, untilReceived };
}

function connect(url: string, options: { isFinal?: (error: RollcallError) => boolean } = {}) {
  const { platform, advance } = createHandDrivenPlatform();
  const connection = new Connection({ ...options, url, connectionParams: {}, platform });
  onTestFinished(() => connection.close());
  const next = (event: 'up' | 'down') =>
    new Promise<RollcallError | undefined>((resolve) => {
      const happened = (error?: RollcallError) => {
        stop();
        resolve(error);
      };
      const ignore = () => undefined;
      const stop = connection.listen({ up: ignore, down: ignore, [event]: happened });
    });
  return { connection, advance, next };
}

const document = { toString: () => 'query Viewer { viewer { actor { name } } }' };

test('an operation that is not answered within 10 seconds fails, and the connection is had anew', async () => {
  const server = await serve();
  const { connection, advance, next } = connect(server.url);
  connection.open();
  await next('up');
  const asked = connection.send(document, {});
  const failure = expect(asked).rejects.toBeInstanceOf(TimedOutError);
  await server.untilReceived('subscribe', 1);
  const down = next('down');
  await advance(10_000);
  await failure;
  await down;
  const up = next('up');
  await advance(500);
  await up;
  expect(server.received.filter((type) => type === 'connection_init')).toHaveLength(2);
});

test('pings every 10 seconds, and takes a server for gone that does not answer for 10', async () => {
  const server = await serve();
  const { connection, advance, next } = connect(server.url);
  connection.open();
  await next('up');
  await advance(10_000);
  await server.untilReceived('ping', 1);
  const down = next('down');
  await advance(9_999);
  expect(connection.isUp).toBe(true);
  await advance(1);
  expect(await down).toBeInstanceOf(ConnectionLostError);
});

test('stays connected to a server that answers its pings', async () => {
  const server = await serve({ isSilent: false });
  const { connection, advance, next } = connect(server.url);
  connection.open();
  await next('up');
  for (let count = 1; count <= 5; count += 1) {
    await advance(10_000);
    await server.untilReceived('ping', count);
    // What ends this travels behind the pong.
    await expect(connection.send(document, {})).rejects.toBeInstanceOf(ConnectionLostError);
  }
  expect(connection.isUp).toBe(true);
});

test('after an operation that the server ends unanswered, more may be told over the same connection, ever later', async () => {
  const server = await serve({ isSilent: false });
  const { connection, advance, next } = connect(server.url);
  connection.open();
  await next('up');
  const ups: number[] = [];
  const reported: RollcallError[] = [];
  for (const delayMs of [375, 750, 1_500, 3_000, 6_000, 7_500, 7_500]) {
    ups.length = 0;
    const stop = connection.listen({
      up: () => ups.push(delayMs),
      down: () => ups.push(NaN),
      unanswered: (error) => reported.push(error),
    });
    const asked = [connection.send(document, {}), connection.send(document, {})];
    await Promise.all(asked.map((each) => expect(each).rejects.toBeInstanceOf(ConnectionLostError)));
    await advance(delayMs - 1);
    expect(ups).toEqual([]);
    await advance(1);
    expect(ups).toEqual([delayMs]);
    stop();
  }
  expect(reported).toHaveLength(1);
  expect(server.received.filter((type) => type === 'connection_init')).toHaveLength(1);
});

test('waits longer after every failure, up to ten seconds', async () => {
  const { connection, advance, next } = connect('ws://127.0.0.1:1');
  let failures = 0;
  connection.listen({ up: () => undefined, down: () => (failures += 1) });
  const first = next('down');
  connection.open();
  await first;
  for (const delayMs of [375, 750, 1_500, 3_000, 6_000, 7_500, 7_500]) {
    const before = failures;
    const failure = next('down');
    await advance(delayMs - 1);
    expect(connection.isWaiting).toBe(true);
    expect(failures).toBe(before);
    await advance(1);
    expect(await failure).toBeInstanceOf(ConnectionLostError);
  }
});

test.each([
  [4401, UnauthenticatedError],
  [4403, ForbiddenError],
  [4500, ConnectionLostError],
  [1001, ConnectionLostError],
  [1000, ConnectionLostError],
])('a server that closes with %i is tried again', async (closesWith, errorClass) => {
  const server = await serve({ closesWith });
  const { connection, advance, next } = connect(server.url);
  connection.open();
  expect(await next('down')).toBeInstanceOf(errorClass);
  const again = next('down');
  await advance(500);
  expect(await again).toBeInstanceOf(errorClass);
});

test('an error keeps what a close said, and not the socket, which whoever prints it would see whole', async () => {
  const server = await serve({ closesWith: 1001 });
  const { connection, next } = connect(server.url);
  connection.open();
  expect((await next('down'))?.cause).toEqual({ code: 1001, reason: 'No' });
});

test('a refusal that is final is not tried again, until somebody needs it again', async () => {
  const server = await serve({ closesWith: 4401 });
  const isFinal = (error: RollcallError) => error instanceof UnauthenticatedError;
  const { connection, advance, next } = connect(server.url, { isFinal });
  const down = next('down');
  connection.open();
  expect(await down).toBeInstanceOf(UnauthenticatedError);
  await advance(60_000);
  expect(connection.isWaiting).toBe(false);
  expect(server.received).toEqual(['connection_init']);
  const again = next('down');
  connection.open();
  expect(await again).toBeInstanceOf(UnauthenticatedError);
});

test('fails what is asked without a connection, at once', async () => {
  const { connection } = connect('ws://127.0.0.1:1');
  await expect(connection.send(document, {})).rejects.toBeInstanceOf(ConnectionLostError);
});
