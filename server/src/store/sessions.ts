import { isRunning, type Session, type SessionStore } from '../modules/sessions/index.ts';
import type { HotSessions, StoredSession } from './hot-sessions.ts';
import type { Revisions } from './revisions.ts';
import { changesOf } from './session-row-changes.ts';
import { removeRecords } from './records.ts';
import { rowOfSession, sessionAtRevision, sessionOfRow } from './session-rows.ts';
import { sessionColumns, sessionOfValues, type SessionValues } from './session-values.ts';
import type { Connection } from './sqlite/database.ts';
import type { WaitingRecords } from './waiting-records.ts';

const selectSession = `select ${sessionColumns.join()} from sessions`;

/** @param changed collects the sessions a unit changes or removes, for those who are told after the commit */
export function createSessionStore(
  { db, statements }: Connection,
  hot: HotSessions,
  revisions: Revisions,
  records: WaitingRecords,
  changed: Map<string, Session>,
): SessionStore {
  /** @param where what to look for, and in which order */
  function read(where: string, ...values: readonly (string | number)[]): StoredSession | null {
    const row = statements.firstValues<SessionValues>(`${selectSession} ${where}`, ...values);
    if (row === undefined) return null;
    const [rowId, recordId] = row;
    const stored = { session: sessionOfValues(row), rowId, recordId };
    hot.keep(stored);
    return stored;
  }

  const find = (id: string): StoredSession | null => hot.find(id) ?? read('where id = ?', id);

  function leaveTombstone(session: Pick<Session, 'id' | 'app' | 'userId'>, nowMs: number): void {
    const { id, app, userId } = session;
    const revision = revisions.take();
    statements.insert('tombstones', { session_id: id, app, user_id: userId, revision, removed_at: nowMs });
  }

  return {
    find: async (id) => find(id)?.session ?? null,

    async findByExternalId(app, externalId) {
      return read('where app = ? and external_id = ? order by row_id desc limit 1', app, externalId)?.session ?? null;
    },

    async findByStartKey(hostId, startKey) {
      return read('where host_id = ? and start_key = ?', hostId, startKey)?.session ?? null;
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
      const stored = sessionAtRevision(session, revisions.take());
      hot.forget(stored.id);
      const rowId = statements.insert('sessions', rowOfSession(stored));
      hot.keep({ session: stored, rowId, recordId: null });
      changed.set(stored.id, stored);
      return stored;
    },

    async update(session) {
      const former = find(session.id);
      const formerUserId = former?.session.userId ?? null;
      if (formerUserId !== null && formerUserId !== session.userId) {
        // A session changes its user when its owner registers it again, and is heard by that.
        leaveTombstone({ ...session, userId: formerUserId }, session.lastHeartbeatAtMs);
      }
      const stored = sessionAtRevision(session, revisions.take());
      const recordId = records.newestOf(stored.id);
      hot.forget(stored.id);
      if (former !== null) {
        const { rowId } = former;
        const changes = changesOf(stored, former.session);
        if (recordId !== former.recordId) changes.record_id = recordId;
        statements.update('sessions', changes, { row_id: rowId });
        hot.keep({ session: stored, rowId, recordId });
      }
      // Removed, not passed over: a lost session that comes back gives a token of its own.
      if (!isRunning(stored)) statements.run('delete from session_tokens where session_id = ?', stored.id);
      changed.set(stored.id, stored);
      return stored;
    },

    async saveHeard(heard) {
      for (const { id, lastHeartbeatAtMs } of heard) {
        hot.forget(id);
        statements.run(
          'update sessions set last_heartbeat_at = ? where id = ? and ended_at is null',
          ...[lastHeartbeatAtMs, id],
        );
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
      // Those of what is removed go with it.
      if (rows.length > 0) records.store();
      for (const row of rows) {
        const session = sessionOfRow(row);
        const { id } = session;
        changed.set(id, session);
        hot.forget(id);
        leaveTombstone(session, nowMs);
        removeRecords(statements, id);
        const commands = db.selectFrom('commands').select('id').where('session_id', '=', id);
        await db.deleteFrom('command_output').where('command_id', 'in', commands).execute();
        for (const table of ['tasks', 'kills', 'approvals', 'grants', 'commands', 'session_tokens'] as const) {
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
