import { type Kysely, type Migration, sql } from 'kysely';

/**
 * The records of a session are found from the newest on, which its row names, and not by an index: that took a page of its own for
 * each session that a commit changed, a third of all that is written.
 */
export const recordChainsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('records').addColumn('previous_id', 'integer').execute();
    await db.schema.alterTable('sessions').addColumn('record_id', 'integer').execute();
    await sql`
      update records set previous_id = before.id
      from (select id as of_id, lag(id) over (partition by session_id order by id) as id from records) as before
      where records.id = before.of_id and session_id is not null and before.id is not null`.execute(db);
    await sql`
      update sessions set record_id = (select max(id) from records where session_id = sessions.id)`.execute(db);
    await db.schema.dropIndex('records_session').execute();
  },
};
