import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import type { SessionScope } from '../../kernel/principal.ts';
import { anApproval } from '../../modules/approvals/approval.testing.ts';
import type { ApprovalFilter } from '../../modules/approvals/index.ts';
import { createApprovalReader } from '../approval-reader.ts';
import { everything } from '../contract/opened.testing.ts';
import { openStore } from '../store.ts';
import { connectTo } from './database.ts';

/** A reader of some approvals, few of which wait, and the plans of what it asks. */
async function openReader() {
  const dataDir = temporaryDir();
  const store = await openStore({ dataDir, newEpoch: 'testtest', onCommit: () => undefined });
  await store.write(async ({ approvals }) => {
    for (let at = 0; at < 200; at += 1) {
      const whose = { sessionId: `app_${at % 9}`, app: `app ${at % 5}`, userId: `user ${at % 7}` };
      const state = at % 20 === 0 ? 'PENDING' : 'DENIED';
      await approvals.insert(anApproval({ id: `approval_${at}`, askKey: `key ${at}`, state, ...whose }));
    }
  });
  await store.close();
  const ran: string[] = [];
  const handle = new SQLite(join(dataDir, 'rollcall.db'), {
    readonly: true,
    verbose: (statement) => void ran.push(String(statement)),
  });
  onTestFinished(() => void handle.close());
  return {
    reader: createApprovalReader(connectTo(handle).db),
    /** The steps by which SQLite reads approvals for what was asked since the last time. */
    plans(): readonly string[] {
      const asked = ran.splice(0).filter((statement) => /^\s*select .* from .*approvals/s.test(statement));
      return asked.flatMap((statement) =>
        handle
          .prepare<[], { readonly detail: string }>(`explain query plan ${statement}`)
          .all()
          .map(({ detail }) => detail)
          .filter((detail) => detail.includes('approvals')),
      );
    },
  };
}

const scopes: Readonly<Record<string, SessionScope>> = {
  'everybody’s': everything,
  'of some apps': { apps: ['app 1', 'app 2'], userId: null },
  'of some apps, and one’s own': { apps: ['app 1'], userId: 'user 1' },
  'only one’s own': { apps: [], userId: 'user 1' },
};

describe.each(Object.entries(scopes))('%s', (_, scope) => {
  test.each<[ApprovalFilter, RegExp]>([
    [{ states: ['PENDING'] }, /approvals_pending/],
    [{ states: ['PENDING'], apps: ['app 1'] }, /approvals_pending/],
    [{ states: ['PENDING'], sessionId: 'app_1' }, /approvals_(open|pending)/],
  ])('a list of %j reads what waits, and nothing of all that was answered', async (filter, index) => {
    const { reader, plans } = await openReader();
    for (const after of [null, { dueMs: 1, rowId: 1 }])
      await reader.list({ filter, scope, orderBy: 'DEADLINE', first: 5, after });
    const steps = plans();
    expect(steps).toHaveLength(4);
    for (const step of steps) expect(step).toMatch(index);
  });

  test('a watch reads what changed, and nothing before it', async () => {
    const { reader, plans } = await openReader();
    for (const filter of [{}, { sessionId: 'app_1' }, { apps: ['app 1'] }])
      await reader.changesAfter(150, filter, scope, 500);
    const steps = plans();
    expect(steps).toHaveLength(3);
    for (const step of steps) expect(step).toMatch(/SEARCH .*\(revision>\?\)/);
  });
});
