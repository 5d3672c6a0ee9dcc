import type { Kysely } from 'kysely';
import type { RecordReader, RecordStore } from '../modules/history/index.ts';
import type { Tables } from './tables.ts';
import type { WaitingRecords } from './waiting-records.ts';

export function createRecordStore(waiting: WaitingRecords): RecordStore {
  return { append: async (record) => waiting.append(record) };
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
