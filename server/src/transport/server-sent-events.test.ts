import { describe, expect, it } from 'vitest';
import { CountedTicks } from './schema.testing.ts';
import { adminToken, startTransport } from './transport.testing.ts';

const admin = { authorization: `Bearer ${adminToken}` };

describe('server-sent events', () => {
  const stream = (url: string, query: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      ...(signal === undefined ? {} : { signal }),
    });

  it('streams a subscription and lets go of its source when the client leaves', async () => {
    const { url, asked, clock } = await startTransport();
    const leaving = new AbortController();
    const response = await stream(url, 'subscription { ticks }', leaving.signal);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    leaving.abort();
    await expect.poll(() => CountedTicks.open.size).toBe(0);
    const { length } = asked;
    clock.advance(60_000);
    expect(asked).toHaveLength(length);
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

  it('ends a stream whose credentials hold no longer', async () => {
    const { url, good, clock } = await startTransport();
    const response = await stream(url, 'subscription { ticks }');
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    clock.advance(12_000);
    expect(CountedTicks.open.size).toBe(1);
    good.delete(adminToken);
    clock.advance(12_000);
    await expect(response.text()).rejects.toThrow();
    await expect.poll(() => CountedTicks.open.size).toBe(0);
  });
});
