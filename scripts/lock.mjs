import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './command.mjs';

const folder = join(root, '.cache');
const path = join(folder, 'prepare.lock');
const touchEveryMs = 2_000;
// A process id is given out again after a while, so a holder also has to keep its file young.
const abandonedAfterMs = 30_000;

/**
 * Runs `work` while no other process of this checkout prepares anything. A holder that died is replaced.
 * @template T
 * @param {(mention: (pid: number) => void) => Promise<T>} work calls `mention` with each process that must be gone, too,
 *   before somebody else may go on: an `npm ci` survives a `kill -9` of its parent
 * @returns {Promise<T>}
 */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  for (let isTold = false; !take();) {
    if (removeIfAbandoned()) continue;
    if (!isTold) console.log('  another command is preparing this checkout, waiting for it');
    isTold = true;
    await delay(250);
  }
  const touching = setInterval(() => {
    utimesSync(path, new Date(), new Date());
  }, touchEveryMs);
  const pids = [process.pid];
  try {
    return await work((pid) => {
      pids.push(pid);
      writeFileSync(path, pids.join(' '));
    });
  } finally {
    clearInterval(touching);
    rmSync(path, { force: true });
  }
}

function take() {
  // Linked, so that the file is never seen empty: that would read as abandoned.
  const aside = asidePath();
  writeFileSync(aside, String(process.pid));
  try {
    linkSync(aside, path);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @returns whether it is worth trying again at once */
function removeIfAbandoned() {
  const seen = read();
  if (seen === undefined) return true;
  if (!isAbandoned(seen)) return false;
  // Two waiters may see the same dead holder. The file is taken aside first, so that the slower one
  // finds out that it holds the quicker one's fresh lock, and puts it back.
  const aside = asidePath();
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== seen) linkSync(aside, path);
  } catch {
    // Somebody was quicker; who holds it now is seen at the next try.
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

function asidePath() {
  return `${path}.${process.pid}`;
}

function read() {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} holders */
function isAbandoned(holders) {
  const isAnyAlive = holders.split(' ').some((pid) => isAlive(Number(pid)));
  try {
    return !isAnyAlive || Date.now() - statSync(path).mtimeMs > abandonedAfterMs;
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
