import { expect, it } from 'vitest';
import { bootstrapToken, signInCookie } from './access.testing.ts';
import { closeCodes } from './close-codes.ts';
import { openSocket, startTransport, type OpenedSocket } from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } };
const query = { type: 'subscribe', id: '1', payload: { query: 'subscription { ticks }' } };

it('has these codes on the wire, and no others', () => {
  expect(closeCodes).toEqual({
    GOING_AWAY: 1001,
    MESSAGE_TOO_BIG: 1009,
    BAD_REQUEST: 4400,
    UNAUTHORIZED: 4401,
    FORBIDDEN: 4403,
    SUBPROTOCOL_NOT_ACCEPTABLE: 4406,
    CONNECTION_INIT_TIMEOUT: 4408,
    SUBSCRIBER_EXISTS: 4409,
    TOO_MANY_INIT_REQUESTS: 4429,
    INTERNAL_ERROR: 4500,
  });
});

const send = (...messages: (object | string)[]) => {
  return (socket: OpenedSocket): void => messages.forEach((message) => socket.send(message));
};

it.each<[keyof typeof closeCodes, string, (socket: OpenedSocket) => void]>([
  ['MESSAGE_TOO_BIG', 'a message over 256 KiB', send('x'.repeat(256 * 1024 + 1))],
  ['BAD_REQUEST', 'what is not JSON', send('nonsense')],
  ['BAD_REQUEST', 'an unknown type', send({ type: 'hello' })],
  ['BAD_REQUEST', 'a query that is no text', send(init, { type: 'subscribe', id: '1', payload: { query: 1 } })],
  ['BAD_REQUEST', 'bytes', ({ raw }) => raw.send(Buffer.from(JSON.stringify(init)))],
  ['UNAUTHORIZED', 'no credentials', send({ type: 'connection_init' })],
  ['UNAUTHORIZED', 'wrong credentials', send({ type: 'connection_init', payload: { authorization: 'Bearer wrong' } })],
  [
    'UNAUTHORIZED',
    'a key without its scheme',
    send({ type: 'connection_init', payload: { authorization: bootstrapToken } }),
  ],
  ['UNAUTHORIZED', 'credentials that are no text', send({ type: 'connection_init', payload: { authorization: 1 } })],
  ['UNAUTHORIZED', 'an operation before connection_init', send(query)],
  ['UNAUTHORIZED', 'an operation behind a refused one', send({ type: 'connection_init' }, query)],
  ['SUBSCRIBER_EXISTS', 'an id in use', send(init)],
  ['TOO_MANY_INIT_REQUESTS', 'a second connection_init', send(init, init)],
  ['INTERNAL_ERROR', 'a message that only servers send', send(init, { type: 'next', id: '1', payload: {} })],
])('closes with %s on %s', async (name, _, misbehave) => {
  const started = await startTransport();
  const socket = await openSocket(started);
  misbehave(socket);
  if (name === 'SUBSCRIBER_EXISTS') {
    await socket.message('connection_ack');
    // The protocol's own reason repeats the id, which may be longer than a close frame carries.
    const again = { ...query, id: 'x'.repeat(1_000) };
    socket.send(again);
    socket.send(again);
  }
  const { code, reason } = await socket.closed;
  expect(code).toBe(closeCodes[name]);
  expect(reason).not.toContain('xxx');
  await expect.poll(() => started.log.length).toBe(1);
  expect(started.log[0]?.length).toBeLessThan(500);
});

it('closes with SUBPROTOCOL_NOT_ACCEPTABLE whoever does not speak graphql-transport-ws', async () => {
  const started = await startTransport();
  const socket = await openSocket(started, { protocols: [] });
  expect((await socket.closed).code).toBe(4406);
});

it('closes with CONNECTION_INIT_TIMEOUT whoever does not introduce itself in 5 seconds', async () => {
  const started = await startTransport();
  const [silent, introduced] = [await openSocket(started), await openSocket(started)];
  introduced.send(init);
  await introduced.message('connection_ack');
  started.clock.advance(4_999);
  expect(silent.raw.readyState).toBe(silent.raw.OPEN);
  started.clock.advance(1);
  expect((await silent.closed).code).toBe(4408);
  expect(introduced.raw.readyState).toBe(introduced.raw.OPEN);
});

it('closes with FORBIDDEN a page of another site that leans on a sign-in', async () => {
  const started = await startTransport();
  const socket = await openSocket(started, { headers: { cookie: signInCookie, origin: 'https://evil.example' } });
  socket.send({ type: 'connection_init' });
  expect((await socket.closed).code).toBe(4403);
  expect(started.access.asked).toEqual([]);
});

it('closes with INTERNAL_ERROR when credentials cannot be looked up, and does not say why', async () => {
  const started = await startTransport({ admit: () => Promise.reject(new Error('secret database')) });
  const socket = await openSocket(started);
  socket.send(init);
  expect(await socket.closed).toEqual({ code: 4500, reason: 'Something went wrong on our side' });
  expect(started.log[0]).toContain('secret database');
});
