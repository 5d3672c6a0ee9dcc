import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.mjs';

/**
 * Runs a program in this very process, so that signals and exit codes need no passing on. Settings in a file named `.env`
 * count where the environment says nothing.
 * @param {string} program path in the repository
 */
export async function handOver(program) {
  const settings = join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const path = join(root, program);
  process.argv[1] = path;
  await import(pathToFileURL(path).href);
}
