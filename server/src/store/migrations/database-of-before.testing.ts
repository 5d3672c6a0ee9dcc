import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { temporaryDir } from '../../app.testing.ts';
import type { Tables } from '../tables.ts';
import { createInitialMigration } from './0001-initial.ts';

/** A database as the release before people and keys left it. */
export async function databaseOfBefore() {
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
