import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { openStore } from '../store.ts';
import type { Tables } from '../tables.ts';
import { createInitialMigration } from './0001-initial.ts';

/** A database as the release before it left it. */
async function databaseOfBefore() {
  const dataDir = temporaryDir();
  const handle = new SQLite(join(dataDir, 'rollcall.db'));
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: handle }) });
  await createInitialMigration('epoch123').up(db);
  handle.exec(`
    create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
    create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer default 0 not null);
    insert into kysely_migration values ('0001-initial', '2026-01-01T00:00:00.000Z');
    insert into kysely_migration_lock values ('migration_lock', 0);
    insert into sign_ins values ('hash', 'admin', null, 1, 2);
    insert into tombstones values ('app_gone', 7, 1);
    insert into records (at, action, session_id, actor_kind, actor_id, actor_name, after) values
      (1, 'SESSION_REGISTERED', 'app_1', 'KEY', 'k1', 'key k1', '{}'),
      (2, 'KILL_REQUESTED', 'app_1', 'ADMIN', null, 'admin', '{"graceMs":1}');
    insert into kills values ('kill_1', 'app_1', 'ENDED', 'ADMIN', null, 'admin', null, 1, 2, 3, 4, 5, 'OWNER', 1, null);
  `);
  const insert = handle.prepare(`insert into sessions values (
    @row, @id, 'APP', @app, null, null, @external, '{}', '[]', null, 'owner1', @key, 30000, 'ACTIVE', null, 0, 0, 'LIVE',
    null, 0, 1, 1, 1, @ended, null, null, null, 1, @row, 'IDLE', 'IDLE', 0, 'x')`);
  const put = (row: number, members: object) =>
    insert.run({ row, id: `app_${row}`, app: 'demo', external: 'tab', key: 'k1', ended: null, ...members });
  return { dataDir, handle, db, put };
}

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
