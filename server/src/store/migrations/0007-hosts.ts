import { type Kysely, type Migration, sql } from 'kysely';

/** Machines that do our work, how they join, the sessions that they work for, and who may answer what those ask. */
export const hostsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addHosts(db);
    await addToSessions(db);
    await sql`alter table kills add column ends_as text not null default 'KILLED'`.execute(db);
    await sql`alter table kills add column survivors text not null default '[]'`.execute(db);
    await sql`create table approval_rules
      (app text primary key, needs_somebody_else integer not null) without rowid`.execute(db);
  },
};

async function addHosts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hosts')
    .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded_name', 'text', (column) => column.notNull())
    .addColumn('app', 'text', (column) => column.notNull())
    .addColumn('labels', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('system', 'text', (column) => column.notNull())
    .addColumn('abilities', 'text', (column) => column.notNull())
    .addColumn('needs_somebody_else', 'integer', (column) => column.notNull())
    .addColumn('joined_at', 'integer', (column) => column.notNull())
    .addColumn('joined_by_kind', 'text', (column) => column.notNull())
    .addColumn('joined_by_id', 'text')
    .addColumn('joined_by_name', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text')
    .addColumn('connected_at', 'integer')
    .addColumn('last_heard_at', 'integer')
    .addColumn('removed_at', 'integer')
    .addColumn('revision', 'integer', (column) => column.notNull().unique())
    .execute();
  // The name of one that was removed may be given again.
  await sql`create unique index hosts_name on hosts (folded_name) where removed_at is null`.execute(db);
  await db.schema
    .createTable('host_join_codes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('app', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('labels', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('created_by_kind', 'text', (column) => column.notNull())
    .addColumn('created_by_id', 'text')
    .addColumn('created_by_name', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('host_id', 'text')
    .execute();
}

async function addToSessions(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table sessions add column host_id text`,
    sql`alter table sessions add column safety_mode text`,
    sql`alter table sessions add column system_user text`,
    sql`alter table sessions add column started_by text`,
    sql`alter table sessions add column start_key text`,
    sql`alter table sessions add column commands_executed integer`,
    sql`alter table sessions add column open_command_count integer`,
    // What a host is told of: those that run, and those that changed since it last heard.
    sql`create index sessions_host_running on sessions (host_id, row_id) where host_id is not null and ended_at is null`,
    sql`create index sessions_host on sessions (host_id, revision) where host_id is not null`,
    // Of two who start the same thing at once one does.
    sql`create unique index sessions_start_key on sessions (host_id, start_key) where start_key is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
