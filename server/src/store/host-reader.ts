import type { Kysely } from 'kysely';
import type { HostReader, HostScope } from '../modules/hosts/index.ts';
import { readInChunks } from './chunks.ts';
import { hostOfRow } from './host-rows.ts';
import { sessionOfRow } from './session-rows.ts';
import type { Tables } from './tables.ts';

export function createHostReader(db: Kysely<Tables>): HostReader {
  const within = ({ apps }: HostScope) => {
    const hosts = db.selectFrom('hosts').selectAll();
    return apps === null ? hosts : hosts.where('app', 'in', apps);
  };
  const registry = () => db.selectFrom('registry').select(['head', 'floor']).executeTakeFirstOrThrow();

  return {
    async find(id) {
      const row = await db.selectFrom('hosts').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? hostOfRow(row) : null;
    },

    async findMany(ids) {
      const rows = await readInChunks(ids, (chunk) =>
        db.selectFrom('hosts').selectAll().where('id', 'in', chunk).execute(),
      );
      return rows.map(hostOfRow);
    },

    async list(scope) {
      const rows = await within(scope).where('removed_at', 'is', null).orderBy('folded_name').execute();
      return rows.map(hostOfRow);
    },

    async changesAfter(afterRevision, scope, limit) {
      // Read first: what changes meanwhile stands behind it, and is told next.
      const { head, floor } = await registry();
      const resync = afterRevision > head || afterRevision < floor;
      if (resync || afterRevision === head)
        return { upserted: [], removed: [], revision: head, resync, hasMore: false };
      const rows = await within(scope)
        .where('revision', '>', afterRevision)
        .where('revision', '<=', head)
        .orderBy('revision')
        .limit(limit + 1)
        .execute();
      const hosts = rows.slice(0, limit).map(hostOfRow);
      const hasMore = rows.length > limit;
      return {
        upserted: hosts.filter(({ removedAtMs }) => removedAtMs === null),
        removed: hosts.filter(({ removedAtMs }) => removedAtMs !== null).map(({ id }) => id),
        revision: hasMore ? (hosts.at(-1)?.revision ?? head) : head,
        resync: false,
        hasMore,
      };
    },

    async countRunning(hostIds) {
      const rows = await db
        .selectFrom('sessions')
        .select((eb) => ['host_id', eb.fn.countAll<number>().as('count')])
        .where('host_id', 'in', hostIds)
        .where('ended_at', 'is', null)
        .groupBy('host_id')
        .execute();
      return new Map(rows.map(({ host_id, count }) => [host_id ?? '', count]));
    },

    async runningOf(hostId) {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('host_id', '=', hostId)
        .where('ended_at', 'is', null)
        .orderBy('row_id')
        .execute();
      return rows.map(sessionOfRow);
    },

    async changedOf(hostId, afterRevision, limit) {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('host_id', '=', hostId)
        .where('revision', '>', afterRevision)
        .orderBy('revision')
        .limit(limit)
        .execute();
      return rows.map(sessionOfRow);
    },

    head: async () => (await registry()).head,
  };
}
