import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Secrets } from '../app.ts';
import type { Config } from '../config.ts';
import { createSecret, type SecretPrefix } from '../kernel/secrets.ts';

/** The secrets the configuration gives; the others from the data directory, made there when they are first needed. */
export function openSecrets({ dataDir, adminToken, appKeys }: Config): Secrets {
  makeDirectory(dataDir);
  const tokenPath = join(dataDir, 'admin-token');
  const keyPath = join(dataDir, 'app-key');
  return {
    terminalToken: createSecret('rct'),
    bootstrapToken: () => adminToken ?? keptSecret(tokenPath, 'rca'),
    retireBootstrapToken: () => rmSync(tokenPath, { force: true }),
    appKeys(isFirst) {
      if (appKeys.length > 0) return appKeys.map((secret) => ({ secret, name: 'configured' }));
      // A file that somebody removed is not made again: whoever has keys makes another in the dashboard.
      return isFirst || existsSync(keyPath) ? [{ secret: keptSecret(keyPath, 'rck'), name: 'first key' }] : [];
    },
  };
}

function keptSecret(path: string, prefix: SecretPrefix): string {
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
