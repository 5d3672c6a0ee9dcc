import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.mjs';

/** Settings in a file named `.env` count where the environment says nothing. */
export function readSettings() {
  const settings = join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
}

/**
 * Runs a program in this very process, with the settings, so that signals and exit codes need no passing on.
 * @param {string} program path in the repository
 */
export async function handOver(program) {
  readSettings();
  const path = join(root, program);
  process.argv[1] = path;
  await import(pathToFileURL(path).href);
}
