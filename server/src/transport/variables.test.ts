import { once } from 'node:events';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { bootstrapToken } from './access.testing.ts';
import { testDocuments, testSchema } from './schema.testing.ts';
import { openSocket, post, startTransport, type StartedTransport } from './transport.testing.ts';
import { takeVariables } from './variables.ts';

const list = (length: number, item: unknown): readonly unknown[] => Array.from({ length }, () => item);

const many = (count: number): object => Object.fromEntries(list(count, 1).map((one, at) => [`field${at}`, one]));

/** A JSON text, for no stack holds the making of one. */
const nested = (depth: number): string => `{"from":${'{"other":'.repeat(depth)}{}${'}'.repeat(depth)}}`;

interface Told {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: object }[];
}

/** What `choose` comes to, asked by its id and by its text, over HTTP and over a socket. */
async function choose(started: StartedTransport, variables: string): Promise<readonly Told[]> {
  const query = JSON.stringify(testDocuments.choose);
  const overHttp = await Promise.all(
    [`"query":${query}`, '"documentId":"choose"'].map(
      async (what) => (await post(started.url, `{${what},"variables":${variables}}`)).body as Told,
    ),
  );
  if (variables.length > 250_000) return overHttp;
  const socket = await openSocket(started);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } });
  await socket.message('connection_ack');
  const overSocket: Told[] = [];
  for (const what of [`"query":${query}`, '"query":"","extensions":{"documentId":"choose"}']) {
    socket.send(`{"type":"subscribe","id":"1","payload":{${what},"variables":${variables}}}`);
    const [first] = (await once(socket.raw, 'message')) as [Buffer];
    const { type, payload } = JSON.parse(first.toString()) as { type: string; payload: unknown };
    if (type === 'next') await socket.message('complete');
    overSocket.push(type === 'next' ? (payload as Told) : { errors: payload as NonNullable<Told['errors']> });
  }
  return [...overHttp, ...overSocket];
}

describe('variables', () => {
  it.each([
    ['bad values', () => ({ from: { ids: list(9_000, []) } }), 'ID cannot represent value: []'],
    ['unknown fields', () => ({ from: many(9_000) }), 'got invalid value'],
    ['long texts', () => ({ from: { ...many(60), ids: ['x'.repeat(200_000)] } }), 'got invalid value'],
    ['values beyond all measure', () => ({ from: { ids: list(85_000, 1) } }), 'more than 10000 values'],
    ['values beyond all measure, over HTTP', () => ({ from: { ids: list(330_000, 1) } }), 'more than 10000 values'],
  ])('are refused by the first thing that is wrong with %s', async (_, variables, message) => {
    for (const { data, errors = [] } of await choose(await startTransport(), JSON.stringify(variables()))) {
      expect(data ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors[0]?.extensions).toEqual({ code: 'INVALID_INPUT' });
      expect(errors[0]?.message.length).toBeLessThanOrEqual(1_000);
      expect(errors[0]?.message).toContain(message);
    }
  });

  it.each([101, 20_000, 90_000])('are refused when they are nested %i levels deep', async (depth) => {
    for (const { errors = [] } of await choose(await startTransport(), nested(depth))) {
      expect(errors).toMatchObject([{ message: expect.stringContaining('levels deep') as string }]);
    }
  });

  it.each([
    [0, () => nested(90)],
    [1_000, () => JSON.stringify({ from: { ids: list(1_000, 'session-0123456789abcdef0123') } })],
    [9_000, () => JSON.stringify({ from: { ids: list(9_000, 'x') } })],
    [1, () => JSON.stringify({ from: { ids: ['x'.repeat(200_000)] } })],
    [0, () => JSON.stringify({ from: { ids: [] } })],
    [0, () => JSON.stringify({ unknown: list(20_000, []) })],
  ])('are taken when they are right, however many: %i', async (choice, variables) => {
    for (const told of await choose(await startTransport(), variables())) {
      expect(told).toEqual({ data: { choose: choice } });
    }
  });

  it('of which an empty list stands for an object are refused', async () => {
    for (const { errors = [] } of await choose(await startTransport(), '{"from":[]}')) {
      expect(errors).toMatchObject([
        { message: expect.stringContaining('Expected type "Choice" to be an object') as string },
      ]);
    }
  });
});

it('takes only the variables that an operation declares', () => {
  const operation = getOperationAST(parse('query ($__proto__: String, $b: String) { echo(text: $b) }'));
  if (operation == null) throw new Error('This is no operation');
  const given = JSON.parse('{"__proto__":"a","b":"b","junk":"c"}') as Record<string, unknown>;
  expect(JSON.stringify(takeVariables(testSchema, operation, given))).toBe('{"__proto__":"a","b":"b"}');
  const turned = { b: 'b', ['__proto__']: 'a' };
  expect(JSON.stringify(takeVariables(testSchema, operation, turned))).toBe('{"__proto__":"a","b":"b"}');
});
