import type { Kysely } from 'kysely';
import { countLimit, type SessionCountBy, type SessionReader } from '../modules/sessions/index.ts';
import { readInChunks } from './chunks.ts';
import { isOpenTo, isVisible, matches } from './session-conditions.ts';
import { sessionOfRow } from './session-rows.ts';
import type { Tables } from './tables.ts';

const countColumns = { STATUS: 'status', APP: 'app', USER: 'user_id', KIND: 'kind' } as const satisfies Record<
  SessionCountBy,
  string
>;
const maxGroups = 1_000;

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

    list({ filter, scope, orderBy, first, after }) {
      return db.transaction().execute(async (read) => {
        const matching = read.selectFrom('sessions').where((eb) => eb.and([matches(eb, filter), isOpenTo(scope)]));
        let page = matching.selectAll().where('pinned_at', 'is', null);
        if (orderBy === 'ATTENTION') page = page.orderBy('attention_rank', 'desc');
        page = page.orderBy('row_id', 'desc').limit(first + 1);
        if (after !== null) {
          page = page.where((eb) =>
            orderBy === 'STARTED'
              ? eb('row_id', '<', after.rowId)
              : eb.or([
                  eb('attention_rank', '<', after.rank),
                  eb.and([eb('attention_rank', '=', after.rank), eb('row_id', '<', after.rowId)]),
                ]),
          );
        }
        const rows = await page.execute();
        const pinned =
          after === null
            ? await matching.selectAll().where('pinned_at', 'is not', null).orderBy('row_id', 'desc').execute()
            : [];
        const { count } = await read
          .selectFrom(
            matching
              .select('row_id')
              .limit(countLimit + 1)
              .as('matching'),
          )
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return {
          rows: rows
            .slice(0, first)
            .map((row) => ({ rowId: row.row_id, rank: row.attention_rank, session: sessionOfRow(row) })),
          hasMore: rows.length > first,
          totalCount: Math.min(count, countLimit),
          isTotalCountExact: count <= countLimit,
          pinned: pinned.map(sessionOfRow),
          revision: (await head(read)).head,
        };
      });
    },

    async counts(filter, scope, by) {
      const column = countColumns[by];
      return db
        .selectFrom('sessions')
        .select((eb) => [`${column} as key`, eb.fn.countAll<number>().as('count')])
        .where((eb) => eb.and([matches(eb, filter), isOpenTo(scope)]))
        .groupBy(column)
        .orderBy('count', 'desc')
        .orderBy(column)
        .limit(maxGroups)
        .execute();
    },

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
