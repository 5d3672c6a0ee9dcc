import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What a task writes is what it needs: its id stands in one index, for its session and for whoever does not know that. Ids are
 * random, so that each index with one takes a page of its own of nearly every commit. Row ids say which came first, no more,
 * so that nothing has to remember the last one: SQLite would write that down with each.
 */
export const taskIdsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('new_tasks')
      .addColumn('row_id', 'integer', (column) => column.primaryKey())
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
    await db.schema.createIndex('tasks_own_id').on('tasks').columns(['id', 'session_id']).unique().execute();
    await db.schema.createIndex('tasks_session').on('tasks').columns(['session_id', 'row_id']).execute();
    await sql`create index tasks_open on tasks (session_id, row_id) where state = 'RUNNING'`.execute(db);
  },
};
