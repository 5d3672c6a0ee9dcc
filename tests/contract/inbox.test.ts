import { createClient } from '@rollcall/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../harness/until.ts';
import { answerOf, ask, open } from './asking.ts';
import { dashboardDocument } from './dashboard-documents.ts';

/** What of a dashboard's answers this test looks at. */
interface Row {
  readonly id: string;
  readonly title: string;
  readonly app: string;
  readonly state: string;
  readonly canDecide: boolean;
}
interface Inbox {
  readonly approvals: { readonly revision: string; readonly edges: readonly { readonly node: Row }[] };
}
interface Changes {
  readonly approvalChanges: { readonly upserted: readonly Row[]; readonly resync: boolean };
}
interface Decided {
  readonly decideApprovals: { readonly results: readonly { readonly __typename: string; readonly approval: Row }[] };
}

test('what the SDK asks is seen, answered once and followed by the documents of the dashboard', async () => {
  const { server, session } = await open();
  const dashboard = createClient({ url: server.url, key: server.secrets.adminToken });
  onTestFinished(() => dashboard.close());
  const outcome = ask(session, { details: { ids: [1, 2, 3] } });
  const { approvals } = await until('the question', async () => {
    const inbox = await dashboard.request(dashboardDocument<Inbox>('Inbox'), { first: 50 });
    return inbox.approvals.edges.length > 0 && inbox;
  });
  const id = approvals.edges[0]?.node.id ?? '';
  expect(approvals.edges[0]?.node).toMatchObject({ app: 'reports', state: 'PENDING', canDecide: true });
  const { approval } = await dashboard.request(dashboardDocument<{ approval: object }>('OpenApproval'), { id });
  expect(approval).toMatchObject({ id, details: { ids: [1, 2, 3] } });

  const seen: Row[] = [];
  const changes = dashboard.subscribe(dashboardDocument<Changes>('InboxChanges'), {
    afterRevision: approvals.revision,
  });
  expect((await changes.next()).value?.approvalChanges).toMatchObject({ upserted: [], resync: false });
  const watching = (async () => {
    for await (const { approvalChanges } of changes) seen.push(...approvalChanges.upserted);
  })();

  const answer = (decision: string) =>
    dashboard.request(dashboardDocument<Decided>('DecideApprovals'), { input: { ids: [id], decision, note: 'go on' } });
  expect((await answer('APPROVE')).decideApprovals.results).toMatchObject([{ __typename: 'DecideApprovalSuccess' }]);
  expect(await answerOf(outcome)).toMatchObject({ id, note: 'go on' });
  expect((await answer('DENY')).decideApprovals.results).toMatchObject([
    { __typename: 'ApprovalDecidedError', approval: { state: 'APPROVED' } },
  ]);
  await until('the answer on the dashboard', () => seen.some(({ state }) => state === 'APPROVED'));
  await changes.return?.();
  await watching;
});
