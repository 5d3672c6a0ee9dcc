import { type Kysely, type Selectable, sql } from 'kysely';
import type { RecordReader, RecordStore } from '../modules/history/index.ts';
import type { Statements } from './sqlite/statements.ts';
import type { RecordsTable, Tables } from './tables.ts';
import type { WaitingRecords } from './waiting-records.ts';

export function createRecordStore(waiting: WaitingRecords): RecordStore {
  return { append: async (record) => waiting.append(record) };
}

/** Of a session whose row is there yet, and names them. */
export function removeRecords(statements: Statements, sessionId: string): void {
  statements.run(
    `with recursive chain (id) as (
        select record_id from sessions where id = ?
        union all
        select previous_id from chain join records using (id))
      delete from records where id in chain`,
    sessionId,
  );
}

export function createRecordReader(db: Kysely<Tables>): RecordReader {
  return {
    async ofSession(sessionId, first, beforeId) {
      const newest =
        beforeId === null
          ? sql`select record_id from sessions where id = ${sessionId}`
          : sql`select previous_id from records where id = ${beforeId} and session_id = ${sessionId}`;
      const { rows } = await sql<Selectable<RecordsTable>>`
        with recursive page as (
          select * from records where id = (${newest})
          union all
          select records.* from page join records on records.id = page.previous_id
          limit ${first})
        select * from page order by id desc`.execute(db);
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
