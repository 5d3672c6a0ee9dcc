import { createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What this host signs in with. It is made here and never leaves the machine but to sign in: the server keeps its hash alone. */
export function openKey(stateFolder: string): string {
  const path = join(stateFolder, 'key');
  if (!existsSync(path)) keepKey(path, `rhk_${randomBytes(32).toString('base64url')}`);
  return readFileSync(path, 'utf8').trim();
}

export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Whole or not at all, and never over one that is there. */
function keepKey(path: string, key: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
  } finally {
    rmSync(draft);
  }
}
