import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendRaw, startTransport } from './transport.testing.ts';

/** A built dashboard beside a file that is none of its own. */
async function buildDashboard(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'rollcall-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const directory = join(root, 'build');
  await mkdir(join(directory, '_app/immutable'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'secret');
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Dashboard</title>');
  await writeFile(join(directory, 'favicon.svg'), '<svg/>');
  await writeFile(join(directory, '_app/immutable/start.4f3a.js'), 'start()');
  return directory;
}

describe('health', () => {
  it('is alive at once, and ready when the server says so', async () => {
    const { url, state } = await startTransport();
    const get = async (path: string): Promise<[number, string]> => {
      const response = await fetch(url + path);
      return [response.status, await response.text()];
    };
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
    expect(await get('/readyz')).toEqual([200, 'ok\n']);
    state.isReady = false;
    expect(await get('/readyz')).toEqual([503, 'not ready\n']);
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
  });
});

describe('the dashboard', () => {
  it('is served to whoever asks, its pages fresh and its hashed files for ever', async () => {
    const { url } = await startTransport({ dashboardDir: await buildDashboard() });
    for (const path of [
      '/',
      '/sessions/app_01',
      '/sign-in',
      '/set-up',
      '/sign-in?next=/graphql',
      '/index.html',
      '/?a=b',
    ]) {
      const response = await fetch(url + path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html;charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('Dashboard');
    }
    const asset = await fetch(`${url}/_app/immutable/start.4f3a.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript');
    expect(await asset.text()).toBe('start()');
    const etag = asset.headers.get('etag') ?? '';
    const again = await fetch(`${url}/_app/immutable/start.4f3a.js`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await fetch(`${url}/favicon.svg`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('says that a file is missing, instead of sending a page in its place', async () => {
    const { url } = await startTransport({ dashboardDir: await buildDashboard() });
    expect((await fetch(`${url}/_app/immutable/gone.1234.js`)).status).toBe(404);
  });

  it('never leaves its folder', async () => {
    const { port } = await startTransport({ dashboardDir: await buildDashboard() });
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/_app/../../secret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/../build2/x.txt',
      '/%00',
      '/%',
      '/secret.txt%00.html',
    ]) {
      const answer = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 (200|400|404) /);
      expect(answer, path).not.toContain('\r\n\r\nsecret');
    }
  });

  it('survives odd ranges, odd targets, and files that go while they are read', async () => {
    const dashboardDir = await buildDashboard();
    const { url, port } = await startTransport({ dashboardDir });
    for (const range of ['bytes=5-1', 'bytes=-1', 'bytes=x', 'bytes=99999999-', 'bytes=0-0,1-1']) {
      expect((await fetch(`${url}/favicon.svg`, { headers: { range } })).status).toBe(200);
    }
    for (const target of ['*', 'http://127.0.0.1/', 'graphql']) {
      const answer = await sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer, target).toMatch(/^HTTP\/1\.1 400 /);
    }
    // It is there when sirv looks and cannot be opened a moment later, like a file that a new build has just removed.
    const unreadable = createServer().listen(join(dashboardDir, 'gone.js'));
    onTestFinished(() => void unreadable.close());
    await once(unreadable, 'listening');
    await expect(fetch(`${url}/gone.js`).then((response) => response.text())).rejects.toThrow();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('says how to build it while it is missing, and is there as soon as it is built', async () => {
    const dashboardDir = await buildDashboard();
    const { url } = await startTransport({ dashboardDir });
    await rm(dashboardDir, { recursive: true });
    const missing = await fetch(url);
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain('npm start');
    await mkdir(dashboardDir);
    await writeFile(join(dashboardDir, 'index.html'), 'built');
    expect(await (await fetch(url)).text()).toBe('built');
  });

  it('answers other methods with 405', async () => {
    const { url } = await startTransport();
    for (const [path, allow] of [
      ['/', 'GET, HEAD'],
      ['/healthz', 'GET, HEAD'],
      ['/sign-in', 'GET, HEAD, POST'],
      ['/sign-in/methods', 'GET, HEAD'],
      ['/sign-in/oidc', 'GET'],
      ['/sign-in/oidc/callback', 'GET'],
      ['/set-up', 'GET, HEAD, POST'],
      ['/set-up/invitation', 'POST'],
      ['/sign-out', 'POST'],
    ] as const) {
      const response = await fetch(url + path, { method: 'DELETE' });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe(allow);
    }
  });
});

describe('every answer', () => {
  it('forbids framing, sniffing and telling other sites', async () => {
    const { url } = await startTransport({ dashboardDir: await buildDashboard() });
    for (const path of ['/', '/favicon.svg', '/gone.js', '/healthz', '/graphql', '/sign-out']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    }
  });

  it('is a refusal where somebody wants a socket elsewhere', async () => {
    const { port } = await startTransport();
    const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    expect(await sendRaw(port, `GET /elsewhere HTTP/1.1\r\n${upgrade}${key}`)).toMatch(/^HTTP\/1\.1 404 /);
    expect(await sendRaw(port, `GET /graphql HTTP/1.1\r\n${upgrade}\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
