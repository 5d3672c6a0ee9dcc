import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient, type RollcallClient, type SessionControls } from '@rollcall/sdk';
import { type Api, asAdmin } from '../harness/api.ts';
import { mutate, readAll } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

const owners = 400;
const atOnce = 50;

let server: ServerProcess;
const clients: RollcallClient[] = [];

beforeEach(async () => {
  server = await ServerProcess.start();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await server.remove();
});

/** An owner of its own for each session, by the SDK, each with a socket of its own. */
async function openOwners(): Promise<readonly SessionControls[]> {
  const sessions: SessionControls[] = [];
  while (sessions.length < owners) {
    const some = Array.from({ length: atOnce }, async () => {
      const client = createClient({ url: server.url, key: appKey });
      clients.push(client);
      const session = await client.session({ app: 'storm', externalId: randomUUID() });
      await session.credentials();
      return session;
    });
    sessions.push(...(await Promise.all(some)));
  }
  return sessions;
}

/** What became of a session, each kind once. */
async function actionsOf(api: Api, id: string): Promise<readonly string[]> {
  const { session } = await api.data<{ session: { changes: { edges: { node: { action: string } }[] } } }>(
    'query ($id: ID!) { session(id: $id) { changes(first: 50) { edges { node { action } } } } }',
    { id },
  );
  return session.changes.edges.map(({ node }) => node.action);
}

test('hundreds of owners come back at once after a crash, none of them called stale or lost', async () => {
  setMaxListeners(2 * owners, process);
  const sessions = await openOwners();
  const ids = sessions.map(({ id }) => id).sort();
  const isAllLive = async (): Promise<boolean> =>
    (await readAll(asAdmin(server), { liveness: ['LIVE'] })).sessions.length === owners;
  await until('everybody to be live', isAllLive, { withinMs: 60_000, everyMs: 200 });

  const { dataDir, port } = server;
  await server.crash();
  server = await ServerProcess.start({ dataDir, port });
  await until('everybody to be live again', isAllLive, { withinMs: 120_000, everyMs: 200 });

  const admin = asAdmin(server);
  const { sessions: seen } = await readAll(admin);
  expect(seen.map(({ id }) => id).sort()).toEqual(ids);
  expect(new Set(seen.map(({ lifecycle, attempt }) => `${lifecycle} ${attempt}`))).toEqual(new Set(['ACTIVE 1']));
  const actions = new Set<string>();
  for (const { id } of seen) for (const action of await actionsOf(admin, id)) actions.add(action);
  expect([...actions].sort()).toEqual(['SESSION_HEARD', 'SESSION_QUIET', 'SESSION_REGISTERED']);

  // They hear again, too.
  const last = sessions.at(-1);
  await mutate(admin, 'killSession', { id: last?.id });
  await until('the kill to arrive', () => last?.signal.aborted);
}, 300_000);
