import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { readConfig } from '../config.ts';
import { readSecrets } from './secrets.ts';

const configOf = (dataDir: string, env: Record<string, string> = {}) =>
  readConfig({ ROLLCALL_DATA_DIR: dataDir, ...env });

test('the first start makes what is not given and keeps it, for its owner’s eyes alone', () => {
  const dataDir = join(temporaryDir(), 'data');
  const secrets = readSecrets(configOf(dataDir));
  expect(secrets.adminToken).toMatch(/^rca_[0-9a-f]{12}_/);
  expect(secrets.appKeys).toEqual([expect.stringMatching(/^rck_[0-9a-f]{12}_/)]);
  expect(readSecrets(configOf(dataDir))).toEqual(secrets);
  expect(readFileSync(join(dataDir, 'admin-token'), 'utf8').trim()).toBe(secrets.adminToken);
  for (const name of ['admin-token', 'app-key']) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test('what is given counts, and nothing is made for it', () => {
  const dataDir = join(temporaryDir(), 'data');
  const env = {
    ROLLCALL_ADMIN_TOKEN: 'a-token-of-enough-characters',
    ROLLCALL_APP_KEY: 'first-key-for-apps,second-key-for-apps',
  };
  expect(readSecrets(configOf(dataDir, env))).toEqual({
    adminToken: 'a-token-of-enough-characters',
    appKeys: ['first-key-for-apps', 'second-key-for-apps'],
  });
  expect(() => statSync(join(dataDir, 'admin-token'))).toThrow('ENOENT');
  expect(() => statSync(join(dataDir, 'app-key'))).toThrow('ENOENT');
});

test('a kept secret may end with a line break; a damaged one is refused, and its file named', () => {
  const dataDir = temporaryDir();
  const path = join(dataDir, 'admin-token');
  writeFileSync(path, 'a-token-of-enough-characters\r\n');
  expect(readSecrets(configOf(dataDir)).adminToken).toBe('a-token-of-enough-characters');
  writeFileSync(path, 'short\n');
  expect(() => readSecrets(configOf(dataDir))).toThrow(`${path} is damaged`);
  rmSync(path);
  expect(readSecrets(configOf(dataDir)).adminToken).toMatch(/^rca_/);
});
