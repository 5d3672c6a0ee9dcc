import type { Kysely } from 'kysely';
import type { SessionReader } from '../modules/sessions/index.ts';
import { readInChunks } from './chunks.ts';
import { isOpenTo, isVisible, matches } from './session-conditions.ts';
import { readCounts } from './session-counts.ts';
import { readPage } from './session-lists.ts';
import { sessionOfRow } from './session-rows.ts';
import type { Tables } from './tables.ts';

/** @param db a handle of its own: what it reads is committed */
export function createSessionReader(db: Kysely<Tables>): SessionReader {
  async function head(handle: Kysely<Tables>): Promise<{ head: number; floor: number }> {
    return handle.selectFrom('registry').select(['head', 'floor']).executeTakeFirstOrThrow();
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

    list: (query) => db.transaction().execute((read) => readPage(read, query)),

    counts: (filter, scope, by) => db.transaction().execute((read) => readCounts(read, filter, scope, by)),

    async running() {
      const rows = await db.selectFrom('sessions').selectAll().where('ended_at', 'is', null).execute();
      return rows.map(sessionOfRow);
    },

    changesAfter(afterRevision, filter, scope, limit) {
      return db.transaction().execute(async (read) => {
        const registry = await head(read);
        const nothing = { upserted: [], removed: [], resync: false, hasMore: false };
        if (afterRevision === registry.head) return { ...nothing, revision: registry.head };
        if (afterRevision < registry.floor || afterRevision > registry.head) {
          return { ...nothing, revision: registry.head, resync: true };
        }
        const changed = await read
          .selectFrom('sessions')
          .selectAll()
          .select((eb) => eb.case().when(matches(eb, filter)).then(1).else(0).end().as('is_match'))
          .where('revision', '>', afterRevision)
          .where(isOpenTo(scope))
          .orderBy('revision')
          .limit(limit)
          .execute();
        const gone = await read
          .selectFrom('tombstones')
          .select(['session_id', 'revision'])
          .where('revision', '>', afterRevision)
          .where((eb) => isVisible({ app: eb.ref('app'), userId: eb.ref('user_id') }, scope))
          // Who sees it still, or again, has lost nothing.
          .where(({ not, exists, selectFrom }) =>
            not(exists(selectFrom('sessions').select('id').whereRef('id', '=', 'session_id').where(isOpenTo(scope)))),
          )
          .orderBy('revision')
          .limit(limit)
          .execute();
        // A full page says nothing of what lies behind its last row.
        const revision = Math.min(
          changed.length === limit ? (changed.at(-1)?.revision ?? registry.head) : registry.head,
          gone.length === limit ? (gone.at(-1)?.revision ?? registry.head) : registry.head,
        );
        const told = changed.filter((row) => row.revision <= revision);
        return {
          upserted: told.filter((row) => row.is_match === 1).map(sessionOfRow),
          removed: [
            ...told.filter((row) => row.is_match === 0).map(({ id }) => id),
            // A session that changed its user again and again has left more than one.
            ...new Set(gone.filter((row) => row.revision <= revision).map(({ session_id }) => session_id)),
          ],
          revision,
          resync: false,
          hasMore: revision < registry.head,
        };
      });
    },

    async head() {
      return (await head(db)).head;
    },
  };
}
