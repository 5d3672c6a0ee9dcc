import { createClient } from '@rollcall/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../harness/until.ts';
import { dashboardDocument, documents } from './dashboard-documents.ts';
import { own, serve, stored, work } from './owner.ts';

/** What of a dashboard's answers this test looks at. */
interface Row {
  readonly id: string;
  readonly lifecycle: string;
  readonly currentTask: { readonly name: string } | null;
  readonly kill: { readonly state: string; readonly acknowledgedAt: string | null } | null;
}
interface List {
  readonly sessions: { readonly revision: string; readonly edges: readonly { readonly node: Row }[] };
}
interface Changes {
  readonly sessionChanges: { readonly upserted: readonly Row[]; readonly revision: string };
}

test('register, task, kill, acknowledge and end complete by SDK and dashboard documents', async () => {
  const server = await serve();
  const owner = own(server);
  const dashboard = createClient({ url: server.url, key: server.secrets.adminToken });
  onTestFinished(() => dashboard.close());

  const session = await owner.client.session({ app: 'reports', user: 'ada', name: 'Quarter' });
  const variables = { filter: {}, orderBy: 'STARTED', first: 50 };
  const list = await dashboard.request(dashboardDocument<List>('SessionList'), variables);
  expect(list.sessions.edges.map(({ node }) => node.id)).toEqual([session.id]);

  const seen: Row[] = [];
  const changes = dashboard.subscribe(dashboardDocument<Changes>('SessionListChanges'), {
    filter: {},
    afterRevision: list.sessions.revision,
  });
  const watching = (async () => {
    for await (const { sessionChanges } of changes) seen.push(...sessionChanges.upserted);
  })();

  const report = work();
  const task = session.task('Generating report', async () => {
    await report.promise;
    session.signal.throwIfAborted();
  });
  // Waited for from the start: the owner hears of its kill before whoever asks for it is answered.
  const failed = expect(task).rejects.toThrow('Wrong quarter');
  await until('the task on the dashboard', () => seen.some((row) => row.currentTask?.name === 'Generating report'));

  session.signal.addEventListener('abort', report.finish);
  await dashboard.request(dashboardDocument('KillSessions'), { input: { ids: [session.id], reason: 'Wrong quarter' } });
  await failed;
  const last = await until('the end on the dashboard', () => seen.find((row) => row.lifecycle === 'ENDED'));

  expect(last.kill?.state).toBe('ENDED');
  expect(last.kill?.acknowledgedAt).not.toBeNull();
  expect(stored(server, session)).toMatchObject({
    endReason: 'KILLED',
    tasks: [{ name: 'Generating report', state: 'CANCELLED' }],
    kills: [{ evidence: 'OWNER', reason: 'Wrong quarter' }],
  });
  await changes.return?.();
  await watching;
  await until('no subscription left open', () => server.registry.openIterators === 0);
});

test.each([...documents].filter(([, text]) => text.startsWith('query')).map(([name]) => name))(
  'the dashboard query %s is answered',
  async (name) => {
    const server = await serve();
    const { client } = own(server);
    const session = await client.session({ app: 'reports' });
    const dashboard = createClient({ url: server.url, key: server.secrets.adminToken });
    onTestFinished(() => dashboard.close());
    const variables = { id: session.id, ids: [session.id], first: 10, orderBy: 'STARTED', by: 'APP', after: 'rec_1' };
    await expect(dashboard.request(dashboardDocument(name), variables)).resolves.toBeDefined();
  },
);
