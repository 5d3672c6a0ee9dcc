import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { ConfigError } from '../config.ts';
import { serve } from './serve.ts';

test('serving prints where it is, a link that makes the first admin, and the lines of a first session; it ends when told', async () => {
  const dataDir = temporaryDir();
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const printed: string[] = [];
  let wake = (): void => undefined;
  const isUp = new Promise<void>((resolve) => (wake = resolve));
  const serving = serve({
    env: { ROLLCALL_PORT: '0', ROLLCALL_DATA_DIR: dataDir, ROLLCALL_LOG_LEVEL: 'silent' },
    print(text) {
      printed.push(text);
      wake();
    },
    signal: stop.signal,
  });
  await isUp;
  const welcome = printed.join('');
  const kept = (name: string): string => readFileSync(join(dataDir, name), 'utf8').trim();
  const url = /Rollcall is at (http:\/\/127\.0\.0\.1:\d+)/.exec(welcome)?.[1] ?? '';
  const code = new RegExp(`${url}/set-up#code=(\\S+)`).exec(welcome)?.[1] ?? '';
  expect(welcome).toContain(`key: '${kept('app-key')}'`);
  expect(kept('address')).toBe(url);
  expect(statSync(join(dataDir, 'terminal-token')).mode & 0o777).toBe(0o600);
  for (const hidden of ['admin-token', 'terminal-token']) expect(welcome).not.toContain(kept(hidden));
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  const setUp = async (): Promise<number> => {
    const headers = { 'content-type': 'application/json', origin: url };
    const body = JSON.stringify({ code, name: 'ada', password: 'correct horse battery staple' });
    return (await fetch(`${url}/set-up`, { method: 'POST', headers, body })).status;
  };
  expect([await setUp(), await setUp()]).toEqual([204, 401]);
  // Nobody needs it any more, and nobody shall find it.
  expect(existsSync(join(dataDir, 'admin-token'))).toBe(false);

  stop.abort();
  await serving;
  expect(printed.at(-1)).toBe('Stopping: connections end, what waits is stored.\n');
  for (const name of ['address', 'terminal-token']) expect(existsSync(join(dataDir, name))).toBe(false);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('told to stop before it is up, it comes up and stops', async () => {
  const env = { ROLLCALL_PORT: '0', ROLLCALL_DATA_DIR: temporaryDir(), ROLLCALL_LOG_LEVEL: 'silent' };
  await serve({ env, print: () => undefined, signal: AbortSignal.abort() });
});

test('a configuration with problems starts nothing', async () => {
  const dataDir = temporaryDir();
  const env = { ROLLCALL_PORT: 'x', ROLLCALL_DATA_DIR: dataDir };
  const serving = serve({ env, print: () => undefined, signal: AbortSignal.abort() });
  await expect(serving).rejects.toThrow(ConfigError);
});

test('a start that fails lets go of the data', async () => {
  const dataDir = temporaryDir();
  const env = { ROLLCALL_PORT: '0', ROLLCALL_DATA_DIR: dataDir, ROLLCALL_LOG_LEVEL: 'silent' };
  const start = () => serve({ env, print: () => undefined, signal: AbortSignal.abort() });
  writeFileSync(join(dataDir, 'admin-token'), 'short');
  await expect(start()).rejects.toThrow('admin-token is damaged');
  rmSync(join(dataDir, 'admin-token'));
  await start();
});
