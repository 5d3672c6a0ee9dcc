import { type Kysely, type Migration, sql } from 'kysely';

/** Whether a question must be answered by somebody else than who asks, as the rules of its app and its host say. */
export const approvalRulesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table approvals add column needs_somebody_else integer not null default 0`.execute(db);
  },
};
