import { describe, expect, it } from 'vitest';
import { bootstrapToken } from './access.testing.ts';
import { CountedTicks } from './schema.testing.ts';
import { startTransport } from './transport.testing.ts';

const admin = { authorization: `Bearer ${bootstrapToken}` };

describe('server-sent events', () => {
  const stream = (url: string, query: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json', accept: 'text/event-stream' },
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
});
