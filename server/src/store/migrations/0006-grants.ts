import { type Kysely, type Migration, sql } from 'kysely';

/** What may be done again without asking, and by which of these a question was approved. */
export const grantsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table approvals add column grant_id text`.execute(db);
    await db.schema
      .createTable('grants')
      .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('approval_id', 'text', (column) => column.notNull().unique())
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addColumn('app', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('subject_hash', 'text', (column) => column.notNull())
      .addColumn('asked_by_kind', 'text', (column) => column.notNull())
      .addColumn('asked_by_id', 'text')
      .addColumn('asked_by_name', 'text', (column) => column.notNull())
      .addColumn('granted_by_kind', 'text', (column) => column.notNull())
      .addColumn('granted_by_id', 'text')
      .addColumn('granted_by_name', 'text', (column) => column.notNull())
      .addColumn('granted_at', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .addColumn('uses', 'integer', (column) => column.notNull())
      .addColumn('used_count', 'integer', (column) => column.notNull())
      .addColumn('revoked_by_kind', 'text')
      .addColumn('revoked_by_id', 'text')
      .addColumn('revoked_by_name', 'text')
      .addColumn('revoked_at', 'integer')
      .addColumn('ended_at', 'integer')
      .execute();
    for (const statement of [
      sql`create index grants_session on grants (session_id, row_id)`,
      sql`create index grants_app on grants (app, row_id)`,
      sql`create index grants_user on grants (user_id, row_id) where user_id is not null`,
      sql`create index grants_usable on grants (session_id, row_id)
        where revoked_at is null and ended_at is null and used_count < uses`,
    ])
      await statement.execute(db);
  },
};
