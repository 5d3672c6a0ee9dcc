import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { PolicyError } from '../policy.ts';

/**
 * The folder that holds the host's key and nothing that others may read; made where it is missing.
 *
 * @param asked `--state`, where it was given
 * @throws {PolicyError} when others may look into it.
 */
export function openStateFolder(asked: string | undefined): string {
  const folder = resolve(asked ?? join(homedir(), '.rollcall-host'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(folder);
  if (uid !== process.getuid?.()) throw new PolicyError([`state: ${folder} belongs to somebody else`]);
  if ((mode & 0o077) !== 0) throw new PolicyError([`state: others may look into ${folder}; chmod 700 it`]);
  return folder;
}
