import { connect } from 'node:net';
import type { Client } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../kernel/record.ts';
import { bootstrapToken } from './access.testing.ts';
import { CountedTicks, resolved } from './schema.testing.ts';
import { ask, openClient, openSocket, post, startTransport } from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } };

/** Starts a subscription and returns once its source is open. */
async function subscribe(client: Client, query = 'subscription { ticks }'): Promise<() => void> {
  const open = CountedTicks.open.size;
  const stop = client.subscribe(
    { query },
    { next: () => undefined, error: () => undefined, complete: () => undefined },
  );
  await expect.poll(() => CountedTicks.open.size).toBe(open + 1);
  return stop;
}

describe('GraphQL over WebSocket', () => {
  it('runs operations as whoever opened the socket, and says which socket', async () => {
    const started = await startTransport();
    const client = openClient(started, { authorization: `Bearer ${bootstrapToken}`, ownerId: 'owner-1' });
    const result = await ask(client, { query: '{ hello viewer hasConnection }' });
    expect(result).toEqual({ data: { hello: 'world', viewer: 'BOOTSTRAP', hasConnection: 'true' } });
    expect(started.access.asked[0]).toEqual({ bearer: bootstrapToken, signIn: null, ownerId: 'owner-1' });
    expect(started.connections).toHaveLength(1);
  });

  it('hears every message that the client sends, pings too, and nothing else', async () => {
    const started = await startTransport();
    const socket = await openSocket(started);
    socket.send(init);
    await socket.message('connection_ack');
    expect(started.connections[0]).toEqual({ heard: 0, closed: 0 });
    socket.send({ type: 'ping' });
    await socket.message('pong');
    expect(started.connections[0]).toEqual({ heard: 1, closed: 0 });
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ hello }' } });
    await socket.message('complete');
    expect(started.connections[0]).toEqual({ heard: 2, closed: 0 });
    // The network stack answers this one, also of a process that hangs.
    const pinged = socket.pinged();
    started.clock.advance(12_000);
    await pinged;
    socket.send({ type: 'ping' });
    await socket.message('pong');
    expect(started.connections[0]).toEqual({ heard: 3, closed: 0 });
    socket.raw.terminate();
    await expect.poll(() => started.connections[0]).toEqual({ heard: 3, closed: 1 });
  });

  it('opens no connection for a stranger', async () => {
    const started = await startTransport();
    const socket = await openSocket(started);
    socket.send({ type: 'ping' });
    await socket.message('pong');
    socket.send({ type: 'connection_init', payload: { authorization: 'Bearer rck_wrong' } });
    await socket.closed;
    expect(started.connections).toEqual([]);
  });

  it('masks and limits as HTTP does', async () => {
    const started = await startTransport();
    const client = openClient(started);
    expect(await ask(client, { query: '{ fails(how: "domain") }' })).toMatchObject({
      errors: [{ message: 'first: must be 1 to 500', extensions: { code: 'INVALID_INPUT', issues: [{}] } }],
    });
    const masked = JSON.stringify(await ask(client, { query: '{ fails(how: "bug") }' }));
    expect(masked).not.toContain('secret');
    expect(masked).toContain('correlationId');
    expect(started.log).toHaveLength(1);
    const before = resolved.count;
    const aliases = Array.from({ length: 31 }, (_, at) => `a${at}: hello`).join(' ');
    for (const query of ['{', '{ nosuchfield }', `{ hello } #${'x'.repeat(32_768)}`, `{ ${aliases} }`]) {
      await expect(ask(client, { query })).rejects.toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    }
    expect(resolved.count).toBe(before);
  });

  it('tells how a subscription failed as its last message', async () => {
    const client = openClient(await startTransport());
    for (const at of ['start', 'later']) {
      const query = `subscription { failing(how: "graphql", at: "${at}") }`;
      const results = [];
      for await (const result of client.iterate({ query })) results.push(result);
      expect(results).toMatchObject([{ errors: [{ message: 'On purpose', extensions: { code: 'SUPERSEDED' } }] }]);
      await expect.poll(() => CountedTicks.open.size).toBe(0);
    }
  });

  it('masks what fails in one message of a subscription', async () => {
    const started = await startTransport();
    const masked = JSON.stringify(await ask(openClient(started), { query: 'subscription { failingResolver }' }));
    expect(masked).toContain('"data":{"failingResolver":null}');
    expect(masked).toContain('correlationId');
    expect(masked).not.toContain('secret');
  });

  it('says of a caller whose socket has gone that nobody is left to be answered', async () => {
    const callers: Caller[] = [];
    const started = await startTransport({
      createContext(caller, connection) {
        callers.push(caller);
        return { caller, connection };
      },
    });
    const client = openClient(started);
    await ask(client, { query: '{ hello }' });
    expect(callers.map(({ hasLeft }) => hasLeft)).toEqual([false]);
    await client.dispose();
    await expect.poll(() => callers.map(({ hasLeft }) => hasLeft)).toEqual([true]);
  });

  it('masks an answer that no JSON holds, whichever way it came, and lives on', async () => {
    const started = await startTransport();
    const client = openClient(started);
    const byText = { query: '{ fails(how: "unserialisable") }' };
    const byId = { query: '', variables: { how: 'unserialisable' }, extensions: { documentId: 'fails' } };
    const message = { query: 'subscription { failing(how: "unserialisable", at: "later") }' };
    const overHttp = JSON.stringify({ documentId: 'fails', variables: { how: 'unserialisable' } });
    const answers = [];
    for (const payload of [byText, byId, message]) answers.push(await ask(client, payload));
    answers.push((await post(started.url, overHttp)).body);
    answers.push((await post(started.url, byText)).body);
    for (const answer of answers) {
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    }
    expect(started.log).toHaveLength(answers.length);
    expect(await ask(client, { query: '{ hello }' })).toEqual({ data: { hello: 'world' } });
  });

  it('masks a failing context', async () => {
    const started = await startTransport({
      createContext: () => {
        throw new Error('secret context');
      },
    });
    const failed = ask(openClient(started), { query: '{ hello }' });
    await expect(failed).rejects.toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(started.log).toHaveLength(1);
  });

  it('refuses the operation beyond what one socket may have open, and carries on', async () => {
    const socket = await openSocket(await startTransport());
    socket.send(init);
    await socket.message('connection_ack');
    for (let id = 1; id <= 10_000; id += 1) {
      socket.send({ type: 'subscribe', id: `${id}`, payload: { query: 'subscription { killSignal }' } });
    }
    socket.send({ type: 'subscribe', id: 'more', payload: { query: '{ hello }' } });
    expect(await socket.message('error')).toMatchObject({
      id: 'more',
      payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }],
    });
    expect(CountedTicks.open.size).toBe(10_000);
    // One that is over makes room for another.
    socket.send({ type: 'complete', id: '10000' });
    await expect.poll(() => CountedTicks.open.size).toBe(9_999);
    socket.send({ type: 'subscribe', id: 'again', payload: { query: '{ hello }' } });
    expect(await socket.message('next')).toMatchObject({ id: 'again', payload: { data: { hello: 'world' } } });
    socket.raw.terminate();
    await expect.poll(() => CountedTicks.open.size).toBe(0);
  });
});

