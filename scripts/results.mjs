import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './command.mjs';

/**
 * @typedef {object} VitestReport the part we read of what Vitest's json reporter writes
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ assertionResults: { status: string, fullName: string }[] }[]} testResults
 */

const folder = join(root, '.cache', 'results');

export function forgetResults() {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The arguments of a Vitest run whose results can be counted afterwards.
 * @param {string} name names the results
 * @param {readonly string[]} projects
 */
export function vitestArguments(name, projects) {
  return [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath(name)}`,
  ];
}

/**
 * What one run came to. One that failed although no test did, or that left no report, counts as one failed.
 * @param {string} name
 * @param {boolean} isOk whether Vitest was content
 */
export function countResults(name, isOk) {
  const report = readReport(name);
  const failed = report?.numFailedTests ?? 1;
  const results = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  return {
    passed: report?.numPassedTests ?? 0,
    failed: isOk ? failed : Math.max(failed, 1),
    skipped: results.filter(isSkipped).map(({ fullName }) => fullName),
  };
}

/**
 * @param {string} name
 * @returns {VitestReport | undefined}
 */
function readReport(name) {
  if (!existsSync(reportPath(name))) return undefined;
  const parse = /** @type {(text: string) => VitestReport} */ (JSON.parse);
  return parse(readFileSync(reportPath(name), 'utf8'));
}

/** @param {{ status: string }} result */
function isSkipped({ status }) {
  return status !== 'passed' && status !== 'failed';
}

/** @param {string} name */
function reportPath(name) {
  return join(folder, `${name}.json`);
}
