import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { bootstrapToken } from './access.testing.ts';
import { CountedTicks } from './schema.testing.ts';
import { ask, openClient, openSocket, post, startTransport } from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } };
const admin = { authorization: `Bearer ${bootstrapToken}` };

it('sends sockets and streams away at once, and takes nothing new', async () => {
  const started = await startTransport();
  const socket = await openSocket(started);
  socket.send(init);
  await socket.message('connection_ack');
  socket.send({ type: 'subscribe', id: '1', payload: { query: 'subscription { ticks }' } });
  const stream = await fetch(`${started.url}/graphql`, {
    method: 'POST',
    headers: { ...admin, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { ticks }' }),
  });
  await expect.poll(() => CountedTicks.open.size).toBe(2);

  const closed = started.transport.close(60_000);
  expect(await socket.closed).toEqual({ code: 1001, reason: 'The server stops or restarts' });
  await expect(stream.text()).rejects.toThrow();
  await closed; // Without the clock moving: nothing waited for the grace.
  await expect.poll(() => CountedTicks.open.size).toBe(0);
  expect(started.connections).toEqual([{ heard: 1, closed: 1 }]);
  await expect(fetch(`${started.url}/healthz`)).rejects.toThrow();
});

it('lets a request under way finish, and then waits for nothing more', async () => {
  const lookups: (() => void)[] = [];
  const started = await startTransport({
    authenticate: () => new Promise((resolve) => lookups.push(() => resolve({ principal: { kind: 'BOOTSTRAP' } }))),
  });
  const answer = post(started.url, { query: '{ hello }' });
  await expect.poll(() => lookups.length).toBe(1);
  const closed = started.transport.close(60_000);
  lookups[0]?.();
  await expect.poll(() => lookups.length).toBe(2); // Once more when its body is there.
  lookups[1]?.();
  expect((await answer).body).toEqual({ data: { hello: 'world' } });
  await closed; // Not once the client tires of keeping its idle connection, seconds later.
}, 2_500);

it('cuts what is left when the grace is over, and never waits twice', async () => {
  const started = await startTransport({ authenticate: () => new Promise(() => undefined) });
  const stuck = post(started.url, { query: '{ hello }' });
  const cut = expect(stuck).rejects.toThrow();
  const idle = connect(started.port, '127.0.0.1');
  const gone = new Promise((resolve) => idle.once('close', resolve));
  // A client that does not answer the close frame.
  const stalled = await openSocket(started);
  stalled.raw.pause();
  let isClosed = false;
  const closed = started.transport.close(10_000).then(() => (isClosed = true));
  const again = started.transport.close(0);
  started.clock.advance(9_999);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(false);
  started.clock.advance(1);
  await Promise.all([closed, again, cut, gone]);
  await started.transport.close(10_000);
});

it('is not ready while it drains', async () => {
  const lookups: (() => void)[] = [];
  let readyAsked = 0;
  const started = await startTransport({
    authenticate: () => new Promise((resolve) => lookups.push(() => resolve(null))),
    isReady: () => {
      readyAsked += 1;
      return true;
    },
  });
  // Two requests on one connection: the second comes while the server drains, and waits for the first to be answered.
  const socket = connect(started.port, '127.0.0.1');
  const received = text(socket);
  socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Length: 0\r\n\r\n');
  await expect.poll(() => lookups.length).toBe(1);
  const closed = started.transport.close(60_000);
  socket.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => readyAsked).toBe(1);
  lookups[0]?.();
  expect((await received).match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 503']);
  await closed;
});

it('says which address people can open', async () => {
  const started = await startTransport();
  expect(started.url).toBe(`http://127.0.0.1:${started.port}`);
  await ask(openClient(started), { query: '{ hello }' });
});

it('rejects when the port is taken', async () => {
  const { port } = await startTransport();
  await expect(startTransport({}, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
