import { describe, expect, it } from 'vitest';
import { bootstrapToken, signInCookie } from './access.testing.ts';
import { openSocket, post, sendRaw, startTransport } from './transport.testing.ts';

const bearer = { authorization: `Bearer ${bootstrapToken}` };
const cookie = { cookie: signInCookie };
const text = { 'content-type': 'text/plain' };

/** `OWN` stands for the server's own address. */
const requests: [number, string, Record<string, string>][] = [
  [200, 'a program with a key', bearer],
  [200, 'a page of another site that holds a key', { ...bearer, origin: 'https://app.example' }],
  [200, 'our own page', { ...cookie, origin: 'http://OWN', 'sec-fetch-site': 'same-origin' }],
  [200, 'our own page behind TLS', { ...cookie, origin: 'https://OWN' }],
  [200, 'a program with a cookie', cookie],
  [403, 'a page of another site', { ...cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  [
    403,
    'a page of another port of this host',
    { ...cookie, origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
  ],
  [403, 'a page of a host that begins like ours', { ...cookie, origin: 'http://OWN.evil.example' }],
  [403, 'a page without an address', { ...cookie, origin: 'null' }],
  [403, 'another site, without an origin', { ...cookie, 'sec-fetch-site': 'cross-site' }],
  [403, 'a form', { ...cookie, ...text }],
  [403, 'a form, with a key', { ...bearer, ...text }],
  [403, 'a form, as the old trick has it', { ...cookie, 'content-type': 'text/plain; x=application/json' }],
  [403, 'a form of files', { ...cookie, 'content-type': 'multipart/form-data; boundary=x' }],
  [415, 'a program that names itself but sends no JSON', { ...bearer, ...text, 'rollcall-csrf': '1' }],
];

describe('a request over HTTP', () => {
  it.each(requests)('is answered %i from %s', async (status, _, given) => {
    const { url, host } = await startTransport();
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace('OWN', host)]),
    );
    const answer = await post(url, { query: 'mutation { change }' }, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.data).toEqual(status === 200 ? { change: 'changed' } : undefined);
  });

  it('is read by GET from our own page only, or by whoever says it is no accident', async () => {
    const { url } = await startTransport();
    const get = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${url}/graphql?query={hello}`, { headers })).status;
    expect(await get({ ...cookie, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await get({ ...bearer, 'rollcall-csrf': '1' })).toBe(200);
    expect(await get(cookie)).toBe(403);
    expect(await get({ ...cookie, 'sec-fetch-site': 'none' })).toBe(403);
    expect(await get({ ...cookie, 'sec-fetch-site': 'same-site' })).toBe(403);
  });
});

describe('a request without a host', () => {
  it.each(['null', 'https://evil.example'])('is not from our own page because it comes from %s', async (origin) => {
    const { port } = await startTransport();
    const body = JSON.stringify({ query: 'mutation { change }' });
    const answer = await sendRaw(
      port,
      `POST /graphql HTTP/1.0\r\nCookie: ${signInCookie}\r\nOrigin: ${origin}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('opens no socket for a cookie', async () => {
    const socket = await openSocket(await startTransport(), {
      headers: { ...cookie, origin: 'null' },
      finishRequest(request) {
        request.removeHeader('host');
        request.end();
      },
    });
    socket.send({ type: 'connection_init' });
    expect((await socket.closed).code).toBe(4403);
  });
});

describe('a socket', () => {
  const connect = async (given: Record<string, string>, payload?: object): Promise<number> => {
    const started = await startTransport();
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace('OWN', started.host)]),
    );
    const socket = await openSocket(started, { headers });
    socket.send({ type: 'connection_init', payload });
    return Promise.race([socket.message('connection_ack').then(() => 0), socket.closed.then(({ code }) => code)]);
  };

  it.each<[number, string, Record<string, string>, object?]>([
    [0, 'our own page that is signed in', { ...cookie, origin: 'http://OWN' }],
    [0, 'our own page behind TLS', { ...cookie, origin: 'https://OWN' }],
    [0, 'any page that shows a key', { origin: 'https://app.example' }, bearer],
    [0, 'any page that shows a key, whatever cookie comes along', { ...cookie, origin: 'https://app.example' }, bearer],
    [4403, 'a page of another site', { ...cookie, origin: 'https://evil.example' }],
    [4403, 'a page of another port of this host', { ...cookie, origin: 'http://127.0.0.1:1' }],
    [4403, 'a page without an address', { ...cookie, origin: 'null' }],
    [4403, 'whoever does not say from where', cookie],
    [4401, 'our own page that is not signed in', { origin: 'http://OWN' }],
    [
      4401,
      'a signed-in page that shows a wrong key',
      { ...cookie, origin: 'http://OWN' },
      { authorization: 'Bearer x' },
    ],
  ])('ends with %i from %s', async (code, _, headers, payload) => {
    expect(await connect(headers, payload)).toBe(code);
  });
});
