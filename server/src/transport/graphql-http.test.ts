import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ada, bootstrapToken, signInCookie, signInSecret } from './access.testing.ts';
import { gates, resolved } from './schema.testing.ts';
import { post, sendRaw, startTransport } from './transport.testing.ts';

const admin = { authorization: `Bearer ${bootstrapToken}` };

describe('GraphQL over HTTP', () => {
  it('runs an operation as whoever sent it', async () => {
    const { url } = await startTransport();
    const { status, body, headers } = await post(
      url,
      { query: '{ hello viewer origin hasConnection }' },
      { ...admin, 'user-agent': `test/1 ${'x'.repeat(500)}` },
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body.data).toMatchObject({ hello: 'world', viewer: 'BOOTSTRAP', hasConnection: 'false' });
    expect(body.data?.['origin']).toMatch(/^127\.0\.0\.1 test\/1 x+…$/);
    expect(body.data?.['origin']).toHaveLength(200);
  });

  it.each([
    ['by its text', '{"query":"{ waited { role } }"}'],
    ['by its id', '{"documentId":"waited"}'],
  ])('answers a query that had to wait, %s, by the rights of its end', async (_, body) => {
    const { url, access } = await startTransport();
    const ask = async (meanwhile: () => void) => {
      const answer = post(url, body, admin);
      await expect.poll(() => gates.length).toBe(1);
      meanwhile();
      gates.shift()?.();
      return (await answer).body;
    };
    expect((await ask(() => access.allow(bootstrapToken, ada))).data).toEqual({ waited: { role: 'ADMIN' } });
    const refused = await ask(() => access.refuse(bootstrapToken));
    expect(refused).toMatchObject({ data: { waited: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('hands over the owner that a caller states', async () => {
    const { url, access } = await startTransport();
    await post(url, { query: '{ hello }' }, { ...admin, 'rollcall-owner-id': 'owner-1' });
    expect(access.asked[0]).toEqual({ bearer: bootstrapToken, signIn: null, ownerId: 'owner-1' });
  });

  it.each([
    ['without credentials', {}],
    ['with a wrong key', { authorization: 'Bearer rck_wrong' }],
    ['with another scheme', { authorization: `Basic ${bootstrapToken}` }],
    ['with a wrong cookie', { cookie: '__Host-rollcall=wrong' }],
    ['with an empty cookie', { cookie: '__Host-rollcall=' }],
    ['with a cookie of another name', { cookie: `rollcall=${signInSecret}` }],
    ['with an owner id without end', { ...admin, 'rollcall-owner-id': 'x'.repeat(201) }],
  ])('refuses a stranger %s', async (_, headers) => {
    const { url } = await startTransport();
    const before = resolved.count;
    const { status, body } = await post(url, { query: '{ hello }' }, headers);
    expect(status).toBe(401);
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringContaining('Authorization: Bearer') as string,
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
    expect(resolved.count).toBe(before);
  });

  it('says of a key that it is not accepted, and of none what to send', async () => {
    const { url } = await startTransport();
    const answerTo = async (headers: Record<string, string>) =>
      JSON.stringify((await post(url, { query: '{ hello }' }, headers)).body);
    expect(await answerTo({ authorization: 'Bearer rck_wrong' })).toContain('does not accept this key or token. Send');
    expect(await answerTo({})).not.toContain('not accept');
  });

  it('never falls back from a stated key to what the browser adds', async () => {
    const { url, access } = await startTransport();
    const headers = { authorization: 'Bearer rck_wrong', cookie: signInCookie };
    expect((await post(url, { query: '{ hello }' }, headers)).status).toBe(401);
    expect(access.asked).toEqual([{ bearer: 'rck_wrong', signIn: null, ownerId: null }]);
  });

  it.each([
    ['refused', 401],
    ['demoted', 200],
  ] as const)('does what the rights allow when its body has come, for somebody %s meanwhile', async (fate, status) => {
    const { port, access } = await startTransport();
    const body = JSON.stringify({ query: '{ waited { role } }' });
    const socket = connect(port, '127.0.0.1');
    const received = text(socket);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nCookie: ${signInCookie}\r\nContent-Type: application/json\r\n` +
        `Connection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await expect.poll(() => access.asked.length).toBe(1);
    if (fate === 'refused') access.refuse(signInSecret);
    else access.allow(signInSecret, { ...ada, role: 'VIEWER' });
    socket.write(body);
    if (fate === 'demoted') await expect.poll(() => gates.length).toBe(1);
    gates.shift()?.();
    expect(await received).toContain(`HTTP/1.1 ${status} `);
    expect(await received).toContain(fate === 'refused' ? 'UNAUTHENTICATED' : '{"role":"VIEWER"}');
  });

  it('keeps no answer in any cache', async () => {
    const { url } = await startTransport();
    expect((await post(url, { query: '{ hello }' })).headers.get('cache-control')).toBe('no-store');
    expect((await post(url, { query: '{ hello }' }, {})).headers.get('cache-control')).toBe('no-store');
    const headers = { ...admin, 'rollcall-csrf': '1' };
    const got = await fetch(`${url}/graphql?query={hello}`, { headers });
    expect(got.headers.get('cache-control')).toBe('no-store');
  });

  it('tells a stranger nothing of the schema, and reads nothing of what is sent', async () => {
    const { url } = await startTransport();
    for (const query of ['{ __schema { types { name } } }', '{ nosuchfield }', '{{{{', '']) {
      const { status, text } = await post(url, { query }, {});
      expect(status).toBe(401);
      expect(text).not.toContain('nosuchfield');
    }
    const malformed = await post(url, 'this is not JSON', {});
    expect(malformed.status).toBe(401);
  });

  it('takes the bearer scheme in any case, and a cookie among others', async () => {
    const { url } = await startTransport();
    expect((await post(url, { query: '{ hello }' }, { authorization: `bearer ${bootstrapToken}` })).status).toBe(200);
    expect((await post(url, { query: '{ hello }' }, { cookie: `a=b; ${signInCookie}; c=d` })).status).toBe(200);
  });

  it('answers bad requests with 400 where the client accepts GraphQL’s own type, with 200 otherwise', async () => {
    const { url } = await startTransport();
    const accept = 'application/graphql-response+json';
    for (const payload of [
      { query: '{' },
      { query: '{ nosuchfield }' },
      { query: 'query($to: Int!) { count(to: $to) }', variables: { to: 'many' } },
      { query: 'query A { hello } query B { hello }' },
      { query: 'query A { hello } query B { hello }', operationName: 'C' },
    ]) {
      const strict = await post(url, payload, { ...admin, accept });
      expect(strict.status).toBe(400);
      expect(strict.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect(strict.body.errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT' });
      expect((await post(url, payload)).status).toBe(200);
    }
    expect((await post(url, { query: '{ hello }' }, { ...admin, accept })).status).toBe(200);
  });

  it('answers what is no GraphQL request with 400', async () => {
    const { url } = await startTransport();
    for (const body of ['', 'nonsense', '1', 'null', '[]', '{}', '{"query":1}', '{"query":"{hello}","variables":[]}']) {
      expect((await post(url, body, { ...admin, accept: 'application/graphql-response+json' })).status, body).toBe(400);
    }
  });

  it('never echoes at length', async () => {
    const { url } = await startTransport();
    const long = 'x'.repeat(900_000);
    for (const payload of [
      { query: '{ hello }', [long]: 1 },
      { query: 'query($to: Int) { count(to: $to) }', variables: { to: long } },
      { query: '{ fails(how: "long") }' },
      { query: '{ hello }', operationName: long },
      { query: `{ ${'y'.repeat(30_000)} }` },
      { query: `{ hello "${'y'.repeat(30_000)}" }` },
    ]) {
      const { text } = await post(url, payload);
      expect(text).toContain('errors');
      expect(text.length).toBeLessThan(2_500);
    }
  });

  it('runs queries by GET, for EventSource, and no mutations', async () => {
    const { url } = await startTransport();
    const get = async (query: string): Promise<string> => {
      const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { ...admin, 'rollcall-csrf': '1' },
      });
      return response.text();
    };
    expect(await get('{ hello }')).toBe('{"data":{"hello":"world"}}');
    expect(await get('mutation { change }')).toContain('Send mutations by POST.');
  });

  it('answers other methods with 405', async () => {
    const { url } = await startTransport();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      const response = await fetch(`${url}/graphql`, { method, headers: admin });
      expect(response.status, method).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, POST');
    }
  });

  it('sends no header that lets pages of other sites read answers', async () => {
    const { url } = await startTransport();
    const { headers } = await post(url, { query: '{ hello }' }, { ...admin, origin: 'https://evil.example' });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['a b', 'x/../y', 'a:99999', '[::', '%', '<script>'])('refuses the host %j plainly', async (host) => {
    const { port } = await startTransport();
    const answer = await sendRaw(
      port,
      `GET /graphql?query={hello} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${bootstrapToken}\r\nRollcall-Csrf: 1\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).not.toContain(' at ');
    expect(answer.length).toBeLessThan(600);
  });
});

describe('errors over HTTP', () => {
  it('passes expected failures with their code and issues', async () => {
    const { url, log } = await startTransport();
    const { body, status } = await post(url, { query: '{ fails(how: "domain") }' });
    expect(status).toBe(200);
    expect(body.errors).toEqual([
      {
        message: 'first: must be 1 to 500',
        locations: [{ line: 1, column: 3 }],
        path: ['fails'],
        extensions: { code: 'INVALID_INPUT', issues: [{ path: 'first', message: 'must be 1 to 500' }] },
      },
    ]);
    const tooMany = await post(url, { query: '{ fails(how: "too many") }' });
    expect(tooMany.body.errors).toMatchObject([{ message: 'Wait', extensions: { code: 'TOO_MANY_OPERATIONS' } }]);
    const late = await post(url, { query: '{ fails(how: "shutting down") }' });
    expect(late.body.errors).toMatchObject([{ extensions: { code: 'SHUTTING_DOWN' } }]);
    const onPurpose = await post(url, { query: '{ fails(how: "graphql") }' });
    expect(onPurpose.body.errors?.[0]).toMatchObject({ message: 'On purpose', extensions: { code: 'SUPERSEDED' } });
    expect(log).toEqual([]);
  });

  it('masks what is unexpected and logs it once, under the id that the caller is told', async () => {
    const { url, log } = await startTransport();
    const { body, text } = await post(url, { query: '{ fails(how: "bug") }' });
    expect(text).not.toContain('secret');
    const extensions = body.errors?.[0]?.extensions;
    expect(extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      correlationId: extensions?.['correlationId'],
      count: 1,
      error: {
        message: 'secret: the database password',
        stack: expect.stringContaining('schema.testing.ts') as string,
      },
    });
  });

  it('logs one line for all that failed in one operation', async () => {
    const { url, log } = await startTransport();
    const { body, text } = await post(url, { query: '{ failsOften }' });
    expect(text).not.toContain('secret');
    expect(body.errors).toHaveLength(3);
    expect(new Set(body.errors?.map(({ extensions }) => extensions?.['correlationId'])).size).toBe(1);
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ count: 3 });
  });

  it('masks a failure before any resolver runs', async () => {
    const failing = await startTransport({
      createContext: () => {
        throw new Error('secret context');
      },
    });
    const { text, body } = await post(failing.url, { query: '{ hello }' });
    expect(text).not.toContain('secret');
    expect(body.errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(failing.log).toHaveLength(1);

    const broken = await startTransport({ authenticate: () => Promise.reject(new Error('secret database')) });
    const answer = await post(broken.url, { query: '{ hello }' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    expect(broken.log).toHaveLength(1);
  });
});
