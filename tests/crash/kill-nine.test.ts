import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { asAdmin } from '../harness/api.ts';
import { readAll, type Registered, registerDocument, type SessionFields } from '../harness/operations.ts';
import { createRandom } from '../harness/random.ts';
import { adminToken, appKey, ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';
import { WireSocket } from '../harness/wire-socket.ts';

const crashes = 100;
const writerCount = 3;
const atOnce = 10;

let server: ServerProcess | undefined;

afterAll(async () => {
  await server?.remove();
});

/** What was acknowledged of one session, which is what must be there after every crash. */
interface Acknowledged {
  readonly id: string;
  change: number;
  revision: string;
  isEnded: boolean;
}

const update = `mutation ($input: UpdateSessionInput!) {
  updateSession(input: $input) { ... on UpdateSessionSuccess { session { revision } } }
}`;
const end = `mutation ($input: EndSessionInput!) {
  endSession(input: $input) { ... on EndSessionSuccess { session { revision } } }
}`;

/** Registers, changes and ends sessions until the server is gone, and notes what it was told is done. */
async function write(socket: WireSocket, ownerId: string, acknowledged: Acknowledged[]): Promise<void> {
  const one = async () => {
    for (;;) {
      const input = { app: 'crash', externalId: randomUUID(), ownerId, metadata: { change: 0 } };
      const { registerSession } = await socket.request<{ registerSession: Registered }>(registerDocument, { input });
      const { id, revision } = registerSession.session;
      const entry: Acknowledged = { id, change: 0, revision, isEnded: false };
      acknowledged.push(entry);
      for (let change = 1; change <= 5; change++) {
        const { updateSession } = await socket.request<{ updateSession: { session: { revision: string } } }>(update, {
          input: { id, metadata: { change } },
        });
        Object.assign(entry, { change, revision: updateSession.session.revision });
      }
      const { endSession } = await socket.request<{ endSession: { session: { revision: string } } }>(end, {
        input: { id },
      });
      Object.assign(entry, { revision: endSession.session.revision, isEnded: true });
    }
  };
  await Promise.allSettled(Array.from({ length: atOnce }, one));
  await socket.closed;
}

/** The number in a revision, which otherwise means nothing to a client; here it must be without gaps. */
function numberOf(revision: string): number {
  return Number(revision.split('.')[1]);
}

test(`${crashes} crashes under load lose no acknowledged write, and leave no gap among the revisions`, async () => {
  const random = createRandom('kill -9');
  let dataDir: string | undefined;
  let total = 0;
  let writes = 0;
  let wasRunning: Acknowledged[] = [];
  for (let crash = 0; crash < crashes; crash++) {
    server = await ServerProcess.start(dataDir === undefined ? {} : { dataDir });
    dataDir = server.dataDir;
    const { pid, url } = server;

    await expectKept(server, wasRunning);

    const acknowledged: Acknowledged[] = [];
    const sockets = await Promise.all(
      Array.from({ length: writerCount }, async () => {
        const ownerId = randomUUID();
        return { ownerId, socket: await WireSocket.open(url, appKey, ownerId) };
      }),
    );
    const writers = sockets.map(({ socket, ownerId }) => write(socket, ownerId, acknowledged));
    const wanted = random.between(1, 40);
    await until('some writes to be acknowledged', () => acknowledged.length >= wanted, { everyMs: 1 });
    process.kill(pid, 'SIGKILL');
    await Promise.all([server.ended, ...writers]);
    total += acknowledged.length;
    writes += acknowledged.reduce((sum, { change, isEnded }) => sum + 1 + change + Number(isEnded), 0);
    wasRunning = acknowledged;
  }
  server = await ServerProcess.start(dataDir === undefined ? {} : { dataDir });
  await expectKept(server, wasRunning);
  expect(writes).toBeGreaterThan(crashes * 10);
  console.log(`${writes} acknowledged writes, ${crashes} crashes`);

  // Of all lives together: whatever was ever acknowledged is still there, each at a revision of its own.
  const { sessions, revision } = await readAll(asAdmin(server));
  expect(sessions.length).toBeGreaterThanOrEqual(total);
  const revisions = sessions.map((session) => session.revision);
  expect(new Set(revisions).size).toBe(revisions.length);
  expect([...revisions].sort().at(-1)).toBe(revision);
  await expectGapless(server);
}, 900_000);

/** Every acknowledged session is there, at least as far as was acknowledged. */
async function expectKept(running: ServerProcess, acknowledged: readonly Acknowledged[]): Promise<void> {
  const stored = new Map<string, SessionFields>();
  for (let first = 0; first < acknowledged.length; first += 1_000) {
    const ids = acknowledged.slice(first, first + 1_000).map(({ id }) => id);
    for (const session of (await readAll(asAdmin(running), { ids })).sessions) stored.set(session.id, session);
  }
  for (const { id, change, revision, isEnded } of acknowledged) {
    const session = stored.get(id);
    expect(session, `${id} was acknowledged`).toBeDefined();
    expect(Number(session?.metadata['change'])).toBeGreaterThanOrEqual(change);
    expect(session?.revision.localeCompare(revision)).toBeGreaterThanOrEqual(0);
    if (isEnded) expect(session?.endReason).toBe('COMPLETED');
  }
}

/** Sessions that register one after the other take one revision each, with none left out. */
async function expectGapless(running: ServerProcess): Promise<void> {
  const { revision } = await readAll(asAdmin(running));
  const admin = await WireSocket.open(running.url, adminToken);
  const id = admin.subscribe('subscription ($after: Revision) { sessionChanges(afterRevision: $after) { revision } }', {
    after: revision,
  });
  await admin.nextData(id);
  const ownerId = randomUUID();
  const socket = await WireSocket.open(running.url, appKey, ownerId);
  const numbers: number[] = [];
  for (let index = 0; index < 20; index++) {
    const input = { app: 'gap', externalId: randomUUID(), ownerId };
    const { registerSession } = await socket.request<{ registerSession: Registered }>(registerDocument, { input });
    numbers.push(numberOf(registerSession.session.revision));
  }
  expect(numbers).toEqual(numbers.map((_number, index) => numberOf(revision) + 1 + index));
  await Promise.all([socket.close(), admin.close()]);
}