describe('subscriptions that watch everything', () => {
  it.each(['subscription { ticks }', 'subscription { ...F } fragment F on Subscription { ticks }'])(
    'are 100 on one socket at most, and leave room for others: %s',
    async (query) => {
      const socket = await openSocket(await startTransport());
      socket.send(init);
      await socket.message('connection_ack');
      const open = (id: string, what = query): void => socket.send({ type: 'subscribe', id, payload: { query: what } });
      for (let id = 1; id <= 101; id += 1) open(`${id}`);
      const payload = [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }];
      expect(await socket.message('error')).toMatchObject({ id: '101', payload });
      expect(CountedTicks.open.size).toBe(100);
      open('signal', 'subscription { killSignal }');
      await expect.poll(() => CountedTicks.open.size).toBe(101);
      // One that is over makes room for another, also where its id is used again for what is none.
      socket.send({ type: 'complete', id: '1' });
      await expect.poll(() => CountedTicks.open.size).toBe(100);
      open('1', 'subscription { killSignal }');
      open('another');
      await expect.poll(() => CountedTicks.open.size).toBe(102);
      open('one more');
      expect(await socket.message('error')).toMatchObject({ id: 'one more', payload });
      socket.raw.terminate();
      await expect.poll(() => CountedTicks.open.size).toBe(0);
    },
  );
});

describe('sources of subscriptions', () => {
  it('are let go of when the client completes', async () => {
    const client = openClient(await startTransport());
    const stop = await subscribe(client);
    stop();
    await expect.poll(() => CountedTicks.open.size).toBe(0);
    expect(await ask(client, { query: '{ hello }' })).toBeDefined();
  });

  it('are let go of when the socket dies, however', async () => {
    const started = await startTransport();
    for (const kill of ['terminate', 'close'] as const) {
      const socket = await openSocket(started);
      socket.send(init);
      await socket.message('connection_ack');
      socket.send({ type: 'subscribe', id: '1', payload: { query: 'subscription { ticks }' } });
      socket.send({ type: 'subscribe', id: '2', payload: { query: 'subscription { ticks(bytes: 10) }' } });
      await expect.poll(() => CountedTicks.open.size).toBe(2);
      socket.raw[kill]();
      await expect.poll(() => CountedTicks.open.size).toBe(0);
    }
  });

  it.each(['subscription { ticks }', 'mutation { change }'])(
    'are never opened, and nothing runs, for what was completed before it began: %s',
    async (query) => {
      const started = await startTransport();
      const tcp = connect(started.port, '127.0.0.1');
      const socket = await openSocket(started, { createConnection: () => tcp });
      socket.send(init);
      await socket.message('connection_ack');
      const before = [CountedTicks.opened, resolved.count];
      tcp.cork(); // One chunk, read in one go.
      socket.send({ type: 'subscribe', id: '1', payload: { query } });
      socket.send({ type: 'complete', id: '1' });
      socket.send({ type: 'subscribe', id: '2', payload: { query: '{ viewer }' } });
      tcp.uncork();
      expect(await socket.message('next')).toMatchObject({ id: '2' });
      expect([CountedTicks.opened, resolved.count]).toEqual(before);
    },
  );
});
