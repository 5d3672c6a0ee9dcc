import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asAdmin, asOwner } from '../harness/api.ts';
import { readAll, register, type SessionFields, sessionFields } from '../harness/operations.ts';
import { adminToken, appKey, ServerProcess } from '../harness/server-process.ts';
import { lookEvery } from '../harness/until.ts';
import { WireSocket } from '../harness/wire-socket.ts';

const changeCount = 30_000;
const sessionCount = 60;
const metadataBytes = 4_000;
const writerCount = 6;

let server: ServerProcess;

beforeEach(async () => {
  server = await ServerProcess.start();
});

afterEach(async () => {
  await server.remove();
});

interface Message {
  readonly sessionChanges: {
    readonly revision: string;
    readonly resync: boolean;
    readonly upserted: readonly SessionFields[];
  };
}

const watch = `subscription ($after: Revision) { sessionChanges(afterRevision: $after) {
  revision resync upserted { ${sessionFields} }
} }`;
const lightWatch = 'subscription { sessionChanges { revision resync upserted { id revision } } }';
const update = `mutation ($input: UpdateSessionInput!) { updateSession(input: $input) { __typename } }`;

/** Makes its share of the changes, as many at a time as keep the server busy. */
async function write(ownerId: string, ids: readonly string[], count: number): Promise<void> {
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  const atOnce = 20;
  for (let done = 0; done < count; done += atOnce) {
    await Promise.all(
      Array.from({ length: Math.min(atOnce, count - done) }, (_, index) => {
        const change = done + index;
        // As large as 30,000 of them would be 120 MB, were they kept for the reader.
        const metadata = { change, padding: `${change}`.padEnd(metadataBytes, 'x') };
        return socket.request(update, { input: { id: ids[change % ids.length], metadata } });
      }),
    );
  }
  await socket.close();
}

async function writeAll(ownerId: string, ids: readonly string[], count: number): Promise<void> {
  await Promise.all(Array.from({ length: writerCount }, () => write(ownerId, ids, count / writerCount)));
}

/** The most memory the server held while `work` ran. */
async function peakDuring(work: () => Promise<void>): Promise<number> {
  let peakBytes = 0;
  const stopLooking = lookEvery(100, () => {
    peakBytes = Math.max(peakBytes, server.residentBytes());
  });
  await work();
  stopLooking();
  return peakBytes;
}

test('a reader that stalls for 30,000 changes costs bounded memory, disturbs nobody, and is right with its next message', async () => {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const ids = await Promise.all(
    Array.from({ length: sessionCount }, async () => (await register(owner, ownerId)).session.id),
  );
  // The same load without a stalled reader brings the server to its working size.
  const peakWithout = await peakDuring(() => writeAll(ownerId, ids, changeCount / 2));

  const stalled = await WireSocket.open(server.url, adminToken);
  const stalledId = stalled.subscribe(watch);
  const first = await stalled.nextData<Message>(stalledId);
  stalled.pause();

  // Somebody else watches all the time, and must hear of every change while it happens.
  const reader = await WireSocket.open(server.url, adminToken);
  const readerId = reader.subscribe(lightWatch);
  let messages = 0;
  const done = new AbortController();
  let longestGapMs = 0;
  const seen = new Map<string, string>();
  const reading = (async () => {
    for (let lastMs = performance.now(); !done.signal.aborted; messages++) {
      const { sessionChanges } = await reader.nextData<Message>(readerId, 60_000);
      if (messages > 1) longestGapMs = Math.max(longestGapMs, performance.now() - lastMs);
      lastMs = performance.now();
      for (const session of sessionChanges.upserted) seen.set(session.id, session.revision);
    }
  })();

  const startedMs = performance.now();
  const peakWith = await peakDuring(() => writeAll(ownerId, ids, changeCount));
  const writingMs = performance.now() - startedMs;
  done.abort();
  // One more change, so that the reader's last wait ends.
  await write(ownerId, ids, 1);
  await reading;

  expect(messages).toBeGreaterThan(100);
  // It writes for tens of seconds: whoever waited for the stalled one would have waited as long.
  expect(longestGapMs).toBeLessThan(writingMs / 3);
  expect(peakWith - peakWithout).toBeLessThan(64 * 2 ** 20);

  const { sessions, revision } = await readAll(asAdmin(server));
  expect(seen).toEqual(new Map(sessions.map((session) => [session.id, session.revision])));

  stalled.resume();
  const held = await catchUp(stalled, stalledId, first.sessionChanges.revision, revision);
  expect(held.sessions).toEqual(new Map(sessions.map((session) => [session.id, session])));
  // What the operating system had taken before it was full, and then the state as it is: not 30,000 messages.
  expect(held.messages).toBeLessThan(changeCount / 100);
  await reader.close();
}, 300_000);

/** Reads until it is told of `revision`, going on with a new connection where the server took the silent one for dead. */
async function catchUp(socket: WireSocket, id: string, from: string, revision: string) {
  const sessions = new Map<string, SessionFields>();
  let messages = 0;
  let at = from;
  for (let [reading, readingId] = [socket, id]; at < revision;) {
    const message: Message | null = await reading.nextData<Message>(readingId).catch(() => null);
    if (message === null) {
      reading = await WireSocket.open(server.url, adminToken);
      readingId = reading.subscribe(watch, { after: at });
      continue;
    }
    messages += 1;
    at = message.sessionChanges.revision;
    expect(message.sessionChanges.resync).toBe(false);
    for (const session of message.sessionChanges.upserted) sessions.set(session.id, session);
  }
  return { sessions, messages };
}
