import { existsSync, readFileSync } from 'node:fs';
import { run, secondsSince } from './command.mjs';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

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
  const found = await findChromium();
  if (found) return checked(found);
  for (const { title, steps } of waysToFetch()) {
    console.log(`  no Chromium here, fetching one: ${title}`);
    const startMs = performance.now();
    if (!(await all(steps))) continue;
    const fetched = await findChromium();
    if (!fetched) continue;
    console.log(`  fetched in ${secondsSince(startMs)}`);
    return checked(fetched);
  }
  return giveUp('The browser tests need Chromium, and none could be fetched.');
}

function waysToFetch() {
  const playwright = {
    title: 'npx playwright-core install chromium',
    steps: [['npx', 'playwright-core', 'install', 'chromium']],
  };
  const debian = {
    title: 'apt-get update && apt-get install -y chromium',
    steps: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', 'chromium'],
    ],
  };
  // Debian's package brings its libraries, Playwright's own build does not. (Ubuntu's package is only a snap.)
  const isRootOnDebian = process.getuid?.() === 0 && isDebian();
  return isRootOnDebian ? [debian, playwright] : [playwright];
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {readonly string[][]} steps */
async function all(steps) {
  for (const [name = '', ...args] of steps) {
    const step = await run(name, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    if (!step.isOk) {
      console.log(indented(step.output));
      return false;
    }
  }
  return true;
}

/**
 * A browser that is there may still not start, for want of a library or of the right to run.
 * @param {string} path
 */
async function checked(path) {
  const version = await run(path, ['--version']);
  return version.isOk ? path : giveUp(`${path} does not start:\n${indented(version.output)}`);
}

/**
 * @param {string} problem
 * @returns {never}
 */
function giveUp(problem) {
  console.error(
    [
      problem,
      'Install one and run the same command again:',
      '  Debian      apt-get update && apt-get install -y chromium',
      '  elsewhere   npx playwright-core install --with-deps chromium',
      'or name one that is installed already: ROLLCALL_CHROMIUM=/path/to/chromium npm test',
    ].join('\n'),
  );
  process.exit(1);
}

/** @param {string} text */
function indented(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}
