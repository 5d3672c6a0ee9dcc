import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Takes the next revision inside the running transaction: gapless, and in the order of commits. */
export async function takeRevision(db: Kysely<Tables>): Promise<number> {
  const { head } = await db
    .updateTable('registry')
    .set({ head: sql`head + 1` })
    .returning('head')
    .executeTakeFirstOrThrow();
  return head;
}
