import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server leaves in its data directory for programs of the same machine. */
export interface Presence {
  /** Where it answers. */
  readonly url: string;
  /** What the command line shows it. */
  readonly terminalToken: string;
}

/** @returns takes it away again */
export function leavePresence(dataDir: string, { url, terminalToken }: Presence): () => void {
  const { addressPath, tokenPath } = pathsIn(dataDir);
  // A crash may have left one, with rights of its own.
  rmSync(tokenPath, { force: true });
  writeFileSync(tokenPath, `${terminalToken}\n`, { mode: 0o600, flag: 'wx' });
  writeFileSync(addressPath, `${url}\n`);
  return () => {
    for (const path of [addressPath, tokenPath]) rmSync(path, { force: true });
  };
}

/** Null where no server left anything. */
export function findPresence(dataDir: string): Presence | null {
  const { addressPath, tokenPath } = pathsIn(dataDir);
  if (!existsSync(addressPath) || !existsSync(tokenPath)) return null;
  return { url: readFileSync(addressPath, 'utf8').trim(), terminalToken: readFileSync(tokenPath, 'utf8').trim() };
}

function pathsIn(dataDir: string) {
  return { addressPath: join(dataDir, 'address'), tokenPath: join(dataDir, 'terminal-token') };
}
