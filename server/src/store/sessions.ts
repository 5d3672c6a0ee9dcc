import type { Kysely } from 'kysely';
import { isRunning, type Session, type SessionStore } from '../modules/sessions/index.ts';
import { takeRevision } from './revisions.ts';
import { rowOfSession, sessionOfRow } from './session-rows.ts';
import type { Tables } from './tables.ts';

/** @param changed collects the sessions a unit changes or removes, for those who are told after the commit */
export function createSessionStore(db: Kysely<Tables>, changed: Map<string, Session>): SessionStore {
  /** Whose each session is that this unit has found or stored. */
  const userIds = new Map<string, string | null>();
  const note = (session: Session): Session => {
    userIds.set(session.id, session.userId);
    return session;
  };
  const noteChange = (session: Session): Session => {
    changed.set(session.id, session);
    return note(session);
  };

  async function find(id: string): Promise<Session | null> {
    const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? note(sessionOfRow(row)) : null;
  }

  async function leaveTombstone(session: Pick<Session, 'id' | 'app' | 'userId'>, nowMs: number): Promise<void> {
    const { id, app, userId } = session;
    const revision = await takeRevision(db);
    await db
      .insertInto('tombstones')
      .values({ session_id: id, app, user_id: userId, revision, removed_at: nowMs })
      .execute();
  }

  return {
    find,

    async findByExternalId(app, externalId) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('app', '=', app)
        .where('external_id', '=', externalId)
        .orderBy('row_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? note(sessionOfRow(row)) : null;
    },

    async countPinned(app) {
      const { count } = await db
        .selectFrom('sessions')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('pinned_at', 'is not', null)
        .where('app', '=', app)
        .executeTakeFirstOrThrow();
      return count;
    },

    async countRunningOfKey(keyId) {
      const { count } = await db
        .selectFrom('sessions')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('key_id', '=', keyId)
        .where('ended_at', 'is', null)
        .executeTakeFirstOrThrow();
      return count;
    },

    async insert(session) {
      const stored = { ...session, revision: await takeRevision(db) };
      await db.insertInto('sessions').values(rowOfSession(stored)).execute();
      return noteChange(stored);
    },

    async update(session) {
      if (!userIds.has(session.id)) await find(session.id);
      const formerUserId = userIds.get(session.id) ?? null;
      if (formerUserId !== null && formerUserId !== session.userId) {
        // A session changes its user when its owner registers it again, and is heard by that.
        await leaveTombstone({ ...session, userId: formerUserId }, session.lastHeartbeatAtMs);
      }
      const stored = { ...session, revision: await takeRevision(db) };
      await db.updateTable('sessions').set(rowOfSession(stored)).where('id', '=', stored.id).execute();
      // Removed, not passed over: a lost session that comes back gives a token of its own.
      if (!isRunning(stored)) await db.deleteFrom('session_tokens').where('session_id', '=', stored.id).execute();
      return noteChange(stored);
    },

    async saveHeard(heard) {
      for (const { id, lastHeartbeatAtMs } of heard) {
        await db
          .updateTable('sessions')
          .set({ last_heartbeat_at: lastHeartbeatAtMs })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .execute();
      }
    },

    async removeEnded(endedBeforeMs, limit, nowMs) {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('ended_at', '<', endedBeforeMs)
        .where('pinned_at', 'is', null)
        .orderBy('ended_at')
        .limit(limit)
        .execute();
      for (const row of rows) {
        const session = noteChange(sessionOfRow(row));
        const { id } = session;
        await leaveTombstone(session, nowMs);
        for (const table of ['tasks', 'kills', 'records', 'session_tokens'] as const) {
          await db.deleteFrom(table).where('session_id', '=', id).execute();
        }
        await db.deleteFrom('sessions').where('id', '=', id).execute();
      }
      return rows.length;
    },

    async removeTombstones(removedBeforeMs) {
      const { newest } = await db
        .selectFrom('tombstones')
        .select((eb) => eb.fn.max('revision').as('newest'))
        .where('removed_at', '<', removedBeforeMs)
        .executeTakeFirstOrThrow();
      // The aggregate of no rows is null, which its type does not say.
      if (typeof newest !== 'number') return;
      await db.updateTable('registry').set({ floor: newest }).execute();
      await db.deleteFrom('tombstones').where('revision', '<=', newest).execute();
    },
  };
}
