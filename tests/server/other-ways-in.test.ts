import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { EventStream } from '../harness/event-stream.ts';
import { register } from '../harness/operations.ts';
import { adminToken, ServerProcess } from '../harness/server-process.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(async () => {
  await server.remove();
});

test('it is alive and ready, and says so to anybody', async () => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await fetch(`${server.url}${path}`);
    expect(answer.status, path).toBe(200);
    expect((await answer.text()).length).toBeLessThan(200);
  }
});

test('the dashboard is served with its own addresses, and keeps foreign code out', async () => {
  for (const path of ['/', '/sessions', '/sessions/app_0000', '/sign-in', '/set-up']) {
    const page = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
    expect(page.status, path).toBe(200);
    const html = await page.text();
    expect(html).toContain('<!doctype html>');
    // Frames are forbidden by a header, the rest by the page itself, which knows the hashes of its scripts.
    expect(page.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
    const [, policy] = /http-equiv="content-security-policy" content="([^"]+)/i.exec(html) ?? [];
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-inline'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('what is missing is missing', async () => {
  for (const path of ['/_app/nothing.js', '/favicon.nothing.png']) {
    expect((await fetch(`${server.url}${path}`)).status, path).toBe(404);
  }
});

test('a watch also comes as server-sent events', async () => {
  const document = 'subscription { sessionChanges { upserted { id } } }';
  const stream = await EventStream.open(server.url, { secret: adminToken }, document);
  await stream.includes('"upserted":[]');
  const ownerId = randomUUID();
  const { session } = await register(asOwner(server, ownerId), ownerId);
  await stream.includes(session.id);
  await stream.close();
});

test('GraphiQL is for those who are known', async () => {
  const stranger = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(stranger.status).toBe(401);
  const known = await fetch(`${server.url}/graphql`, {
    headers: { accept: 'text/html', authorization: `Bearer ${adminToken}` },
  });
  expect(known.status).toBe(200);
  expect(await known.text()).toMatch(/graphiql/i);
});
