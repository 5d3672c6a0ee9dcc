import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { admin, appKey, owner, startApp, temporaryDir } from '../../app.testing.ts';
import { beat, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { createManualClock } from '../../kernel/clock.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { openStore } from '../../store/store.ts';
import { createHeartbeat } from './heartbeat.ts';
import { Leases } from './leases.ts';
import { aSession } from './session.testing.ts';

const minute = 60_000;

test('each session is answered for itself, in the order in which it was named first, once', async () => {
  const app = await startApp();
  const [fine, killed, ended, lost] = await Promise.all([{}, {}, {}, {}].map((input) => app.register(input)));
  if (!fine || !killed || !ended || !lost) throw new Error('Four were registered');
  const taken = await app.register({ externalId: 'tab-1' });
  await app.advance(9 * minute);
  await app.services.heartbeat(
    owner(),
    [fine, killed, taken].map(({ session }) => session.id),
  );
  await app.services.sessions.endSession(owner(), { id: ended.session.id, reason: 'FAILED' });
  await app.advance(minute);
  await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
  const kill = await app.services.kills.killSession(admin, { id: killed.session.id });

  const ids = [lost, killed, fine, ended, taken].map(({ session }) => session.id);
  const answer = await app.services.heartbeat(owner('owner1'), ['app_nope', ...ids, ...ids]);
  expect(answer.results()).toEqual([
    { sessionId: 'app_nope', outcome: 'UNKNOWN', killId: null, endReason: null },
    { sessionId: lost.session.id, outcome: 'ENDED', killId: null, endReason: 'LOST' },
    { sessionId: killed.session.id, outcome: 'KILL_REQUESTED', killId: kill.id, endReason: null },
    { sessionId: fine.session.id, outcome: 'RENEWED', killId: null, endReason: null },
    { sessionId: ended.session.id, outcome: 'ENDED', killId: null, endReason: 'FAILED' },
    { sessionId: taken.session.id, outcome: 'SUPERSEDED', killId: null, endReason: null },
  ]);
  expect(answer.exceptions).toEqual(answer.results().filter(({ outcome }) => outcome !== 'RENEWED'));
});

test('of sessions that are fine there is no exception', async () => {
  const app = await startApp();
  const { session } = await app.register();
  expect((await app.services.heartbeat(owner(), [session.id, session.id])).exceptions).toEqual([]);
});

test('a kill that cannot be read is missing where it stands: the other sessions have their answers', async () => {
  const app = await startApp();
  const [killed, ended] = [await app.register(), await app.register()];
  const kill = await app.services.kills.killSession(admin, { id: killed.session.id });
  for (const { session } of [killed, ended]) {
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'STOPPED' });
  }
  const database = new SQLite(join(app.dataDir, 'rollcall.db'));
  database.prepare("update kills set survivors = 'no list' where id = ?").run(kill.id);
  database.close();

  const answers = '{ sessionId endReason kill { id } }';
  const response = await fetch(`${app.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${appKey}` },
    body: JSON.stringify({
      query: `mutation ($input: HeartbeatInput!) {
        heartbeat(input: $input) { ... on HeartbeatSuccess { exceptions ${answers} results ${answers} } }
      }`,
      variables: { input: { sessionIds: [killed.session.id, ended.session.id] } },
    }),
  });
  const told = [
    { sessionId: killed.session.id, endReason: 'KILLED', kill: null },
    { sessionId: ended.session.id, endReason: 'STOPPED', kill: null },
  ];
  expect(await response.json()).toMatchObject({
    data: { heartbeat: { exceptions: told, results: told } },
    errors: ['exceptions', 'results'].map((list) => ({ path: ['heartbeat', list, 0, 'kill'] })),
  });
  expect(app.errors.splice(0)).toHaveLength(1);
});

test('a heartbeat of what is live stores nothing, records nothing and tells nobody', async () => {
  const app = await startApp();
  const { session } = await app.register();
  const watcher = await watch(app);
  await watcher.told();
  await app.advance(minute);
  expect(await beat(app, owner(), [session.id])).toMatchObject([{ outcome: 'RENEWED' }]);
  expect(await watcher.told()).toEqual([]);
  expect((await sessionOf(app, session.id)).revision).toBe(1);
  expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY']);
});

test('a heartbeat keeps a session live for another two minutes', async () => {
  const app = await startApp();
  const { session } = await app.register();
  for (let times = 0; times < 4; times += 1) {
    await app.advance(2 * minute - 1);
    await app.services.heartbeat(owner(), [session.id]);
  }
  await app.settle();
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', revision: 1 });
});

test('a heartbeat wakes a stale session, in one change', async () => {
  const app = await startApp();
  const { session } = await app.register();
  await app.advance(2 * minute);
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'STALE' });
  const watcher = await watch(app);
  await watcher.told();

  await app.services.heartbeat(owner(), [session.id]);
  expect(await watcher.told()).toEqual([{ revision: 3, upserted: [`${session.id} IDLE`], removed: [], resync: false }]);
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', lastHeartbeatAtMs: app.clock.wallMs() });
  expect(await recordsOf(app, session.id)).toEqual([
    'SESSION_REGISTERED by KEY',
    'SESSION_STALE by SYSTEM',
    'SESSION_HEARD by SYSTEM',
  ]);
});

