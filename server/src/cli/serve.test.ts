import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { ConfigError } from '../config.ts';
import { serve } from './serve.ts';

test('serving prints where it is, a link that signs in once, and the lines of a first session; it ends when told', async () => {
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
  const url = /Rollcall is at (http:\/\/127\.0\.0\.1:\d+)/.exec(welcome)?.[1] ?? '';
  const code = new RegExp(`${url}/sign-in#code=(\\S+)`).exec(welcome)?.[1] ?? '';
  expect(welcome).toContain(`key: '${readFileSync(join(dataDir, 'app-key'), 'utf8').trim()}'`);
  expect(welcome).not.toContain(readFileSync(join(dataDir, 'admin-token'), 'utf8').trim());
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  const signIn = async (): Promise<number> => {
    const headers = { 'content-type': 'application/json', origin: url };
    return (await fetch(`${url}/sign-in`, { method: 'POST', headers, body: JSON.stringify({ code }) })).status;
  };
  expect([await signIn(), await signIn()]).toEqual([204, 401]);

  stop.abort();
  await serving;
  expect(printed.at(-1)).toBe('Stopping: connections end, what waits is stored.\n');
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
