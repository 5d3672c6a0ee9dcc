import type { Kysely } from 'kysely';
import type { RecordReader, RecordStore } from '../modules/history/index.ts';
import type { Connection } from './sqlite/database.ts';
import type { Tables } from './tables.ts';

export function createRecordStore({ statements }: Connection): RecordStore {
  return {
    async append(record) {
      statements.insert('records', {
        at: record.atMs,
        action: record.action,
        session_id: record.sessionId,
        subject_id: record.subjectId,
        actor_kind: record.actor.kind,
        actor_id: record.actor.id,
        actor_name: record.actor.name,
        origin: record.origin,
        note: record.note,
        after: JSON.stringify(record.after),
      });
    },
  };
}

export function createRecordReader(db: Kysely<Tables>): RecordReader {
  return {
    async ofSession(sessionId, first, beforeId) {
      let page = db.selectFrom('records').selectAll().where('session_id', '=', sessionId);
      if (beforeId !== null) page = page.where('id', '<', beforeId);
      const rows = await page.orderBy('id', 'desc').limit(first).execute();
      return rows.map((row) => ({
        id: row.id,
        atMs: row.at,
        action: row.action,
        sessionId: row.session_id,
        subjectId: row.subject_id,
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        origin: row.origin,
        note: row.note,
        after: JSON.parse(row.after) as Readonly<Record<string, unknown>>,
      }));
    },
  };
}
