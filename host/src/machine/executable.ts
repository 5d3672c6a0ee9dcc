import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * The absolute path of what a command's first word names. Links are not followed: programs that are many in one look at the name
 * they are called by. What a link leads to is told by the digest.
 */
export function findExecutable(name: string, { cwd, path }: { cwd: string; path: string }): string | undefined {
  if (!name.includes('/')) return findOnPath(name, path);
  const file = isAbsolute(name) ? name : resolve(cwd, name);
  return isExecutable(file) ? file : undefined;
}

export function findOnPath(name: string, path: string): string | undefined {
  if (name === '' || name.includes('\0')) return undefined;
  return path
    .split(':')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** To read more would keep everybody waiting who asks for something else. */
const LARGEST_BYTES = 2 ** 30;

/**
 * The SHA-256 of a file's content, in hexadecimal digits.
 *
 * @throws when it cannot be read, or is larger than any program.
 */
export async function digestOf(file: string): Promise<string> {
  if (statSync(file).size > LARGEST_BYTES) throw new Error(`${file} is larger than any program`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

// Root may execute what anybody may, so this process's own right says nothing.
function isExecutable(file: string): boolean {
  try {
    const stat = statSync(file);
    return stat.isFile() && (stat.mode & 0o111) !== 0;
  } catch {
    return false;
  }
}
