import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProcess } from '../machine/processes.ts';

/**
 * Takes the state folder for this process alone. A lock whose process has ended is no lock.
 *
 * @returns what gives it back; undefined where another process has it.
 */
export function lockState(stateFolder: string): (() => void) | undefined {
  const path = join(stateFolder, 'lock');
  const own = nameOf(process.pid);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, own, { mode: 0o600, flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch {
      const holder = readHolder(path);
      if (holder !== '' && holder === nameOf(Number(holder.split(' ')[0]))) return undefined;
      rmSync(path, { force: true });
    }
  }
  return undefined;
}

/** A process by its number and its start: the number alone may be somebody else's by now. */
function nameOf(pid: number): string {
  return `${pid} ${findProcess(pid)?.startTicks ?? 'ended'}`;
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
