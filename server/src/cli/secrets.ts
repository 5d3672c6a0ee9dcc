import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { createSecret, type SecretPrefix } from '../kernel/secrets.ts';

export interface Secrets {
  readonly adminToken: string;
  readonly appKeys: readonly [string, ...string[]];
}

/** The secrets the configuration gives; the others from the data directory, made there at the first start. */
export function readSecrets({ dataDir, adminToken, appKeys }: Config): Secrets {
  makeDirectory(dataDir);
  const [firstKey, ...otherKeys] = appKeys;
  return {
    adminToken: adminToken ?? keptSecret(dataDir, 'admin-token', 'rca'),
    appKeys: firstKey === undefined ? [keptSecret(dataDir, 'app-key', 'rck')] : [firstKey, ...otherKeys],
  };
}

function keptSecret(dataDir: string, name: string, prefix: SecretPrefix): string {
  const path = join(dataDir, name);
  if (!existsSync(path)) writeFileSync(path, `${createSecret(prefix)}\n`, { mode: 0o600, flag: 'wx' });
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 16)
    throw new Error(`${path} is damaged: it holds no secret. Restore it, or remove it to get a new one.`);
  return secret;
}

/** Level by level: Node's own recursion never ends where a folder can be named but not made, as below /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
