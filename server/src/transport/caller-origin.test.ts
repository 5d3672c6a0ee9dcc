import { describe, expect, it } from 'vitest';
import { ask, goodPassword, openClient, post, postJson, startTransport } from './transport.testing.ts';
import { bootstrapToken } from './access.testing.ts';

const admin = { authorization: `Bearer ${bootstrapToken}`, 'user-agent': 'test/1' };

describe('the address of a caller', () => {
  it.each<[number, string, string, string]>([
    [0, '203.0.113.7', '127.0.0.1', 'nobody is believed without a proxy'],
    [1, '203.0.113.7', '203.0.113.7', 'the proxy says it'],
    [1, '198.51.100.1, 203.0.113.7', '203.0.113.7', 'what the caller wrote is passed over'],
    [1, '198.51.100.1,203.0.113.7 ', '203.0.113.7', 'spaces mean nothing'],
    [2, '198.51.100.1, 203.0.113.7, 10.0.0.1', '203.0.113.7', 'the outer of two proxies says it'],
    [2, '203.0.113.7', '127.0.0.1', 'fewer than there are proxies'],
    [1, '2001:db8::7', '2001:db8::7', 'IPv6'],
    [1, '::ffff:203.0.113.7', '203.0.113.7', 'IPv4 within IPv6'],
    [1, '203.0.113.7, unknown', '127.0.0.1', 'no address'],
    [1, '203.0.113.7, _hidden', '127.0.0.1', 'an obfuscated one'],
    [1, '203.0.113.7, 1.2.3', '127.0.0.1', 'half an address'],
    [1, '203.0.113.7,', '127.0.0.1', 'nothing'],
  ])('behind %i proxies that say %j is %s: %s', async (proxies, forwarded, address) => {
    const { url } = await startTransport({ proxies });
    const { body } = await post(url, { query: '{ origin }' }, { ...admin, 'x-forwarded-for': forwarded });
    expect(body.data).toEqual({ origin: `${address} test/1` });
  });

  it('is that of the connection where a proxy says nothing', async () => {
    const started = await startTransport({ proxies: 1 });
    expect((await post(started.url, { query: '{ origin }' }, admin)).body.data).toEqual({ origin: '127.0.0.1 test/1' });
    expect(await ask(openClient(started), { query: '{ origin }' })).toEqual({ data: { origin: '127.0.0.1' } });
  });

  it('keeps one guesser behind a proxy from locking others out', async () => {
    const started = await startTransport({ proxies: 1 });
    const signIn = async (address: string, password: string): Promise<number> =>
      (await postJson(started, '/sign-in', { name: 'Ada', password }, { 'x-forwarded-for': address })).status;
    for (let at = 0; at < 10; at += 1) expect(await signIn('203.0.113.7', 'a wrong password')).toBe(401);
    expect(await signIn('203.0.113.7', goodPassword)).toBe(429);
    expect(await signIn(`203.0.113.8, 203.0.113.7`, goodPassword)).toBe(429);
    expect(await signIn('203.0.113.8', goodPassword)).toBe(204);
  });
});
