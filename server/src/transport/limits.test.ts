import { request as httpRequest } from 'node:http';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { bootstrapToken } from './access.testing.ts';
import { resolved } from './schema.testing.ts';
import { post, sendRaw, startTransport } from './transport.testing.ts';

const deepList = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
const deepObject = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
const admin = { authorization: `Bearer ${bootstrapToken}` };

describe('limits over HTTP', () => {
  it('refuses a body over 1 MB, announced or not, before it is read', async () => {
    const { url, port } = await startTransport();
    const body = JSON.stringify({ query: '{ hello }', variables: { x: 'x'.repeat(1_000_000) } });
    const announced = await sendRaw(
      port,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${bootstrapToken}\r\nContent-Length: 1000001\r\nConnection: close\r\n\r\n`,
    );
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    expect(announced).toContain('"code":"INVALID_INPUT"');
    const chunked = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(`${url}/graphql`, {
        method: 'POST',
        headers: { ...admin, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      });
      request.on('response', (response) => resolve(response.statusCode ?? 0)).on('error', reject);
      for (let at = 0; at < body.length; at += 60_000) request.write(body.slice(at, at + 60_000));
      request.end();
    });
    expect(chunked).toBe(413);
    const largest = { query: '{ hello }', variables: { x: 'x'.repeat(999_900) } };
    expect((await post(url, largest)).body).toEqual({ data: { hello: 'world' } });
  });

  it.each([
    ['a query over 32 KB', `{ hello } #${'x'.repeat(32_768)}`, '32768 characters'],
    ['a query over 2,000 tokens', `{ ${'hello '.repeat(2_000)} }`, '2000 tokens'],
    ['an operation deeper than 10', `{ ${'thing { '.repeat(10)} name ${'}'.repeat(10)} }`, '10 levels'],
    ['more than 30 aliases', `{ ${Array.from({ length: 31 }, (_, at) => `a${at}: hello`).join(' ')} }`, '30 aliases'],
  ])('refuses %s and runs nothing', async (_, query, problem) => {
    const { url } = await startTransport();
    const before = resolved.count;
    const { body } = await post(url, { query });
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.message).toContain(problem);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT' });
    expect(resolved.count).toBe(before);
  });

  it('runs what reaches the limits and does not pass them', async () => {
    const { url } = await startTransport();
    for (const query of [
      `{ hello } #${'x'.repeat(32_000)}`,
      `{ ${'thing { '.repeat(9)} name ${'}'.repeat(9)} }`,
      `{ ${Array.from({ length: 30 }, (_, at) => `a${at}: hello`).join(' ')} }`,
    ]) {
      expect((await post(url, { query })).body.errors).toBeUndefined();
    }
  });

  it('answers the introspection that GraphiQL sends', async () => {
    const { url } = await startTransport();
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, schemaDescription: true });
    const { body } = await post(url, { query });
    expect(body.errors).toBeUndefined();
    expect(body.data).toHaveProperty('__schema');
  });

  it('hides suggestions and lists few problems', async () => {
    const { url } = await startTransport();
    const typos = Array.from({ length: 300 }, (_, at) => `hell${at}`).join(' ');
    const { body, text } = await post(url, { query: `{ ${typos} }` });
    expect(body.errors?.length).toBeLessThanOrEqual(21);
    expect(text).not.toContain('Did you mean');
    const variable = { query: 'query($how: String!) { fails(how: $hwo) }', variables: { how: 'x' } };
    expect((await post(url, variable)).text).not.toContain('Did you mean');
  });

  it('answers hostile literals and variables with errors of the request', async () => {
    const { url } = await startTransport();
    const nested = `${'['.repeat(950)}${']'.repeat(950)}`;
    const deepJson = `{"query":"query($to: Int) { count(to: $to) }","variables":{"to":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`;
    for (const payload of [{ query: `{ count(to: ${nested}) }` }, deepJson]) {
      const { body } = await post(url, payload);
      expect(body.errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT' });
    }
  });

  it.each([
    ['an unknown member', 400, `"junk":${deepList}`],
    ['no object of variables', 400, `"variables":${deepList}`],
    ['extensions', 200, `"extensions":${deepObject}`],
    ['extensions, where it is not plain', 400, `"junk":1,"extensions":${deepObject}`],
  ])('answers a known document with %s, nested deeper than the stack holds', async (_, status, member) => {
    const { url, log } = await startTransport();
    const answer = await post(url, `{"documentId":"hello",${member}}`);
    expect([answer.status, log]).toEqual([status, []]);
  });
});
