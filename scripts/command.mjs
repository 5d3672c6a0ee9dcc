import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Finished
 * @property {boolean} isOk
 * @property {number} code the exit code; 1 where a signal ended the process or it could not be started
 * @property {string} output what it wrote, both streams in order; empty where it wrote to our own terminal
 * @property {string} stdout what it wrote to its standard output alone
 */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs one command in the repository and resolves when it has ended, whatever its exit code.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ folder?: string, env?: Record<string, string>, isShown?: boolean, onStart?: (pid: number) => void }} [options]
 * @returns {Promise<Finished>}
 */
export function run(name, args, { folder = '.', env = {}, isShown = false, onStart } = {}) {
  return new Promise((resolve) => {
    const child = spawn(name, [...args], {
      cwd: join(root, folder),
      env: { ...process.env, ...env },
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    let stdout = '';
    /** @param {number} code */
    const finish = (code) => {
      running.delete(child);
      if (running.size === 0) for (const signal of signals) process.off(signal, passOn);
      resolve({ isOk: code === 0, code, output, stdout });
    };
    if (running.size === 0) for (const signal of signals) process.on(signal, passOn);
    running.add(child);
    if (child.pid !== undefined) onStart?.(child.pid);
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
    });
    child.on('error', (error) => {
      output += `${name}: ${error.message}\n`;
      finish(1);
    });
    child.on('close', (code) => {
      finish(code ?? 1);
    });
  });
}

/** @param {number} sinceMs a reading of `performance.now()` */
export function secondsSince(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

// Ctrl-C reaches a whole terminal group, but a plain kill reaches us alone: what we started must not outlive us.
/** @param {NodeJS.Signals} signal */
function passOn(signal) {
  for (const child of running) child.kill(signal);
  process.exit(signal === 'SIGINT' ? 130 : 143);
}
