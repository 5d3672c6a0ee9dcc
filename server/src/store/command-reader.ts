import { type Expression, expressionBuilder, type Kysely, sql, type SqlBool } from 'kysely';
import type { SessionScope } from '../kernel/principal.ts';
import type { CommandFilter, CommandReader } from '../modules/commands/index.ts';
import { readInChunks } from './chunks.ts';
import { createOutputReader } from './command-output.ts';
import { commandOfRow } from './command-rows.ts';
import { takePage } from './page-bytes.ts';
import { registryOf } from './registry.ts';
import { isVisible } from './session-conditions.ts';
import type { Tables } from './tables.ts';

/** @param db a handle of its own: what it reads is committed */
export function createCommandReader(db: Kysely<Tables>): CommandReader {
  const ofHost = (hostId: string) => db.selectFrom('commands').selectAll().where('host_id', '=', hostId);

  return {
    async find(id) {
      const row = await db.selectFrom('commands').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? commandOfRow(row) : null;
    },

    async ofApprovals(approvalIds) {
      const rows = await readInChunks(approvalIds, (chunk) =>
        db.selectFrom('commands').selectAll().where('approval_id', 'in', chunk).execute(),
      );
      return rows.map(commandOfRow);
    },

    list({ filter, scope, first, beforeRowId }) {
      return db.transaction().execute(async (read) => {
        const { head } = await registryOf(read);
        let page = read
          .selectFrom('commands')
          .selectAll()
          .where(matches(filter, scope, found));
        if (beforeRowId !== null) page = page.where('row_id', '<', beforeRowId);
        const asked = page.orderBy('row_id', 'desc').limit(first + 1);
        const { rows, hasMore } = await takePage(asked.stream(), first, ({ spec }) => spec);
        return {
          rows: rows.map((row) => ({ rowId: row.row_id, command: commandOfRow(row) })),
          hasMore,
          revision: head,
        };
      });
    },

    changesAfter(afterRevision, filter, scope, limit) {
      return db.transaction().execute(async (read) => {
        const { head, floor } = await registryOf(read);
        const isGone = afterRevision < floor || afterRevision > head;
        if (isGone || afterRevision === head) return { upserted: [], revision: head, resync: isGone, hasMore: false };
        const changed = read
          .selectFrom('commands')
          .selectAll()
          .where('revision', '>', afterRevision)
          // In the order of revisions: behind the last one that was read there are few.
          .where(matches(filter, scope, readThrough))
          .orderBy('revision')
          .limit(limit);
        const { rows, hasMore: isCut } = await takePage(changed.stream(), limit, ({ spec }) => spec);
        // A full page says nothing of what lies behind its last row.
        const revision = isCut || rows.length === limit ? (rows.at(-1)?.revision ?? head) : head;
        return { upserted: rows.map(commandOfRow), revision, resync: false, hasMore: revision < head };
      });
    },

    async ofHost(hostId) {
      const isAtHost = sql<SqlBool>`state in ('QUEUED', 'RUNNING')`;
      const rows = await ofHost(hostId).where(isAtHost).orderBy('row_id').execute();
      return rows.map(commandOfRow);
    },

    async changedOfHost(hostId, afterRevision, limit) {
      const rows = await ofHost(hostId)
        .where('revision', '>', afterRevision)
        .orderBy('revision')
        .limit(limit)
        .execute();
      return rows.map(commandOfRow);
    },

    output: createOutputReader(db),

    head: async () => (await registryOf(db)).head,
  };
}

interface Columns {
  readonly app: Expression<string>;
  readonly userId: Expression<string | null>;
  readonly sessionId: Expression<string>;
  readonly hostId: Expression<string>;
}

/** What rows are found by. */
const found: Columns = { app: sql`app`, userId: sql`user_id`, sessionId: sql`session_id`, hostId: sql`host_id` };
/** What is looked at in rows that something else has found: SQLite takes no index for these. */
const readThrough: Columns = {
  app: sql`+app`,
  userId: sql`+user_id`,
  sessionId: sql`+session_id`,
  hostId: sql`+host_id`,
};

/** A filter and a scope as one condition: the same for lists and watches, so that they never disagree. */
function matches(
  { states, sessionId, hostId }: CommandFilter,
  scope: SessionScope,
  columns: Columns,
): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'commands'>();
  const all = [isVisible(columns, scope)];
  if (states) all.push(eb('state', 'in', states));
  if (sessionId !== undefined) all.push(eb(columns.sessionId, '=', sessionId));
  if (hostId !== undefined) all.push(eb(columns.hostId, '=', hostId));
  return eb.and(all);
}
