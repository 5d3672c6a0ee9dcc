import { existsSync, readFileSync } from 'node:fs';
import { run, secondsSince } from './command.mjs';

/**
 * A way to fetch what is missing: commands that run one after the other.
 * @typedef {object} Way
 * @property {string} title
 * @property {readonly string[][]} steps
 */

/**
 * The distributions this machine counts as, itself first; none for who may not install packages.
 * @param {string} release where the system says what it is
 * @returns {readonly string[]}
 */
export function packageSystems(release = '/etc/os-release') {
  if (process.getuid?.() !== 0 || !existsSync(release)) return [];
  const said = readFileSync(release, 'utf8');
  const words = [/^ID=(.*)$/m, /^ID_LIKE=(.*)$/m].map((line) => line.exec(said)?.[1] ?? '');
  return words.join(' ').replaceAll('"', '').split(' ').filter(Boolean);
}

/**
 * @param {string} name of a package of Debian
 * @returns {Way}
 */
export function byAptGet(name) {
  return {
    title: `apt-get update && apt-get install -y ${name}`,
    steps: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', name],
    ],
  };
}

/**
 * Tries one way after the other.
 * @template T
 * @param {string} what is missing
 * @param {readonly Way[]} ways
 * @param {() => Promise<T | undefined>} find looks again after each
 * @returns {Promise<T | undefined>} undefined where none brought it
 */
export async function fetchMissing(what, ways, find) {
  for (const { title, steps } of ways) {
    console.log(`  no ${what} here, fetching it: ${title}`);
    const startMs = performance.now();
    if (!(await all(steps))) continue;
    const fetched = await find();
    if (fetched === undefined) continue;
    console.log(`  fetched in ${secondsSince(startMs)}`);
    return fetched;
  }
  return undefined;
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
 * Ends the process, saying what to do.
 * @param {readonly string[]} lines
 * @returns {never}
 */
export function giveUp(lines) {
  console.error(lines.join('\n'));
  process.exit(1);
}

/** @param {string} text */
export function indented(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}
