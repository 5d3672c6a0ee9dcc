import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createSecret, type SecretPrefix } from '../kernel/secrets.ts';

export interface Secrets {
  readonly adminToken: string;
  readonly appKeys: readonly [string, ...string[]];
}

/** The secrets the configuration gives; the others from the data directory, made there at the first start. */
export function readSecrets({ dataDir, adminToken, appKeys }: Config): Secrets {
  const [firstKey, ...otherKeys] = appKeys;
  return {
    adminToken: adminToken ?? keptSecret(dataDir, 'admin-token', 'rca'),
    appKeys: firstKey === undefined ? [keptSecret(dataDir, 'app-key', 'rck')] : [firstKey, ...otherKeys],
  };
}

function keptSecret(dataDir: string, name: string, prefix: SecretPrefix): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, name);
  if (!existsSync(path)) writeFileSync(path, `${createSecret(prefix)}\n`, { mode: 0o600, flag: 'wx' });
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 16)
    throw new Error(`${path} is damaged: it holds no secret. Restore it, or remove it to get a new one.`);
  return secret;
}
