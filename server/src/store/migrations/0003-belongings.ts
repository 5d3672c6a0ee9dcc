import { type Kysely, type Migration, sql } from 'kysely';

/** What belongs to a session is its own: task ids are unique within it, and its tokens end with it. */
export const belongingsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await letTaskIdsRepeat(db);
    await removeEndedTokens(db);
  },
};

async function letTaskIdsRepeat(db: Kysely<unknown>): Promise<void> {
  // SQLite lets go of no constraint of a column, so the table is made again.
  await db.schema
    .createTable('new_tasks')
    .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('progress', 'real')
    .addColumn('message', 'text')
    .addColumn('error', 'text')
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('ended_at', 'integer')
    .execute();
  const columns = sql.raw(
    'row_id, id, session_id, parent_id, name, state, progress, message, error, started_at, ended_at',
  );
  await sql`insert into new_tasks (${columns}) select ${columns} from tasks`.execute(db);
  await db.schema.dropTable('tasks').execute();
  await sql`alter table new_tasks rename to tasks`.execute(db);
  await db.schema.createIndex('tasks_own_id').on('tasks').columns(['session_id', 'id']).unique().execute();
  await db.schema.createIndex('tasks_id').on('tasks').columns(['id', 'row_id']).execute();
  await db.schema.createIndex('tasks_session').on('tasks').columns(['session_id', 'row_id']).execute();
  await sql`create index tasks_open on tasks (session_id, row_id) where state = 'RUNNING'`.execute(db);
}

async function removeEndedTokens(db: Kysely<unknown>): Promise<void> {
  await sql`delete from session_tokens
    where session_id in (select id from sessions where ended_at is not null)`.execute(db);
}
