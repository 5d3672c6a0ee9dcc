import type { SessionReader } from '../modules/sessions/index.ts';
import { readInChunks } from './chunks.ts';
import { createChangesReader } from './session-changes.ts';
import { readCounts } from './session-counts.ts';
import { readPage } from './session-lists.ts';
import { sessionOfRow } from './session-rows.ts';
import type { Ask, Connection } from './sqlite/database.ts';

/** @param connection of its own: what it reads is committed */
export function createSessionReader(connection: Connection): SessionReader {
  const { db, statements } = connection;

  /** Nobody else reads by this handle meanwhile, and it sees no later commit than its first statement. */
  function atOneMoment<Found>(read: (ask: Ask) => Found): Promise<Found> {
    const ask: Ask = (query) => statements.allOf(query.compile(db));
    return db.connection().execute(async () => statements.inOneRead(() => read(ask)));
  }

  return {
    async find(id) {
      const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? sessionOfRow(row) : null;
    },

    async findMany(ids) {
      const rows = await readInChunks(ids, (chunk) =>
        db.selectFrom('sessions').selectAll().where('id', 'in', chunk).execute(),
      );
      return rows.map(sessionOfRow);
    },

    list: (query) => atOneMoment((ask) => readPage(ask, query)),

    counts: (filter, scope, by) => atOneMoment((ask) => readCounts(ask, filter, scope, by)),

    async running() {
      const rows = await db.selectFrom('sessions').selectAll().where('ended_at', 'is', null).execute();
      return rows.map(sessionOfRow);
    },

    changesAfter: createChangesReader(connection),

    async head() {
      const { head } = await db.selectFrom('registry').select('head').executeTakeFirstOrThrow();
      return head;
    },
  };
}
