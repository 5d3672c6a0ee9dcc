import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  replace(tokenPath, terminalToken);
  replace(addressPath, url);
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

/** Whatever lies there, a link or a file with rights of its own, gives way as a whole and is not written to. */
function replace(path: string, text: string): void {
  const newPath = `${path}.new`;
  rmSync(newPath, { force: true });
  writeFileSync(newPath, `${text}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(newPath, path);
}

function pathsIn(dataDir: string) {
  return { addressPath: join(dataDir, 'address'), tokenPath: join(dataDir, 'terminal-token') };
}
