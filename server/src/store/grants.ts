import { type Kysely, type Selectable, sql, type SqlBool } from 'kysely';
import type { Grant, GrantReader, GrantStore } from '../modules/approvals/index.ts';
import { isVisible } from './session-conditions.ts';
import type { GrantsTable } from './approval-tables.ts';
import type { Connection } from './sqlite/database.ts';
import type { Tables } from './tables.ts';

type GrantRow = Selectable<GrantsTable>;

/** In the words of the index of what is usable. */
const isUsable = 'revoked_at is null and ended_at is null and used_count < uses';

/** @param changed collects the grants a unit changes, for those who are told after the commit */
export function createGrantStore({ statements }: Connection, changed: Map<string, Grant>): GrantStore {
  return {
    async find(id) {
      const row = statements.first<GrantRow>('select * from grants where id = ?', id);
      return row ? grantOf(row) : null;
    },

    async usableOf(sessionId) {
      const text = `select * from grants where session_id = ? and host_id is null and ${isUsable} order by row_id`;
      return statements.all<GrantRow>(text, sessionId).map(grantOf);
    },

    async usableIn(sessionId, hostId) {
      const ofSession = await this.usableOf(sessionId);
      if (hostId === null) return ofSession;
      const text = `select * from grants where host_id = ? and ${isUsable} order by row_id`;
      return [...ofSession, ...statements.all<GrantRow>(text, hostId).map(grantOf)];
    },

    async usableOfApp(app) {
      return statements.all<GrantRow>(`select * from grants where app = ? and ${isUsable}`, app).map(grantOf);
    },

    async endGivenBy(personId, nowMs) {
      const text = `select * from grants where granted_by_kind = 'PERSON' and granted_by_id = ? and ${isUsable}`;
      for (const row of statements.all<GrantRow>(text, personId))
        await this.update({ ...grantOf(row), endedAtMs: nowMs });
    },

    async insert(grant) {
      statements.insert('grants', rowOf(grant));
      changed.set(grant.id, grant);
    },

    async update(grant) {
      const { used_count, revoked_by_kind, revoked_by_id, revoked_by_name, revoked_at, ended_at } = rowOf(grant);
      const changes = { used_count, revoked_by_kind, revoked_by_id, revoked_by_name, revoked_at, ended_at };
      statements.update('grants', changes, { id: grant.id });
      changed.set(grant.id, grant);
    },
  };
}

export function createGrantReader(db: Kysely<Tables>): GrantReader {
  return {
    async ofApproval(approvalId) {
      const row = await db.selectFrom('grants').selectAll().where('approval_id', '=', approvalId).executeTakeFirst();
      return row ? grantOf(row) : null;
    },

    async usable() {
      const rows = await db
        .selectFrom('grants')
        .selectAll()
        .where(sql<SqlBool>`${sql.raw(isUsable)}`)
        .execute();
      return rows.map(grantOf);
    },

    async list({ filter, scope, first, beforeRowId }) {
      let page = db
        .selectFrom('grants')
        .selectAll()
        .where((eb) => isVisible({ app: eb.ref('app'), userId: eb.ref('user_id') }, scope));
      if (filter.sessionId !== undefined) page = page.where('session_id', '=', filter.sessionId);
      if (filter.apps) page = page.where('app', 'in', filter.apps);
      if (beforeRowId !== null) page = page.where('row_id', '<', beforeRowId);
      const rows = await page
        .orderBy('row_id', 'desc')
        .limit(first + 1)
        .execute();
      return {
        rows: rows.slice(0, first).map((row) => ({ rowId: row.row_id, grant: grantOf(row) })),
        hasMore: rows.length > first,
      };
    },
  };
}

function rowOf(grant: Grant): Omit<GrantRow, 'row_id'> {
  const { askedBy, grantedBy, revokedBy } = grant;
  return {
    id: grant.id,
    approval_id: grant.approvalId,
    session_id: grant.sessionId,
    app: grant.app,
    user_id: grant.userId,
    host_id: grant.hostId,
    kind: grant.kind,
    title: grant.title,
    details: JSON.stringify(grant.details),
    subject_hash: grant.subjectHash,
    asked_by_kind: askedBy.kind,
    asked_by_id: askedBy.id,
    asked_by_name: askedBy.name,
    granted_by_kind: grantedBy.kind,
    granted_by_id: grantedBy.id,
    granted_by_name: grantedBy.name,
    granted_at: grant.grantedAtMs,
    expires_at: grant.expiresAtMs,
    uses: grant.uses,
    used_count: grant.usedCount,
    revoked_by_kind: revokedBy?.kind ?? null,
    revoked_by_id: revokedBy?.id ?? null,
    revoked_by_name: revokedBy?.name ?? null,
    revoked_at: grant.revokedAtMs,
    ended_at: grant.endedAtMs,
  };
}

function grantOf(row: GrantRow): Grant {
  const { revoked_by_kind: kind, revoked_by_id: id, revoked_by_name: name } = row;
  return {
    id: row.id,
    approvalId: row.approval_id,
    sessionId: row.session_id,
    app: row.app,
    userId: row.user_id,
    hostId: row.host_id,
    kind: row.kind,
    title: row.title,
    // What only rowOf has written.
    details: JSON.parse(row.details) as Grant['details'],
    subjectHash: row.subject_hash,
    askedBy: { kind: row.asked_by_kind, id: row.asked_by_id, name: row.asked_by_name },
    grantedBy: { kind: row.granted_by_kind, id: row.granted_by_id, name: row.granted_by_name },
    grantedAtMs: row.granted_at,
    expiresAtMs: row.expires_at,
    uses: row.uses,
    usedCount: row.used_count,
    revokedBy: kind === null ? null : { kind, id, name: name ?? '' },
    revokedAtMs: row.revoked_at,
    endedAtMs: row.ended_at,
  };
}
