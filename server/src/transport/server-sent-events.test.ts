import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ada, bootstrapToken, signInCookie, signInSecret, TestAccess } from './access.testing.ts';
import { CountedTicks, resolved } from './schema.testing.ts';
import { startTransport } from './transport.testing.ts';

const admin = { authorization: `Bearer ${bootstrapToken}` };
const browser = { cookie: signInCookie };
const ticks = 'subscription { ticks }';

describe('server-sent events', () => {
  const stream = (
    url: string,
    query: string,
    signal?: AbortSignal,
    known: Record<string, string> = admin,
  ): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...known, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      ...(signal === undefined ? {} : { signal }),
    });

  it('streams a subscription and lets go of its source when the client leaves', async () => {
    const { url, access } = await startTransport();
    const leaving = new AbortController();
    const response = await stream(url, 'subscription { ticks }', leaving.signal);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    leaving.abort();
    await expect.poll(() => CountedTicks.open.size).toBe(0);
    expect(access.visitors).toEqual([{ secret: bootstrapToken, left: 1 }]);
  });

  it('tells how a subscription failed, and ends it', async () => {
    const { url, log } = await startTransport();
    for (const at of ['start', 'later']) {
      const text = await (await stream(url, `subscription { failing(how: "graphql", at: "${at}") }`)).text();
      expect(text).toContain('"code":"SUPERSEDED"');
      expect(text.match(/event: next/g)).toHaveLength(1);
      expect(text).toContain('event: complete');
    }
    expect(log).toEqual([]);
    const masked = await (await stream(url, 'subscription { failing(how: "bug", at: "later") }')).text();
    expect(masked).not.toContain('secret');
    expect(log).toHaveLength(1);
  });

  it('ends a stream with its credentials, at once and whole, and leaves others', async () => {
    const { url, access, log } = await startTransport();
    const [gone, stays] = [await stream(url, ticks), await stream(url, ticks, undefined, browser)];
    await expect.poll(() => CountedTicks.open.size).toBe(2);
    CountedTicks.tickAll('before');
    const reading = readUntilCut(gone);
    await expect.poll(() => reading.text()).toContain('before');
    access.refuse(bootstrapToken);
    CountedTicks.tickAll('after');
    await reading.cut;
    expect(reading.text()).not.toContain('after');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    expect(access.visitors.map(({ left }) => left)).toEqual([1, 0]);
    const other = readUntilCut(stays);
    await expect.poll(() => other.text()).toContain('after');
    expect(log).toEqual([]);
    access.refuse(signInSecret);
    await other.cut;
    await expect.poll(() => CountedTicks.open.size).toBe(0);
  });

  it('gives each message the rights of its moment', async () => {
    const { url, access } = await startTransport();
    const response = await stream(url, 'subscription { roles }', undefined, browser);
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    const reading = readUntilCut(response);
    CountedTicks.tickAll('');
    await expect.poll(() => reading.text()).toContain('{"roles":"ADMIN"}');
    access.allow(signInSecret, { ...ada, role: 'VIEWER' });
    CountedTicks.tickAll('');
    await expect.poll(() => reading.text()).toContain('{"roles":"VIEWER"}');
    access.refuse(signInSecret);
    await reading.cut;
  });

  it('begins nothing for whoever may begin nothing new', async () => {
    const { url, access } = await startTransport();
    const before = [CountedTicks.opened, resolved.count];
    access.stopBeginning(bootstrapToken);
    expect(await (await stream(url, ticks)).text()).toContain('"code":"UNAUTHENTICATED"');
    expect([CountedTicks.opened, resolved.count]).toEqual(before);
    expect(access.visitors.map(({ left }) => left)).toEqual([1]);
  });

  it('begins nothing for whom was refused while the request was on its way', async () => {
    const { port, access, log } = await startTransport();
    const before = CountedTicks.opened;
    const body = JSON.stringify({ query: ticks });
    const socket = connect(port, '127.0.0.1');
    const received = text(socket);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bootstrapToken}\r\nAccept: text/event-stream\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
    );
    await expect.poll(() => access.asked.length).toBe(1);
    access.refuse(bootstrapToken);
    socket.write(body);
    expect(await received).toMatch(/^HTTP\/1\.1 401 /);
    expect(access.visitors).toEqual([]);
    expect(CountedTicks.opened).toBe(before);
    expect(log).toEqual([]);
  });

  it('opens nothing for a client that has gone before its credentials were looked up', async () => {
    const access = new TestAccess();
    const lookups: (() => void)[] = [];
    const { url } = await startTransport({
      admit: () => new Promise((resolve) => lookups.push(() => resolve(access.visit(bootstrapToken)))),
    });
    const before = CountedTicks.opened;
    const leaving = new AbortController();
    const response = fetch(`${url}/graphql?query=${encodeURIComponent(ticks)}`, {
      headers: { ...admin, accept: 'text/event-stream', 'rollcall-csrf': '1' },
      signal: leaving.signal,
    });
    await expect.poll(() => lookups.length).toBe(1);
    leaving.abort();
    await expect(response).rejects.toThrow();
    // The server hears of it by an event of its own; another request on another connection comes after it.
    await fetch(`${url}/healthz`);
    lookups[0]?.();
    await expect.poll(() => access.visitors).toEqual([{ secret: bootstrapToken, left: 1 }]);
    expect(CountedTicks.opened).toBe(before);
  });
});

/** Reads in the background; `cut` resolves when the stream breaks off, and rejects when it ends well. */
function readUntilCut(response: Response): { text: () => string; cut: Promise<void> } {
  let received = '';
  const cut = (async () => {
    try {
      for await (const chunk of response.body ?? []) received += Buffer.from(chunk).toString();
    } catch {
      return;
    }
    throw new Error('The stream ended well');
  })();
  return { text: () => received, cut };
}
