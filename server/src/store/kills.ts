import type { Kysely, Selectable } from 'kysely';
import type { Kill, KillReader, KillStore } from '../modules/kills/index.ts';
import { readInChunks } from './chunks.ts';
import type { Connection } from './sqlite/database.ts';
import type { KillsTable, Tables } from './tables.ts';

/** @param changed collects the kills a unit changes, by their sessions, for those who are told after the commit */
export function createKillStore({ statements }: Connection, changed: Map<string, Kill>): KillStore {
  return {
    async find(id) {
      const row = statements.first<Selectable<KillsTable>>('select * from kills where id = ?', id);
      return row ? killOf(row) : null;
    },

    async insert(kill) {
      statements.insert('kills', { id: kill.id, session_id: kill.sessionId, ...changesOf(kill) });
      changed.set(kill.sessionId, kill);
    },

    async update(kill) {
      statements.update('kills', changesOf(kill), { id: kill.id });
      changed.set(kill.sessionId, kill);
    },
  };
}

export function createKillReader(db: Kysely<Tables>): KillReader {
  return {
    async find(id) {
      const row = await db.selectFrom('kills').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? killOf(row) : null;
    },

    async findMany(ids) {
      const rows = await readInChunks(ids, (chunk) =>
        db.selectFrom('kills').selectAll().where('id', 'in', chunk).execute(),
      );
      return rows.map(killOf);
    },
  };
}

/** All but what names it, which is in indexes. */
function changesOf(kill: Kill): Omit<Selectable<KillsTable>, 'id' | 'session_id'> {
  return {
    state: kill.state,
    requested_by_kind: kill.requestedBy.kind,
    requested_by_id: kill.requestedBy.id,
    requested_by_name: kill.requestedBy.name,
    reason: kill.reason,
    grace_ms: kill.graceMs,
    requested_at: kill.requestedAtMs,
    sent_at: kill.sentAtMs,
    acknowledged_at: kill.acknowledgedAtMs,
    ended_at: kill.endedAtMs,
    evidence: kill.evidence,
    attempt: kill.attempt,
    previous_id: kill.previousId,
    ends_as: kill.endsAs,
    survivors: JSON.stringify(kill.survivors),
  };
}

function killOf(row: Selectable<KillsTable>): Kill {
  return {
    id: row.id,
    sessionId: row.session_id,
    state: row.state,
    requestedBy: { kind: row.requested_by_kind, id: row.requested_by_id, name: row.requested_by_name },
    reason: row.reason,
    graceMs: row.grace_ms,
    requestedAtMs: row.requested_at,
    sentAtMs: row.sent_at,
    acknowledgedAtMs: row.acknowledged_at,
    endedAtMs: row.ended_at,
    evidence: row.evidence,
    attempt: row.attempt,
    previousId: row.previous_id,
    endsAs: row.ends_as,
    survivors: JSON.parse(row.survivors) as readonly string[],
  };
}
