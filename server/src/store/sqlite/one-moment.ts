import type { Connection } from './database.ts';

/**
 * What several statements read of one moment, which is now or later: at once, but behind whoever has a transaction open
 * on this handle, for it shows what was so when that began. To ask Kysely for the handle takes five promises, and a look
 * for all who watch waits for them.
 */
export async function readOneMoment<Found>({ db, statements }: Connection, read: () => Found): Promise<Found> {
  if (!statements.isInTransaction) return statements.inOneRead(read);
  return db.connection().execute(async () => statements.inOneRead(read));
}
