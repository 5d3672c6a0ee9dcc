import { type Kysely, type Migration, sql } from 'kysely';

/** People, keys, and sessions that belong to their app and no longer to one key of it. */
export const accessMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await makePeople(db);
    await makeKeys(db);
    await letRecordsTellOfAccess(db);
    await letSessionsFollowTheirApp(db);
  },
};

async function makePeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded_name', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('apps', 'text')
    .addColumn('user_id', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('identity_issuer', 'text')
    .addColumn('identity_subject', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await sql`create unique index people_identity on people (identity_issuer, identity_subject) where identity_issuer is not null`.execute(
    db,
  );

  // Set with the first admin and never taken back, whatever becomes of them.
  await sql`alter table registry add column is_set_up integer not null default 0`.execute(db);

  // Sign-ins so far were the one admin's, whom nobody is any more.
  await db.schema.dropTable('sign_ins').execute();
  await db.schema
    .createTable('sign_ins')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('last_seen_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sign_ins_person').on('sign_ins').column('person_id').execute();

  await db.schema
    .createTable('set_up_codes')
    .addColumn('person_id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute();
}

async function makeKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('app_keys')
    .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('apps', 'text')
    .addColumn('rights', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer')
    .addColumn('max_running_sessions', 'integer')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('created_by_name', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'integer')
    .addColumn('last_used_at', 'integer')
    .execute();

  await db.schema
    .createTable('app_key_secrets')
    .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer')
    .execute();
  await db.schema.createIndex('app_key_secrets_key').on('app_key_secrets').column('key_id').execute();
}

async function letRecordsTellOfAccess(db: Kysely<unknown>): Promise<void> {
  // SQLite lets no column become nullable, so the table is made again.
  await db.schema
    .createTable('new_records')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text')
    .addColumn('subject_id', 'text')
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('note', 'text')
    .addColumn('after', 'text', (column) => column.notNull())
    .execute();
  // Who had the one token there was is now who has the bootstrap token.
  await sql`insert into new_records (id, at, action, session_id, actor_kind, actor_id, actor_name, origin, note, after)
    select id, at, action, session_id, iif(actor_kind = 'ADMIN', 'BOOTSTRAP', actor_kind), actor_id, actor_name, origin, note, after
    from records`.execute(db);
  await db.schema.dropTable('records').execute();
  await sql`alter table new_records rename to records`.execute(db);
  await db.schema.createIndex('records_session').on('records').columns(['session_id', 'id']).execute();
  await sql`update kills set requested_by_kind = 'BOOTSTRAP' where requested_by_kind = 'ADMIN'`.execute(db);
}

async function letSessionsFollowTheirApp(db: Kysely<unknown>): Promise<void> {
  await sql`drop index sessions_external`.execute(db);
  await sql`drop index sessions_external_newest`.execute(db);
  // Two keys of one app could each have a running session of one external id; the newest one keeps it.
  await sql`update sessions set external_id = null
    where ended_at is null and external_id is not null and exists (
      select 1 from sessions newer
      where newer.app = sessions.app and newer.external_id = sessions.external_id
        and newer.ended_at is null and newer.row_id > sessions.row_id
    )`.execute(db);
  // One running session of an app and its own key for it, whatever races.
  await sql`create unique index sessions_external on sessions (app, external_id) where ended_at is null`.execute(db);
  await sql`create index sessions_external_newest on sessions (app, external_id, row_id) where external_id is not null`.execute(
    db,
  );
  await sql`create index sessions_key_running on sessions (key_id) where ended_at is null`.execute(db);

  // Whoever may not see every session starts anew after this: none of them asks for what was removed before it.
  await sql`alter table tombstones add column app text not null default ''`.execute(db);
  await sql`alter table tombstones add column user_id text`.execute(db);
}
