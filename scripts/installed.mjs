import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';

// Inside node_modules, so that it goes when they go: an interrupted install never looks like a finished one.
const stampPath = join(root, 'node_modules', '.rollcall-installed');

export function isInstalled() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted();
}

export function markInstalled() {
  writeFileSync(stampPath, wanted());
}

export function unmarkInstalled() {
  rmSync(stampPath, { force: true });
}

/** What has to be installed: the locked packages, compiled for this very Node. */
function wanted() {
  return [fingerprint(['package-lock.json']), process.platform, process.arch, process.versions.modules].join(' ');
}

// npm runs this file after every `npm install` and `npm ci`, so that what they installed is not installed again.
const isRunByNpm = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
if (isRunByNpm && !process.env['npm_config_omit']?.includes('dev')) markInstalled();
