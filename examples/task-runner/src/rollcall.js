import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@rollcall/sdk';
import { stop } from './stop.js';

// A Rollcall that runs leaves its address in its data folder; one that ever ran, a key.
const dataDir = process.env['ROLLCALL_DATA_DIR'] || fileURLToPath(new URL('../../../data', import.meta.url));
const url = process.env['ROLLCALL_URL'] || readData('address') || 'http://127.0.0.1:4000';

/** The client of this app. The key stays on this server, and a Rollcall that is away changes nothing for its users. */
export function createRollcall() {
  const key = process.env['ROLLCALL_KEY'] || readData('app-key');
  if (!key) {
    const message = `There is no app key in ${resolve(dataDir)} yet: start Rollcall first (npm start), or set ROLLCALL_DATA_DIR as it is set there, or ROLLCALL_KEY.`;
    return stop(message, 1);
  }
  try {
    const rollcall = createClient({
      url,
      key,
      onError(error) {
        console.error(`Rollcall: ${explain(error)}`);
        if (isAway(error)) void announceConnection(rollcall);
      },
    });
    return rollcall;
  } catch (error) {
    return stop(`Rollcall: ${error instanceof Error ? error.message : 'the client could not be created.'}`, 2);
  }
}

let isAnnouncing = false;

/**
 * Says that Rollcall is there, whenever that is. That it is not there goes to onError, again and again if need be.
 * @param {import('@rollcall/sdk').RollcallClient} rollcall
 */
export async function announceConnection(rollcall) {
  if (isAnnouncing) return;
  isAnnouncing = true;
  while (isAnnouncing) {
    try {
      await rollcall.request('{ viewer { actor { name } } }', {});
      console.log(`Rollcall: ${url}, connected`);
      isAnnouncing = false;
    } catch (error) {
      // A request waits ten seconds for a connection, so this is no busy loop.
      isAnnouncing = isAway(error);
    }
  }
}

/** @param {import('@rollcall/sdk').RollcallError} error */
function explain(error) {
  if (error.code === 'CONNECTION_LOST')
    return `no connection to ${url}. Start it (npm start), or set ROLLCALL_URL to where it is. This app works all the same, and connects when it can.`;
  if (error.code === 'UNAUTHENTICATED')
    return `${url} does not accept the app key. Set ROLLCALL_KEY to one of its own, and start this app again.`;
  return error.message;
}

/** @param {unknown} error */
function isAway(error) {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'CONNECTION_LOST' || code === 'TIMED_OUT' || code === 'UNAUTHENTICATED';
}

/** @param {'address' | 'app-key'} name */
function readData(name) {
  const path = join(dataDir, name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}
