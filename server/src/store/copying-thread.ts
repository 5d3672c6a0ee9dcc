import { parentPort, workerData } from 'node:worker_threads';
import SQLite from 'better-sqlite3';

/** What the thread is told. */
export type Order = 'COPY' | 'CLOSE';

/** Where changes never pause the log is never whole: SQLite copies the rest within a commit. */
const maxRounds = 4;

// The thread's own side: it runs where this file is what a worker was started with.
const port = parentPort;
if (port !== null && typeof workerData === 'string') {
  const handle = new SQLite(workerData, { fileMustExist: true });
  // Without it SQLite would let the log be overwritten before the database is synced.
  handle.pragma('synchronous = FULL');
  // Waits for nobody and keeps nobody waiting. Its `log` is how long that was as it began, or -1 where SQLite copies within a commit.
  const round = handle.prepare<[], { readonly log: number }>('pragma wal_checkpoint(passive)');
  port.on('message', (order: Order) => {
    if (order === 'CLOSE') {
      handle.close();
      port.close();
      return;
    }
    // Only a log that is copied whole begins anew with the next commit, so what came meanwhile is copied as well.
    let copied = -1;
    for (let rounds = 0; rounds < maxRounds; rounds += 1) {
      const log = round.get()?.log ?? -1;
      if (log === copied) break;
      copied = log;
    }
    port.postMessage('COPIED');
  });
}
