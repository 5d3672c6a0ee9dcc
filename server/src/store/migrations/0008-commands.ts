import { type Kysely, type Migration, sql } from 'kysely';

/** What sessions ask hosts to execute, what that wrote, and what may be done again on a host. */
export const commandsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('commands')
      .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addColumn('host_id', 'text', (column) => column.notNull())
      .addColumn('app', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text')
      .addColumn('own_key', 'text', (column) => column.notNull())
      .addColumn('input_hash', 'text', (column) => column.notNull())
      .addColumn('safety_mode', 'text', (column) => column.notNull())
      .addColumn('spec', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('requested_by_kind', 'text', (column) => column.notNull())
      .addColumn('requested_by_id', 'text')
      .addColumn('requested_by_name', 'text', (column) => column.notNull())
      .addColumn('requested_at', 'integer', (column) => column.notNull())
      .addColumn('approval_id', 'text')
      .addColumn('queued_at', 'integer')
      .addColumn('started_at', 'integer')
      .addColumn('ended_at', 'integer')
      .addColumn('instance_id', 'text')
      .addColumn('exit_code', 'integer')
      .addColumn('signal', 'text')
      .addColumn('message', 'text')
      .addColumn('output_bytes', 'integer', (column) => column.notNull())
      .addColumn('is_output_truncated', 'integer', (column) => column.notNull())
      .addColumn('has_output', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('is_cancel_requested', 'integer', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull().unique())
      .execute();
    await db.schema
      .createTable('command_output')
      .addColumn('row_id', 'integer', (column) => column.primaryKey())
      .addColumn('command_id', 'text', (column) => column.notNull())
      .addColumn('at_offset', 'integer', (column) => column.notNull())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('data', 'blob', (column) => column.notNull())
      .execute();
    await sql`alter table grants add column host_id text`.execute(db);
    await indexColumns(db);
  },
};

async function indexColumns(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // What was asked with a key is asked once, whatever races.
    sql`create unique index commands_own_key on commands (session_id, own_key)`,
    sql`create unique index commands_approval on commands (approval_id) where approval_id is not null`,
    sql`create index commands_session on commands (session_id, row_id)`,
    sql`create index commands_host on commands (host_id, row_id)`,
    sql`create index commands_host_revision on commands (host_id, revision)`,
    sql`create index commands_app on commands (app, row_id)`,
    sql`create index commands_user on commands (user_id, row_id) where user_id is not null`,
    // What is open is little, whatever has run.
    sql`create index commands_open on commands (session_id, row_id)
      where state in ('PENDING_APPROVAL', 'QUEUED', 'RUNNING')`,
    sql`create index commands_at_host on commands (host_id, row_id) where state in ('QUEUED', 'RUNNING')`,
    sql`create index commands_with_output on commands (ended_at) where has_output = 1`,
    // What may be done again on a host, in whatever session.
    sql`create index grants_host on grants (host_id, row_id) where host_id is not null`,
    sql`create unique index command_output_place on command_output (command_id, at_offset)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
