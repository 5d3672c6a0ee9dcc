import { join } from 'node:path';
import { root, run, secondsSince } from './command.mjs';

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} [folder] in the repository, where it runs
 */

/**
 * Runs steps that do not depend on each other, two at a time, and shows what a failing one wrote.
 * @param {readonly Step[]} steps the longest first
 * @returns {Promise<string[]>} the titles of those that failed
 */
export async function runSteps(steps) {
  /** @type {string[]} */
  const failed = [];
  const waiting = [...steps];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startMs = performance.now();
      const { isOk, output } = await run(step.command, step.args, { folder: step.folder ?? '.' });
      console.log(`  ${isOk ? '✓' : '✗'} ${step.title} ${secondsSince(startMs)}`);
      if (isOk) continue;
      failed.push(step.title);
      console.log(`\n${output.trimEnd()}\n`);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

/** @param {string} name a program that one of the installed packages brings */
export function tool(name) {
  return join(root, 'node_modules', '.bin', name);
}
