import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../store.ts';
import { databaseOfBefore } from './database-of-before.testing.ts';

test('a database of before keeps its sessions, receipts and records, and loses the admin’s sign-ins', async () => {
  const { dataDir, handle, db, put } = await databaseOfBefore();
  put(1, { key: 'k1' });
  put(2, { key: 'k2' });
  put(3, { key: 'k3', app: 'other' });
  put(4, { key: 'k4', ended: 5 });
  put(5, { key: 'k5', external: null });
  put(6, { key: 'k6', external: null });
  await db.destroy();

  const store = await openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
  expect(store.epoch).toBe('epoch123');
  const found = await store.sessions.findMany(['app_1', 'app_2', 'app_3', 'app_4', 'app_5', 'app_6']);
  // Of two that run in one app under one external id, which two keys could have, the newer keeps it.
  expect(found.map(({ id, keyId, externalId }) => `${id} ${keyId} ${externalId ?? '-'}`)).toEqual([
    'app_1 k1 -',
    'app_2 k2 tab',
    'app_3 k3 tab',
    'app_4 k4 tab',
    'app_5 k5 -',
    'app_6 k6 -',
  ]);
  expect((await store.kills.find('kill_1'))?.requestedBy).toEqual({ kind: 'BOOTSTRAP', id: null, name: 'admin' });
  expect(
    (await store.records.ofSession('app_1', 10, null)).map(({ id, actor, after }) => [id, actor.kind, after]),
  ).toEqual([
    [2, 'BOOTSTRAP', { graceMs: 1 }],
    [1, 'KEY', {}],
  ]);
  expect(await store.access.signIns()).toEqual([]);
  await store.close();
  handle.close();
});

test('a step that fails leaves the database as it was', async () => {
  const { dataDir, handle, db } = await databaseOfBefore();
  handle.exec('create table app_keys (taken)');
  await db.destroy();
  await expect(openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined })).rejects.toThrow('newest form');
  const after = new SQLite(join(dataDir, 'rollcall.db'));
  const names = after.prepare(`select name from sqlite_master where type = 'table'`).pluck().all();
  expect(names).not.toContain('people');
  expect(after.prepare('select count(*) from sign_ins').pluck().get()).toBe(1);
  after.close();
});
