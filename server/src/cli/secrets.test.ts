import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { readConfig } from '../config.ts';
import { openSecrets } from './secrets.ts';

const open = (dataDir: string, env: Record<string, string> = {}) =>
  openSecrets(readConfig({ ROLLCALL_DATA_DIR: dataDir, ...env }));

test('the first start makes what is not given and keeps it, for its owner’s eyes alone', () => {
  const dataDir = join(temporaryDir(), 'data');
  const secrets = open(dataDir);
  const token = secrets.bootstrapToken();
  const keys = secrets.appKeys(true);
  expect(token).toMatch(/^rca_[0-9a-f]{12}_/);
  expect(keys).toEqual([{ name: 'first key', secret: expect.stringMatching(/^rck_[0-9a-f]{12}_/) as string }]);
  expect(open(dataDir).bootstrapToken()).toBe(token);
  for (const isFirst of [true, false]) expect(open(dataDir).appKeys(isFirst)).toEqual(keys);
  expect(readFileSync(join(dataDir, 'admin-token'), 'utf8').trim()).toBe(token);
  for (const name of ['admin-token', 'app-key']) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test('what is given counts, and nothing is made for it', () => {
  const dataDir = join(temporaryDir(), 'data');
  const secrets = open(dataDir, {
    ROLLCALL_ADMIN_TOKEN: 'a-token-of-enough-characters',
    ROLLCALL_APP_KEY: 'first-key-for-apps,second-key-for-apps',
  });
  expect(secrets.bootstrapToken()).toBe('a-token-of-enough-characters');
  expect(secrets.appKeys(true)).toEqual([
    { name: 'configured', secret: 'first-key-for-apps' },
    { name: 'configured', secret: 'second-key-for-apps' },
  ]);
  for (const name of ['admin-token', 'app-key']) expect(existsSync(join(dataDir, name))).toBe(false);
});

test('a retired bootstrap token is not kept', () => {
  const dataDir = temporaryDir();
  const secrets = open(dataDir);
  secrets.retireBootstrapToken();
  secrets.bootstrapToken();
  secrets.retireBootstrapToken();
  expect(existsSync(join(dataDir, 'admin-token'))).toBe(false);
});

test('where there are keys already, no other is made', () => {
  const dataDir = temporaryDir();
  expect(open(dataDir).appKeys(false)).toEqual([]);
  expect(existsSync(join(dataDir, 'app-key'))).toBe(false);
});

test('each run has a terminal token of its own', () => {
  const dataDir = temporaryDir();
  expect(open(dataDir).terminalToken).toMatch(/^rct_/);
  expect(open(dataDir).terminalToken).not.toBe(open(dataDir).terminalToken);
});

test('a kept secret may end with a line break; a damaged one is refused, and its file named', () => {
  const dataDir = temporaryDir();
  const path = join(dataDir, 'admin-token');
  writeFileSync(path, 'a-token-of-enough-characters\r\n');
  expect(open(dataDir).bootstrapToken()).toBe('a-token-of-enough-characters');
  writeFileSync(path, 'short\n');
  expect(() => open(dataDir).bootstrapToken()).toThrow(`${path} is damaged`);
  rmSync(path);
  expect(open(dataDir).bootstrapToken()).toMatch(/^rca_/);
});
