import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  ApprovalCancelledError,
  ApprovalDeniedError,
  ApprovalExpiredError,
  createClient,
  type SessionHandle,
  SessionKilledError,
} from '@rollcall/sdk';
import { asAdmin } from '../harness/api.ts';
import { CuttingProxy } from '../harness/cutting-proxy.ts';
import { change, mutate } from '../harness/operations.ts';
import { enter, type Member } from '../harness/people.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

// What `ask` does is held against the contract alone. Here it meets the real server, people, and a line that breaks.

let server: ServerProcess;
let operator: Member;

beforeEach(async () => {
  server = await ServerProcess.start();
  operator = await enter(server, asAdmin(server), { role: 'OPERATOR' });
});

afterEach(async () => {
  await server.remove();
});

interface Asked {
  readonly id: string;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly actedAt: string | null;
}

async function questions(): Promise<readonly Asked[]> {
  const { approvals } = await operator.api.data<{ approvals: { edges: readonly { readonly node: Asked }[] } }>(
    '{ approvals { edges { node { id title details state actedAt } } } }',
  );
  return approvals.edges.map(({ node }) => node);
}

const pending = () =>
  until('a question that waits', async () => (await questions()).find(({ state }) => state === 'PENDING'));

const answer = (name: 'approve' | 'deny', { id }: Asked, note: string) =>
  change(operator.api, name, { id, note }, 'approval { id }');

/** How often each thing was recorded of the questions of a session. */
async function recorded(session: SessionHandle): Promise<Record<string, number>> {
  const { session: found } = await asAdmin(server).data<{
    session: { changes: { edges: readonly { readonly node: { readonly action: string } }[] } };
  }>('query ($id: ID!) { session(id: $id) { changes(first: 100) { edges { node { action } } } } }', {
    id: session.id,
  });
  const counts: Record<string, number> = {};
  for (const { node } of found.changes.edges)
    if (node.action.startsWith('APPROVAL')) counts[node.action] = (counts[node.action] ?? 0) + 1;
  return counts;
}

async function open(url = server.url): Promise<SessionHandle> {
  const client = createClient({ url, key: appKey });
  onTestFinished(() => client.close());
  return client.session({ app: 'ask', externalId: randomUUID(), heartbeatIntervalMs: 1_000 });
}

test('asked before the line is cut, approved while it is, with a restart of the server: acted on once after', async () => {
  const proxy = await CuttingProxy.start(server.port);
  onTestFinished(() => proxy.close());
  const session = await open(proxy.url);
  let acted = 0;
  const going = session.ask({ title: 'Delete 3 accounts?', details: { ids: [1, 2, 3] } }).then((approval) => {
    acted += 1;
    return approval;
  });
  const question = await pending();
  expect(question).toMatchObject({ title: 'Delete 3 accounts?', details: { ids: [1, 2, 3] } });

  // The answer's own way to the asker is what is cut, and then every try to connect, for a while.
  const cut = proxy.cutAfter([1, 1, 1, 1]);
  await answer('approve', question, 'Go ahead');
  expect(acted).toBe(0);
  await server.crash();
  server = await ServerProcess.start({ dataDir: server.dataDir, port: server.port });
  await cut;
  expect(acted).toBe(0);

  expect(await going).toMatchObject({
    id: question.id,
    note: 'Go ahead',
    decidedBy: { kind: 'PERSON', id: operator.id, name: operator.name },
  });
  expect(await questions()).toMatchObject([
    { id: question.id, state: 'APPROVED', actedAt: expect.any(String) as string },
  ]);
  expect(await recorded(session)).toEqual({
    APPROVAL_REQUESTED: 1,
    APPROVAL_APPROVED: 1,
    APPROVAL_SENT: 1,
    APPROVAL_ACTED_ON: 1,
  });
});

test('a question that waits over a restart is answered after it', async () => {
  const session = await open();
  const asked = session.ask({ title: 'Overwrite the backup?' });
  const denied = expect(asked).rejects.toBeInstanceOf(ApprovalDeniedError);
  const question = await pending();
  await server.crash();
  server = await ServerProcess.start({ dataDir: server.dataDir, port: server.port });
  await answer('deny', question, 'Not this week');
  await denied;
  await expect(asked).rejects.toMatchObject({ decidedBy: { name: operator.name }, note: 'Not this week' });
  expect(await questions()).toMatchObject([{ state: 'DENIED', actedAt: null }]);
});

test('nobody answers in time, and nothing is allowed', async () => {
  const session = await open();
  await expect(session.ask({ title: 'Now?', expiresInMs: 1_000 })).rejects.toBeInstanceOf(ApprovalExpiredError);
  expect(await questions()).toMatchObject([{ state: 'EXPIRED' }]);
});

test('a kill ends the wait, a signal takes back its own question alone', async () => {
  const session = await open();
  const taken = new AbortController();
  const [first, second] = [session.ask({ title: 'First', signal: taken.signal }), session.ask({ title: 'Second' })];
  await until('both questions', async () => (await questions()).length === 2);
  taken.abort();
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  const stateOf = async (title: string) => (await questions()).find((question) => question.title === title)?.state;
  await until('the first taken back', async () => (await stateOf('First')) === 'CANCELLED');
  expect(await stateOf('Second')).toBe('PENDING');
  const ended = expect(second).rejects.toMatchObject({
    constructor: ApprovalCancelledError,
    cause: { constructor: SessionKilledError, reason: 'enough' },
  });
  await mutate(asAdmin(server), 'killSession', { id: session.id, reason: 'enough' });
  await ended;
  await until('the second closed', async () => (await stateOf('Second')) === 'CANCELLED');
});