test('two heartbeats at once wake a stale session once', async () => {
  const app = await startApp();
  const { session } = await app.register();
  await app.advance(2 * minute);
  await Promise.all([1, 2].map(() => app.services.heartbeat(owner(), [session.id])));
  await app.settle();
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', revision: 3 });
});

test('a heartbeat wakes a session that is quiet after a restart', async () => {
  const before = await startApp();
  const { session } = await before.register();
  const app = await before.restart();
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'QUIET', revision: 2 });
  await app.services.heartbeat(owner(), [session.id]);
  await app.settle();
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', revision: 3 });
});

describe('a heartbeat of a session that is being killed', () => {
  test('carries the kill each time, renews, and marks it sent once', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const kill = await app.services.kills.killSession(admin, { id: session.id, graceMs: 3_600_000 });
    for (let times = 0; times < 3; times += 1) {
      const [answer] = await beat(app, owner(), [session.id]);
      expect(answer).toMatchObject({ outcome: 'KILL_REQUESTED', killId: kill.id });
      await app.advance(minute);
    }
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDING', liveness: 'LIVE', revision: 3 });
    expect(await recordsOf(app, session.id)).toEqual([
      'SESSION_REGISTERED by KEY',
      'KILL_REQUESTED by BOOTSTRAP',
      'KILL_SENT by KEY',
    ]);
  });

  test('after its end is told the end and the kill that made it, and nothing wakes', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const kill = await app.services.kills.killSession(admin, { id: session.id });
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'STOPPED' });
    const before = await sessionOf(app, session.id);
    expect(await beat(app, owner(), [session.id])).toMatchObject([
      { outcome: 'ENDED', endReason: 'KILLED', killId: kill.id },
    ]);
    await app.settle();
    expect(await sessionOf(app, session.id)).toEqual(before);
  });
});

describe('how many sessions a heartbeat names', () => {
  test('a thousand are renewed at once', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 1_000 }, () => app.register()));
    await app.advance(minute);
    const answers = await beat(
      app,
      owner(),
      registered.map(({ session }) => session.id),
    );
    expect(answers).toHaveLength(1_000);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['RENEWED']));
    await app.advance(minute + 30_000);
    expect(await sessionOf(app, registered[999]?.session.id ?? '')).toMatchObject({ liveness: 'LIVE' });
  });

  test.each([
    [[], 'name at least one session'],
    [
      Array.from({ length: 1_001 }, (_, at) => `app_${at}`),
      'at most 1,000 sessions at once; send the rest in another call',
    ],
    [Array.from({ length: 1_001 }, () => 'app_1'), 'at most 1,000 sessions at once; send the rest in another call'],
    [[''], '0: must not be empty'],
    [['x'.repeat(101)], '0: at most 100 characters'],
  ])('is 1 to 1,000 (%#)', async (ids, message) => {
    const app = await startApp();
    await expect(app.services.heartbeat(owner(), ids)).rejects.toThrow(InvalidInputError);
    await expect(app.services.heartbeat(owner(), ids)).rejects.toThrow(message);
  });

  test('and of too many nothing else is said, whatever they are', async () => {
    const app = await startApp();
    await expect(
      app.services.heartbeat(
        owner(),
        Array.from({ length: 1_001 }, () => ''),
      ),
    ).rejects.toMatchObject({
      issues: [{ path: '', message: 'at most 1,000 sessions at once; send the rest in another call' }],
    });
  });

  test('whose ids are as long as any other: characters count, and not the units that some take two of', async () => {
    const app = await startApp();
    const id = '\u{1f600}'.repeat(100);
    expect(await beat(app, owner(), [id])).toMatchObject([{ sessionId: id, outcome: 'UNKNOWN' }]);
    await expect(app.services.heartbeat(owner(), [`${id}a`])).rejects.toThrow('0: at most 100 characters');
  });
});

describe('while the disk is asked about others', () => {
  async function setUp() {
    const clock = createManualClock();
    const leases = new Leases(clock, { staleAfterMs: 2 * minute, lostAfterMs: 10 * minute });
    const store = await openStore({ dataDir: temporaryDir(), newEpoch: 'abcdefgh', onCommit: () => undefined });
    let whileAsked = async (): Promise<void> => undefined;
    const heartbeat = createHeartbeat({
      leases,
      reader: {
        ...store.sessions,
        async findMany(ids) {
          const found = await store.sessions.findMany(ids);
          await whileAsked();
          return found;
        },
      },
      reconcileSoon: () => undefined,
      killSent: () => undefined,
    });
    return {
      leases,
      store,
      ask: async (ids: string[]) => (await heartbeat(owner(), ids)).results(),
      meanwhile: (run: () => Promise<void>) => (whileAsked = run),
    };
  }

  test('a session that ends is not taken for unknown: it was alive when it was heard', async () => {
    const { leases, store, ask, meanwhile } = await setUp();
    leases.observe(aSession());
    meanwhile(async () => void leases.observe(aSession({ lifecycle: 'ENDED' })));
    expect(await ask(['app_nope', 'app_01'])).toMatchObject([{ outcome: 'UNKNOWN' }, { outcome: 'RENEWED' }]);
    await store.close();
  });

  test('a session whose commit is not told yet is not taken for ended', async () => {
    const { store, ask } = await setUp();
    await store.write(({ sessions }) => sessions.insert(aSession()));
    expect(await ask(['app_01'])).toEqual([{ sessionId: 'app_01', outcome: 'RENEWED', killId: null, endReason: null }]);
    await store.close();
  });
});
