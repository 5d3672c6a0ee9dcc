import type { Approval, ApprovalStore } from '../modules/approvals/index.ts';
import { approvalOfRow, type ApprovalRow, askedColumns, changesOf } from './approval-rows.ts';
import type { Revisions } from './revisions.ts';
import type { Connection } from './sqlite/database.ts';

/** @param changed collects the approvals a unit changes, for those who are told after the commit */
export function createApprovalStore(
  { statements }: Connection,
  revisions: Revisions,
  changed: Map<string, Approval>,
): ApprovalStore {
  function first(condition: string, ...values: readonly string[]): Approval | null {
    const row = statements.first<ApprovalRow>(`select * from approvals where ${condition}`, ...values);
    return row ? approvalOfRow(row) : null;
  }

  function pending(condition: string, value: string): readonly Approval[] {
    return statements
      .all<ApprovalRow>(`select * from approvals where state = 'PENDING' and ${condition} order by row_id`, value)
      .map(approvalOfRow);
  }

  return {
    find: async (id) => first('id = ?', id),

    findByKey: async (sessionId, askKey) => first('session_id = ? and ask_key = ?', sessionId, askKey),

    async openOf(sessionId) {
      const rows = statements.all<ApprovalRow>(
        `select * from approvals where session_id = ?
          and (state = 'PENDING' or (state = 'APPROVED' and acted_at is null)) order by row_id`,
        sessionId,
      );
      return rows.map(approvalOfRow);
    },

    async pendingOfApp(app) {
      return pending('app = ?', app);
    },

    async pendingOfOwner(ownerId) {
      return pending('owner_id = ?', ownerId);
    },

    async removeOld(sessionId, keep, atMost) {
      statements.run(
        `delete from approvals where row_id in (
          select row_id from approvals where session_id = ?
            and row_id <= (select row_id from approvals where session_id = ? order by row_id desc limit 1 offset ?)
            and not (state = 'PENDING' or (state = 'APPROVED' and acted_at is null))
          order by row_id limit ?)`,
        sessionId,
        sessionId,
        keep,
        atMost,
      );
    },

    async insert(approval) {
      const stored = { ...approval, revision: revisions.take() };
      statements.insert('approvals', { ...askedColumns(stored), ...changesOf(stored) });
      changed.set(stored.id, stored);
      return stored;
    },

    async update(approval) {
      const stored = { ...approval, revision: revisions.take() };
      statements.update('approvals', changesOf(stored), { id: stored.id });
      changed.set(stored.id, stored);
      return stored;
    },
  };
}
