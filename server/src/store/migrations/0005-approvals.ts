import { type Kysely, type Migration, sql } from 'kysely';

/** Questions that wait for a person, and how many of them each session has. */
export const approvalsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table sessions add column pending_approval_count integer not null default 0`.execute(db);
    await db.schema
      .createTable('approvals')
      .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addColumn('app', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text')
      .addColumn('owner_id', 'text', (column) => column.notNull())
      .addColumn('ask_key', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('subject_hash', 'text', (column) => column.notNull())
      .addColumn('asked_by_kind', 'text', (column) => column.notNull())
      .addColumn('asked_by_id', 'text')
      .addColumn('asked_by_name', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'integer')
      .addColumn('due_at', 'integer', (column) => column.notNull())
      .addColumn('on_expiry', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('decided_by_kind', 'text')
      .addColumn('decided_by_id', 'text')
      .addColumn('decided_by_name', 'text')
      .addColumn('decided_at', 'integer')
      .addColumn('note', 'text')
      .addColumn('sent_at', 'integer')
      .addColumn('acted_at', 'integer')
      .addColumn('acted_by_kind', 'text')
      .addColumn('acted_by_id', 'text')
      .addColumn('acted_by_name', 'text')
      .addColumn('reminded_count', 'integer', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull().unique())
      .execute();
    await indexColumns(db);
  },
};

async function indexColumns(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // A session asks once with each of its keys, whatever races.
    sql`create unique index approvals_own_key on approvals (session_id, ask_key)`,
    sql`create index approvals_session on approvals (session_id, row_id)`,
    sql`create index approvals_app on approvals (app, row_id)`,
    sql`create index approvals_user on approvals (user_id, row_id) where user_id is not null`,
    // What waits is little, whatever has been answered.
    sql`create index approvals_pending on approvals (due_at, row_id) where state = 'PENDING'`,
    sql`create index approvals_pending_app on approvals (app, due_at, row_id) where state = 'PENDING'`,
    sql`create index approvals_open on approvals (session_id, row_id)
      where state = 'PENDING' or (state = 'APPROVED' and acted_at is null)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
