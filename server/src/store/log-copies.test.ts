import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { idAt, insert, sessionAt } from './contract/opened.testing.ts';
import { LogCopies } from './log-copies.ts';
import { openStore } from './store.ts';
import { openQueue, pause, turn } from './unit-queue.testing.ts';

/** A queue whose log nothing copies but the thread. */
async function open() {
  const opened = await openQueue();
  const { path, handle } = opened;
  handle.pragma('wal_autocheckpoint = 0');
  const copies = new LogCopies(path);
  onTestFinished(() => copies.close());
  return { ...opened, copies };
}

/** Of the sessions that the database holds without its log. */
function idsCopiedTo(path: string): readonly string[] {
  const alone = join(temporaryDir(), 'alone.db');
  copyFileSync(path, alone);
  const handle = new SQLite(alone);
  try {
    return handle.prepare<[], string>('select id from sessions order by id').pluck().all();
  } finally {
    handle.close();
  }
}

/** How often the log has begun anew. */
function beginningsOf(path: string): number {
  return readFileSync(`${path}-wal`).readUInt32BE(12);
}

/** When the database itself was written to. */
function writtenAt(path: string): bigint {
  return statSync(path, { bigint: true }).mtimeNs;
}

test('the database holds what was committed before the copy', async () => {
  const { insert, copies, path } = await open();
  for (let at = 0; at < 3; at += 1) await insert(at);
  await copies.copy();
  expect(idsCopiedTo(path)).toEqual([idAt(0), idAt(1), idAt(2)]);
});

test('behind each copy the log begins anew, so it does not grow', async () => {
  const { insert, copies, path } = await open();
  const insertFrom = async (first: number, count: number) => {
    for (let at = first; at < first + count; at += 1) await insert(at);
    await copies.copy();
  };
  await insertFrom(0, 60);
  const [size, beginnings] = [statSync(`${path}-wal`).size, beginningsOf(path)];
  for (let round = 1; round <= 6; round += 1) await insertFrom(round * 100, 20);
  expect([statSync(`${path}-wal`).size, beginningsOf(path)]).toEqual([size, beginnings + 6]);
});

test('units go on while the log is copied', async () => {
  const { insert, copies, path } = await open();
  let isOver = false;
  const copy = copies.copy().then(() => (isOver = true));
  expect(await insert(0)).toMatchObject({ id: idAt(0) });
  expect(isOver).toBe(false);
  await copy;
  await insert(1);
  await copies.copy();
  expect(idsCopiedTo(path)).toEqual([idAt(0), idAt(1)]);
});

test('what is committed while the log is copied is copied as well, so that the log begins anew', async () => {
  const { copies, handle, path } = await open();
  await copies.copy();
  // A commit takes no time, and the copy some.
  handle.pragma('synchronous = off');
  handle.exec(`create table long as
    with recursive pages (at) as (select 1 union all select at + 1 from pages where at < 3000)
    select randomblob(4000) as page from pages`);
  const [beginnings, before] = [beginningsOf(path), writtenAt(path)];
  const copy = copies.copy();
  while (writtenAt(path) === before) await turn();
  handle.exec('delete from long where rowid = 1');
  await copy;
  expect(beginningsOf(path)).toBe(beginnings);
  handle.exec('delete from long where rowid = 2');
  expect(beginningsOf(path)).toBe(beginnings + 1);
});

test('of copies that are asked for while one is under way none is made', async () => {
  const { copies } = await open();
  const first = copies.copy();
  expect(copies.copy()).toBe(first);
  await first;
  expect(copies.copy()).not.toBe(first);
});

test('a log that cannot be copied now fails nobody, and is copied another time', async () => {
  const { insert, copies, path } = await open();
  await insert(0);
  const reader = new SQLite(path, { readonly: true });
  // As long as a query gives its rows they are as of when it began.
  const rows = reader.prepare('select id from sessions').iterate();
  rows.next();
  await insert(1);
  await copies.copy();
  const before = beginningsOf(path);
  expect(await insert(2)).toMatchObject({ id: idAt(2) });
  expect(beginningsOf(path)).toBe(before);
  rows.return?.();
  reader.close();
  await copies.copy();
  expect(idsCopiedTo(path)).toEqual([idAt(0), idAt(1), idAt(2)]);
});

test('a thread that ends by itself fails nobody, and the next copy starts another', async () => {
  const dataDir = temporaryDir();
  const path = join(dataDir, 'rollcall.db');
  const copies = new LogCopies(path);
  onTestFinished(() => copies.close());
  // There is no database yet.
  await copies.copy();
  expect(readdirSync(dataDir)).toEqual([]);
  const store = await openStore({ dataDir, newEpoch: 'testtest', onCommit: () => undefined });
  onTestFinished(() => store.close());
  await insert(store, sessionAt(0));
  await copies.copy();
  expect(idsCopiedTo(path)).toEqual([idAt(0)]);
});

test('closing lets the copy under way be done, takes nothing more, and may be done twice', async () => {
  const { insert, copies, path } = await open();
  await insert(0);
  void copies.copy();
  await copies.close();
  expect(idsCopiedTo(path)).toEqual([idAt(0)]);
  await insert(1);
  await copies.copy();
  await copies.close();
  expect(idsCopiedTo(path)).toEqual([idAt(0)]);
});

test('a store has its log copied, and one that is closed meanwhile leaves its database alone behind', async () => {
  const dataDir = temporaryDir();
  const path = join(dataDir, 'rollcall.db');
  const store = await openStore({ dataDir, newEpoch: 'testtest', onCommit: () => undefined });
  const insertFrom = async (first: number) => {
    for (let at = first; at < first + 200; at += 1) await insert(store, sessionAt(at));
    await pause();
  };
  const before = writtenAt(path);
  await insertFrom(0);
  while (writtenAt(path) === before) await turn();
  await insertFrom(200);
  await store.close();
  expect(readdirSync(dataDir).sort()).toEqual(['rollcall.db', 'server.lock']);
  expect(idsCopiedTo(path)).toHaveLength(400);
});
