import { describe, expect, it } from 'vitest';
import { ask, openClient, post, startTransport } from './transport.testing.ts';

describe('GraphQL over HTTP', () => {
  it('answers whoever is known', async () => {
    const { url } = await startTransport();
    const { status, body } = await post(url, { query: '{ hello viewer hasConnection }' });
    expect(status).toBe(200);
    expect(body).toEqual({ data: { hello: 'world', viewer: 'ADMIN', hasConnection: 'false' } });
  });
  it('ws', async () => {
    const t = await startTransport();
    expect(await ask(openClient(t), { query: '{ hello viewer hasConnection }' })).toEqual({
      data: { hello: 'world', viewer: 'ADMIN', hasConnection: 'true' },
    });
  });
});
