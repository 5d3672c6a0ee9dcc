import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bootstrapToken } from './access.testing.ts';
import { CountedTicks } from './schema.testing.ts';
import { ask, openClient, openSocket, post, startTransport } from './transport.testing.ts';

const runs = { numRuns: 150, seed: 20_261_120 };

const authorization = `Bearer ${bootstrapToken}`;

/** Messages that begin well and go wrong somewhere. */
const message = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.json({ maxDepth: 4 }),
  fc
    .record({
      type: fc.constantFrom(
        'connection_init',
        'ping',
        'pong',
        'subscribe',
        'complete',
        'next',
        'error',
        'connection_ack',
        '',
      ),
      id: fc.oneof(
        fc.constantFrom('1', '2', '__proto__', 'constructor', ''),
        fc.jsonValue(),
        fc.string({ maxLength: 500 }),
      ),
      payload: fc.oneof(
        fc.constant({ authorization }),
        fc.record({
          query: fc.oneof(
            fc.constantFrom(
              '{ hello }',
              'subscription { ticks }',
              'subscription { ticks(bytes: 5) }',
              '{ fails(how: "bug") }',
            ),
            fc.string({ maxLength: 200 }),
            fc.jsonValue(),
          ),
          variables: fc.jsonValue(),
          operationName: fc.jsonValue(),
          extensions: fc.jsonValue(),
        }),
        fc.jsonValue(),
      ),
    })
    .map((value) => JSON.stringify(value)),
);

/** Bytes where a WebSocket frame should be, some of them close to one. */
const frame = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 60 }))
    .map(([first, second, rest]) => Uint8Array.from([first, second, ...rest])),
);

it('outlives any messages and any bytes, lets go of everything, and logs one short line a socket at most', async () => {
  const started = await startTransport();
  let sockets = 0;
  let masked = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(message, { maxLength: 8 }),
      fc.option(frame),
      async (isKnown, messages, bytes) => {
        // Held here to write below ws, which would make a proper frame of anything.
        const tcp = connect(started.port, '127.0.0.1');
        const socket = await openSocket(started, { createConnection: () => tcp });
        sockets += 1;
        if (isKnown) socket.send({ type: 'connection_init', payload: { authorization } });
        for (const text of messages) socket.raw.send(text);
        masked += messages.filter((text) => text.includes('fails')).length;
        if (bytes !== null) tcp.write(bytes);
        tcp.end();
        await socket.closed;
      },
    ),
    runs,
  );
  await expect.poll(() => CountedTicks.open.size).toBe(0);
  await expect.poll(() => started.connections.every(({ closed }) => closed === 1)).toBe(true);
  expect(started.log.length).toBeLessThanOrEqual(sockets + masked);
  expect(Math.max(...started.log.map((line) => line.length))).toBeLessThan(6_000);
  expect(await ask(openClient(started), { query: '{ hello }' })).toEqual({ data: { hello: 'world' } });
}, 60_000);

it('answers any body over HTTP with a GraphQL answer, and leaks nothing', async () => {
  const { url, log } = await startTransport();
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        query: fc.oneof(fc.string(), fc.constant('query($a: Int) { count(to: $a) }')),
        variables: fc.jsonValue(),
        operationName: fc.jsonValue(),
      })
      .map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const answer = await post(url, text);
      expect([200, 400]).toContain(answer.status);
      expect(answer.text).not.toMatch(/node_modules|\.ts:\d/);
      expect('data' in answer.body || 'errors' in answer.body).toBe(true);
    }),
    runs,
  );
  expect(log).toEqual([]);
}, 60_000);
