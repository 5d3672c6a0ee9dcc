import { existsSync } from 'node:fs';
import { run } from './command.mjs';
import { byAptGet, fetchMissing, giveUp, indented, packageSystems } from './packages.mjs';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const playwright = {
  title: 'npx playwright-core install chromium',
  steps: [['npx', 'playwright-core', 'install', 'chromium']],
};

/**
 * The Chromium that browser tests drive: the one ROLLCALL_CHROMIUM names, the system's, or Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const named = process.env['ROLLCALL_CHROMIUM'];
  if (named) return named;
  // Imported late: this file is loaded before anything is installed.
  const { chromium } = await import('playwright-core');
  return [...usualPaths, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** Finds a Chromium or fetches one. Ends the process with the command to run where there is none to be had. */
export async function provideChromium() {
  // Debian's package brings its libraries, Playwright's own build does not. (Ubuntu's package is only a snap.)
  const ways = packageSystems()[0] === 'debian' ? [byAptGet('chromium'), playwright] : [playwright];
  const path = (await findChromium()) ?? (await fetchMissing('Chromium', ways, findChromium));
  if (path === undefined) return missing('The browser tests need Chromium, and none could be fetched.');
  // A browser that is there may still not start, for want of a library or of the right to run.
  const version = await run(path, ['--version']);
  return version.isOk ? path : missing(`${path} does not start:\n${indented(version.output)}`);
}

/**
 * @param {string} problem
 * @returns {never}
 */
function missing(problem) {
  return giveUp([
    problem,
    'Install one and run the same command again:',
    '  Debian      apt-get update && apt-get install -y chromium',
    '  elsewhere   npx playwright-core install --with-deps chromium',
    'or name one that is installed already: ROLLCALL_CHROMIUM=/path/to/chromium npm test',
  ]);
}
