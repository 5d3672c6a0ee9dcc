import { describe, expect, it } from 'vitest';
import { ada, bootstrapToken } from './access.testing.ts';
import { CountedTicks, gates, resolved, testDocuments } from './schema.testing.ts';
import { openSocket, post, startTransport, type OpenedSocket, type StartedTransport } from './transport.testing.ts';

const admin = { authorization: `Bearer ${bootstrapToken}` };

async function openKnown(started: StartedTransport, bearer = bootstrapToken): Promise<OpenedSocket> {
  const socket = await openSocket(started);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}` } });
  await socket.message('connection_ack');
  return socket;
}

function byId(id: string, documentId: string, variables?: object): object {
  return { type: 'subscribe', id, payload: { query: '', variables, extensions: { documentId } } };
}

type Documents = keyof typeof testDocuments;

const operations: readonly (readonly [Documents, object | undefined])[] = [
  ['hello', undefined],
  ['echo', { text: 'ü "quoted" \u2028' }],
  ['echo', {}],
  ['echo', { text: 1 }],
  ['count', { to: 'many' }],
  ['count', { to: 3, unknown: 1 }],
  ['change', undefined],
  ['fails', { how: 'domain' }],
  ['fails', { how: 'graphql' }],
  ['fails', { how: 'long' }],
  ['fails', { how: 'bug' }],
];

/** The id of a masked error is new each time, and a text's lines are its own. */
const plain = (text: string): string => text.replace(/[0-9a-f-]{36}/g, 'ID');

describe('a document known by its id', () => {
  it.each(operations)('is answered over HTTP as its text: %s %j', async (name, variables) => {
    const started = await startTransport();
    for (const accept of [
      'application/json',
      'application/graphql-response+json',
      '*/*',
      'text/plain, application/json',
    ]) {
      const byText = await post(started.url, JSON.stringify({ query: testDocuments[name], variables }), {
        ...admin,
        accept,
      });
      const known = await post(started.url, JSON.stringify({ documentId: name, variables }), { ...admin, accept });
      expect(JSON.parse(plain(known.text))).toEqual(JSON.parse(plain(byText.text)));
      expect(known.status).toBe(byText.status);
      for (const header of ['content-type', 'cache-control', 'x-content-type-options', 'content-security-policy']) {
        expect(known.headers.get(header), header).toBe(byText.headers.get(header));
      }
    }
  });

  it.each(operations)('is answered over a socket as its text: %s %j', async (name, variables) => {
    const socket = await openKnown(await startTransport());
    socket.send({ type: 'subscribe', id: '1', payload: { query: testDocuments[name], variables } });
    const byText = await socket.message('next');
    await socket.message('complete');
    socket.send(byId('1', name, variables));
    expect(JSON.parse(plain(JSON.stringify(await socket.message('next'))))).toEqual(
      JSON.parse(plain(JSON.stringify(byText))),
    );
    expect(await socket.message('complete')).toEqual({ type: 'complete', id: '1' });
  });

  it('streams over server-sent events', async () => {
    const { url } = await startTransport();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ documentId: 'failing', variables: { at: 'later' } }),
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toContain('SUPERSEDED');
  });

  it.each(['start', 'later'])('tells how a subscription failed as its last message: %s', async (at) => {
    const socket = await openKnown(await startTransport());
    socket.send(byId('1', 'failing', { at }));
    const payload = { errors: [{ message: 'On purpose', extensions: { code: 'SUPERSEDED' } }] };
    expect(await socket.message('next')).toMatchObject({ id: '1', payload });
    await socket.message('complete');
    await expect.poll(() => CountedTicks.open.size).toBe(0);
  });

  it('is nothing to strangers, and waits for nobody’s rights', async () => {
    const started = await startTransport();
    const before = resolved.count;
    expect((await post(started.url, JSON.stringify({ documentId: 'hello' }), {})).status).toBe(401);
    expect((await post(started.url, JSON.stringify({ documentId: 'nothing' }), {})).status).toBe(401);
    const socket = await openKnown(started);
    socket.send(byId('1', 'waited'));
    await expect.poll(() => gates.length).toBe(1);
    started.access.stopBeginning(bootstrapToken);
    socket.send(byId('2', 'change'));
    expect(await socket.message('error')).toMatchObject({
      id: '2',
      payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    started.access.refuse(bootstrapToken);
    gates.shift()?.();
    expect((await socket.closed).code).toBe(4401);
    expect(resolved.count).toBe(before + 1);
  });

  it('masks a failing context', async () => {
    const started = await startTransport({
      createContext: () => {
        throw new Error('secret context');
      },
    });
    const { text } = await post(started.url, JSON.stringify({ documentId: 'hello' }));
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain('secret');
    const socket = await openKnown(started);
    socket.send(byId('1', 'hello'));
    expect(await socket.message('error')).toMatchObject({
      payload: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });
});

describe('an id that is not known', () => {
  it.each(['nothing', '', '__proto__', 'toString', 'x'.repeat(100_000)])(
    'is refused, shortly: %s',
    async (documentId) => {
      const started = await startTransport();
      const error = {
        message: expect.stringContaining('older than the SDK') as string,
        extensions: { code: 'UNKNOWN_DOCUMENT' },
      };
      const answer = await post(started.url, JSON.stringify({ documentId }));
      expect([answer.status, answer.body]).toEqual([200, { errors: [error] }]);
      const accept = 'application/graphql-response+json';
      expect((await post(started.url, JSON.stringify({ documentId }), { ...admin, accept })).status).toBe(400);
      const socket = await openKnown(started);
      socket.send(byId('1', documentId));
      expect(await socket.message('error')).toEqual({ type: 'error', id: '1', payload: [error] });
      // And the socket carries on.
      socket.send(byId('1', 'hello'));
      expect(await socket.message('next')).toMatchObject({ payload: { data: { hello: 'world' } } });
    },
  );

  it.each([
    { documentId: 1 },
    { documentId: null },
    { documentId: 'hello', variables: [] },
    { documentId: 'hello', variables: 'x' },
    { documentId: 'hello', other: 1 },
    [{ documentId: 'hello' }],
  ])('nor is what is no request: %j', async (body) => {
    const { url } = await startTransport();
    const headers = { ...admin, accept: 'application/graphql-response+json' };
    expect((await post(url, JSON.stringify(body), headers)).status).toBe(400);
  });
});

describe('one message for several readers', () => {
  it('is executed once for those who ask the same of it, and sends them the same bytes', async () => {
    const started = await startTransport();
    const sockets = [await openKnown(started), await openKnown(started)] as const;
    const asked: readonly (readonly [Documents, object])[] = [
      ['news', { topic: 'a' }],
      ['news', { topic: 'a', afterRevision: '7' }],
      ['news', { topic: 'b' }],
      ['otherNews', { topic: 'a' }],
    ];
    for (const [at, socket] of sockets.entries()) {
      for (const [id, [name, variables]] of asked.entries()) socket.send(byId(`${id}`, name, variables));
      await expect.poll(() => CountedTicks.open.size).toBe(asked.length * (at + 1));
    }
    for (const tick of ['first', 'second']) {
      const before = resolved.count;
      CountedTicks.tellAll({ tick });
      const told = await Promise.all(sockets.map(async (socket) => nextOfEach(socket, asked.length)));
      expect(resolved.count - before).toBe(3);
      expect(told[0]).toEqual(told[1]);
      expect(told[0]?.[0]).toEqual(told[0]?.[1]);
      expect(new Set(told[0]?.map((payload) => JSON.stringify(payload))).size).toBe(3);
      expect(JSON.stringify(told)).toContain(tick);
    }
  });

  it('is executed once also for those who send a text, and for each of messages that are only alike', async () => {
    const started = await startTransport();
    const sockets = [await openKnown(started), await openKnown(started)] as const;
    for (const socket of sockets) socket.send({ type: 'subscribe', id: '0', payload: { query: testDocuments.news } });
    await expect.poll(() => CountedTicks.open.size).toBe(2);
    const before = resolved.count;
    CountedTicks.tellAll({ tick: 'same' });
    for (const socket of sockets) await socket.message('next');
    expect(resolved.count - before).toBe(1);
    for (const socket of sockets) socket.send(byId('1', 'news'));
    await expect.poll(() => CountedTicks.open.size).toBe(4);
    CountedTicks.tickAll('alike');
    for (const socket of sockets) await nextOfEach(socket, 2);
    expect(resolved.count - before).toBe(5);
  });

  it('is executed with the rights that it was read with, whoever comes first', async () => {
    const started = await startTransport();
    started.access.allow('rck_viewer', { ...ada, role: 'VIEWER' });
    const sockets = [await openKnown(started, 'rck_viewer'), await openKnown(started)] as const;
    for (const socket of sockets) {
      const open = CountedTicks.open.size;
      socket.send({ type: 'subscribe', id: '1', payload: { query: 'subscription { roles }' } });
      await expect.poll(() => CountedTicks.open.size).toBe(open + 1);
    }
    CountedTicks.tellAll({ tick: 'read by the bootstrap token' });
    for (const socket of sockets) {
      expect(await socket.message('next')).toMatchObject({ payload: { data: { roles: 'BOOTSTRAP' } } });
    }
  });

  it('is a masked error for all where no JSON holds it, told and logged once, and the next one is told', async () => {
    const started = await startTransport();
    const sockets = [await openKnown(started), await openKnown(started)] as const;
    for (const socket of sockets) socket.send(byId('1', 'news'));
    await expect.poll(() => CountedTicks.open.size).toBe(2);
    CountedTicks.tellAll({ tick: 'fails: unserialisable' });
    const payload = { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] };
    for (const socket of sockets) expect(await socket.message('next')).toMatchObject({ payload });
    expect(started.log).toHaveLength(1);
    CountedTicks.tellAll({ tick: 'good' });
    for (const socket of sockets) {
      expect(await socket.message('next')).toMatchObject({ payload: { data: {} } });
    }
  });
});

/** The payloads of the next messages, one of each operation, in the order of their ids. */
async function nextOfEach(socket: OpenedSocket, count: number): Promise<readonly unknown[]> {
  const payloads: unknown[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id, payload } = await socket.message('next');
    payloads[Number(id)] = payload;
  }
  return payloads;
}
