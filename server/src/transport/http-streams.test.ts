import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ada, bootstrapToken, signInCookie, signInSecret } from './access.testing.ts';
import { CountedTicks } from './schema.testing.ts';
import { startTransport, type StartedTransport } from './transport.testing.ts';

const key = 'rck_0123456789ab_secret';
const all = { kind: 'KEY', keyId: '0123456789ab', name: 'key', apps: null, rights: ['READ'] } as const;

/** Who shows what, and what they are narrowed to. */
const callers: [string, string, Record<string, string>][] = [
  ['a key', key, { authorization: `Bearer ${key}` }],
  ['a cookie', signInSecret, { cookie: signInCookie }],
];

/** All that makes a stream of a subscription's answer; `null` sends no header, as few programs do. */
const accepts = [
  null,
  '*/*',
  'text/*',
  'TEXT/Event-Stream',
  'text/event-stream;q=0.9',
  'application/json, text/event-stream',
  'application/json, */*;q=0.1',
  'multipart/mixed',
  'Multipart/*',
  'multipart/mixed; subscriptionSpec=1.0, application/json',
];

const cases = callers.flatMap(([who, secret, headers]) =>
  accepts.map(
    (accept) => [who, accept ?? 'nothing', secret, { ...headers, ...(accept === null ? {} : { accept }) }] as const,
  ),
);

async function start(): Promise<StartedTransport> {
  const started = await startTransport();
  started.access.allow(key, all);
  return started;
}

/** What came so far, and whether the stream broke off. */
async function open({ port }: StartedTransport, headers: Record<string, string>, query: string) {
  const request = httpRequest({ port, method: 'POST', path: '/graphql', agent: false });
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
  request.setHeader('content-type', 'application/json');
  request.end(JSON.stringify({ query }));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const cut = new Promise<void>((resolve, reject) => {
    response.on('error', () => resolve()).on('end', () => reject(new Error('The stream ended well')));
  });
  cut.catch(() => undefined);
  return { status: response.statusCode, text: () => text, cut };
}

describe('a stream over HTTP', () => {
  it.each(cases)('of %s that accepts %s ends with what was shown', async (_, __, secret, headers) => {
    const started = await start();
    const stream = await open(started, headers, 'subscription { ticks }');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    CountedTicks.tickAll('before');
    await expect.poll(stream.text).toContain('before');
    started.access.refuse(secret);
    CountedTicks.tickAll('after');
    await stream.cut;
    expect(stream.text()).not.toContain('after');
    await expect.poll(() => CountedTicks.open.size).toBe(0);
    expect(started.access.visitors).toEqual([{ secret, left: 1 }]);
  });

  it.each(cases)('of %s that accepts %s is narrowed with their rights', async (_, __, secret, headers) => {
    const started = await start();
    const stream = await open(started, headers, 'subscription { roles }');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    started.access.allow(secret, { ...ada, role: 'VIEWER' });
    CountedTicks.tickAll('');
    await expect.poll(stream.text).toContain('{"roles":"VIEWER"}');
    started.access.refuse(secret);
    await stream.cut;
  });

  it.each(cases)('of %s that accepts %s holds up no server that stops', async (_, __, secret, headers) => {
    const started = await start();
    const stream = await open(started, headers, 'subscription { ticks }');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    await started.transport.close(60_000);
    await stream.cut;
    await expect.poll(() => CountedTicks.open.size).toBe(0);
    expect(started.access.visitors).toEqual([{ secret, left: 1 }]);
  });

  it('does not begin while the server stops', async () => {
    const admitted: (() => void)[] = [];
    const started: StartedTransport = await startTransport({
      admit: () => new Promise((resolve) => admitted.push(() => resolve(started.access.visit(bootstrapToken)))),
    });
    const before = CountedTicks.opened;
    const answer = open(started, { authorization: `Bearer ${bootstrapToken}` }, 'subscription { ticks }');
    const cut = expect(answer).rejects.toThrow();
    await expect.poll(() => admitted.length).toBe(1);
    const closed = started.transport.close(60_000);
    admitted[0]?.();
    await Promise.all([cut, closed]);
    expect(CountedTicks.opened).toBe(before);
    expect(started.access.visitors).toEqual([{ secret: bootstrapToken, left: 1 }]);
  });

  it('is nothing that stays where no form of it is accepted', async () => {
    const started = await start();
    const headers = { authorization: `Bearer ${bootstrapToken}`, accept: 'application/json' };
    expect((await open(started, headers, 'subscription { ticks }')).status).toBe(406);
    await expect.poll(() => CountedTicks.open.size).toBe(0);
    expect(started.access.visitors).toEqual([{ secret: bootstrapToken, left: 1 }]);
  });

  it('is asked of nobody whose credentials hold no longer at its start', async () => {
    const started = await startTransport({ admit: async () => null });
    const stream = await open(started, { cookie: signInCookie, accept: '*/*' }, 'subscription { ticks }');
    await expect.poll(stream.text).toContain('"code":"UNAUTHENTICATED"');
  });
});
