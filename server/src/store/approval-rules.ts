import type { Kysely } from 'kysely';
import type { ApprovalRuleReader, ApprovalRuleStore } from '../modules/approvals/index.ts';
import type { Connection } from './sqlite/database.ts';
import type { Tables } from './tables.ts';

export function createApprovalRuleStore({ statements }: Connection): ApprovalRuleStore {
  return {
    async find(app) {
      const row = statements.first<{ readonly needs_somebody_else: number }>(
        'select needs_somebody_else from approval_rules where app = ?',
        app,
      );
      return { app, needsSomebodyElse: row?.needs_somebody_else === 1 };
    },

    async put({ app, needsSomebodyElse }) {
      statements.run('insert or replace into approval_rules values (?, ?)', app, needsSomebodyElse ? 1 : 0);
    },
  };
}

export function createApprovalRuleReader(db: Kysely<Tables>): ApprovalRuleReader {
  return {
    async list() {
      const rows = await db.selectFrom('approval_rules').selectAll().orderBy('app').execute();
      return rows.map(({ app, needs_somebody_else }) => ({ app, needsSomebodyElse: needs_somebody_else === 1 }));
    },
  };
}
