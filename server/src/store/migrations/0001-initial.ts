import { type Kysely, type Migration, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** @param epoch names the new database's life */
export function createInitialMigration(epoch: string): Migration {
  return {
    async up(db: Kysely<Tables>) {
      await db.schema
        .createTable('registry')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('epoch', 'text', (column) => column.notNull())
        .addColumn('head', 'integer', (column) => column.notNull())
        .addColumn('floor', 'integer', (column) => column.notNull())
        .execute();
      await db.insertInto('registry').values({ id: 1, epoch, head: 0, floor: 0 }).execute();

      await db.schema
        .createTable('sessions')
        .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('app', 'text', (column) => column.notNull())
        .addColumn('name', 'text')
        .addColumn('user_id', 'text')
        .addColumn('external_id', 'text')
        .addColumn('metadata', 'text', (column) => column.notNull())
        .addColumn('tags', 'text', (column) => column.notNull())
        .addColumn('pinned_at', 'integer')
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('heartbeat_interval_ms', 'integer', (column) => column.notNull())
        .addColumn('lifecycle', 'text', (column) => column.notNull())
        .addColumn('stated_activity', 'text')
        .addColumn('open_task_count', 'integer', (column) => column.notNull())
        .addColumn('task_count', 'integer', (column) => column.notNull())
        .addColumn('liveness', 'text', (column) => column.notNull())
        .addColumn('kill_id', 'text')
        .addColumn('is_unresponsive', 'integer', (column) => column.notNull())
        .addColumn('started_at', 'integer', (column) => column.notNull())
        .addColumn('last_heartbeat_at', 'integer', (column) => column.notNull())
        .addColumn('last_activity_at', 'integer', (column) => column.notNull())
        .addColumn('ended_at', 'integer')
        .addColumn('end_reason', 'text')
        .addColumn('end_message', 'text')
        .addColumn('error', 'text')
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull().unique())
        .addColumn('activity', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('attention_rank', 'integer', (column) => column.notNull())
        .addColumn('search_text', 'text', (column) => column.notNull())
        .execute();
      // One running session of an app and its own key for it, whatever races.
      await sql`create unique index sessions_external on sessions (key_id, app, external_id) where ended_at is null`.execute(
        db,
      );
      await sql`create index sessions_external_newest on sessions (key_id, app, external_id, row_id) where external_id is not null`.execute(
        db,
      );
      await sql`create index sessions_running on sessions (row_id) where ended_at is null`.execute(db);
      await sql`create index sessions_attention on sessions (attention_rank, row_id)`.execute(db);
      await sql`create index sessions_pinned on sessions (row_id) where pinned_at is not null`.execute(db);
      await sql`create index sessions_ended on sessions (ended_at) where ended_at is not null`.execute(db);

      await db.schema
        .createTable('tombstones')
        .addColumn('session_id', 'text', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.primaryKey())
        .addColumn('removed_at', 'integer', (column) => column.notNull())
        .execute();

      await db.schema
        .createTable('tasks')
        .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull().unique())
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
      await db.schema.createIndex('tasks_session').on('tasks').columns(['session_id', 'row_id']).execute();
      await sql`create index tasks_open on tasks (session_id, row_id) where state = 'RUNNING'`.execute(db);

      await db.schema
        .createTable('kills')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('session_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('requested_by_kind', 'text', (column) => column.notNull())
        .addColumn('requested_by_id', 'text')
        .addColumn('requested_by_name', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('grace_ms', 'integer', (column) => column.notNull())
        .addColumn('requested_at', 'integer', (column) => column.notNull())
        .addColumn('sent_at', 'integer')
        .addColumn('acknowledged_at', 'integer')
        .addColumn('ended_at', 'integer')
        .addColumn('evidence', 'text')
        .addColumn('attempt', 'integer', (column) => column.notNull())
        .addColumn('previous_id', 'text')
        .execute();
      await db.schema.createIndex('kills_session').on('kills').column('session_id').execute();

      await db.schema
        .createTable('records')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('session_id', 'text', (column) => column.notNull())
        .addColumn('actor_kind', 'text', (column) => column.notNull())
        .addColumn('actor_id', 'text')
        .addColumn('actor_name', 'text', (column) => column.notNull())
        .addColumn('origin', 'text')
        .addColumn('note', 'text')
        .addColumn('after', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('records_session').on('records').columns(['session_id', 'id']).execute();

      await db.schema
        .createTable('session_tokens')
        .addColumn('row_id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .addColumn('session_id', 'text', (column) => column.notNull())
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('session_tokens_session').on('session_tokens').column('session_id').execute();

      await db.schema
        .createTable('sign_ins')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('origin', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .execute();
    },
  };
}
