import { type Expression, expressionBuilder, type Kysely, sql, type SqlBool } from 'kysely';
import type { SessionScope } from '../kernel/principal.ts';
import { approvalCountLimit, type ApprovalFilter, type ApprovalReader } from '../modules/approvals/index.ts';
import { readInChunks } from './chunks.ts';
import { approvalOfRow } from './approval-rows.ts';
import { takePage } from './page-bytes.ts';
import { registryOf } from './registry.ts';
import { isVisible } from './session-conditions.ts';
import type { Tables } from './tables.ts';

/** What deadlines need, without what is asked. */
const timedColumns = [
  'id',
  'state',
  'asked_at as askedAtMs',
  'expires_at as expiresAtMs',
  'on_expiry as onExpiry',
  'decided_at as decidedAtMs',
  'acted_at as actedAtMs',
  'reminded_count as remindedCount',
] as const;

/** @param db a handle of its own: what it reads is committed */
export function createApprovalReader(db: Kysely<Tables>): ApprovalReader {
  return {
    async find(id) {
      const row = await db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? approvalOfRow(row) : null;
    },

    async findMany(ids) {
      const rows = await readInChunks(ids, (chunk) =>
        db.selectFrom('approvals').selectAll().where('id', 'in', chunk).execute(),
      );
      return rows.map(approvalOfRow);
    },

    async open() {
      // In the words of the index of what is open.
      const isOpen = sql<SqlBool>`(state = 'PENDING' or (state = 'APPROVED' and acted_at is null))`;
      return db.selectFrom('approvals').select(timedColumns).where(isOpen).execute();
    },

    list: (query) => db.transaction().execute((read) => readPage(read, query)),

    changesAfter(afterRevision, filter, scope, limit) {
      return db.transaction().execute(async (read) => {
        const { head, floor } = await registryOf(read);
        const isGone = afterRevision < floor || afterRevision > head;
        if (isGone || afterRevision === head) return { upserted: [], revision: head, resync: isGone, hasMore: false };
        const changed = read
          .selectFrom('approvals')
          .selectAll()
          .where('revision', '>', afterRevision)
          // In the order of revisions: behind the last one that was read there are few.
          .where(matches(filter, scope, readThrough))
          .orderBy('revision')
          .limit(limit);
        const { rows, hasMore: isCut } = await takePage(changed.stream(), limit, ({ details }) => details);
        // A full page says nothing of what lies behind its last row.
        const revision = isCut || rows.length === limit ? (rows.at(-1)?.revision ?? head) : head;
        return { upserted: rows.map(approvalOfRow), revision, resync: false, hasMore: revision < head };
      });
    },

    head: async () => (await registryOf(db)).head,
  };
}

/** One page of a list, with its total and its revision. @param read a transaction, so that they are of one moment */
async function readPage(
  read: Kysely<Tables>,
  { filter, scope, orderBy, first, after }: Parameters<ApprovalReader['list']>[0],
): ReturnType<ApprovalReader['list']> {
  const { head } = await registryOf(read);
  const { states, sessionId, apps } = filter;
  // What waits is little, whatever has been answered: it is read through where there is nothing else to find it by.
  const isPending = states?.length === 1 && states[0] === 'PENDING';
  const isReadThrough = isPending && sessionId === undefined && apps === undefined;
  const matching = matches(filter, scope, isReadThrough ? readThrough : found);
  let page = read.selectFrom('approvals').selectAll().where(matching);
  if (orderBy === 'DEADLINE') {
    if (after !== null) page = page.where(sql<SqlBool>`(due_at, row_id) > (${after.dueMs}, ${after.rowId})`);
    page = page.orderBy('due_at').orderBy('row_id');
  } else {
    if (after !== null) page = page.where('row_id', '<', after.rowId);
    page = page.orderBy(isReadThrough ? sql`+row_id` : sql`row_id`, 'desc');
  }
  const { rows, hasMore } = await takePage(page.limit(first + 1).stream(), first, ({ details }) => details);
  const counted = read.selectFrom('approvals').select('row_id').where(matching).limit(approvalCountLimit);
  const { count } = await read
    .selectFrom(counted.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return {
    rows: rows.map((row) => ({ approval: approvalOfRow(row), dueMs: row.due_at, rowId: row.row_id })),
    hasMore,
    totalCount: count,
    revision: head,
  };
}

interface Columns {
  readonly app: Expression<string>;
  readonly userId: Expression<string | null>;
  readonly sessionId: Expression<string>;
}

/** What rows are found by. */
const found: Columns = { app: sql`app`, userId: sql`user_id`, sessionId: sql`session_id` };
/** What is looked at in rows that something else has found: SQLite takes no index for these. */
const readThrough: Columns = { app: sql`+app`, userId: sql`+user_id`, sessionId: sql`+session_id` };

/** A filter and a scope as one condition: the same for lists and watches, so that they never disagree. */
function matches(
  { states, sessionId, apps }: ApprovalFilter,
  scope: SessionScope,
  columns: Columns = found,
): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'approvals'>();
  const all = [isVisible(columns, scope)];
  // One state is said as the index of what is pending says it.
  const [state, ...more] = new Set(states);
  if (states && state !== undefined && more.length === 0) all.push(eb('state', '=', sql.lit(state)));
  else if (states) all.push(eb('state', 'in', states));
  if (sessionId !== undefined) all.push(eb(columns.sessionId, '=', sessionId));
  if (apps) all.push(eb(columns.app, 'in', apps));
  return eb.and(all);
}
