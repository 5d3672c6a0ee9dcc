import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Session, sessionStatuses, statusOf } from '../../modules/sessions/index.ts';
import { aSession } from '../../modules/sessions/session.testing.ts';
import type { Store } from '../store.ts';
import {
  ended,
  idAt,
  idsOf,
  insert,
  insertAll,
  matching,
  type OpenStore,
  sessionAt,
  update,
} from './opened.testing.ts';

export function sessionsContract(open: OpenStore): void {
  /** Every member with a value that is not its default. */
  const full: Session = aSession({
    kind: 'REMOTE_ACCESS',
    metadata: { deep: { list: [1, null, 'é'] } },
    tags: ['a', 'b"c', "d'e"],
    pinnedAtMs: 5,
    heartbeatIntervalMs: 5_000,
    lifecycle: 'ENDED',
    statedActivity: 'PAUSED',
    openTaskCount: 2,
    taskCount: 3,
    liveness: 'LOST',
    killId: 'kill_01',
    isUnresponsive: true,
    endedAtMs: 6,
    endReason: 'KILLED',
    endMessage: 'bye',
    error: { message: 'x', code: 'E7', helpUrl: 'https://example.com' },
    attempt: 4,
  });
  const bare: Session = aSession({ id: 'app_02', name: null, userId: null, externalId: null, metadata: {}, tags: [] });

  test('a session comes back as it was stored, whoever reads it', async () => {
    const { store } = await open();
    for (const session of [full, bare]) {
      const stored = await insert(store, session);
      expect(stored).toEqual({ ...session, revision: stored.revision });
      expect(await store.sessions.find(session.id)).toEqual(stored);
      expect(await store.write(({ sessions }) => sessions.find(session.id))).toEqual(stored);
    }
    const changed = await update(store, { ...full, ...bare, id: full.id });
    expect(await store.sessions.find(full.id)).toEqual(changed);
  });

  test('whatever changes of a session, again and again in one unit, it is as it was stored last', async () => {
    const { store } = await open();
    const stored = await insertAll(store, 3);
    const pick = (session: Session) =>
      fc.subarray(Object.keys(session) as (keyof Session)[]).map((names) => only(session, names));
    const anyChange = fc.oneof(...[full, bare, aSession()].map(pick));
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 4 }), fc.nat(2), async (changes, at) => {
        const { id } = stored[at] ?? full;
        const last = await store.write(async ({ sessions }) => {
          let session = (await sessions.find(id)) ?? full;
          for (const change of changes)
            session = await sessions.update({ ...session, ...change, id, externalId: session.externalId });
          expect(await sessions.find(id)).toEqual(session);
          return session;
        });
        expect(await store.sessions.find(id)).toEqual(last);
        // What follows from the rest is stored as well.
        for (const status of sessionStatuses) {
          const [found] = await matching(store, { ids: [id], status: [status], search: last.name ?? '' });
          if (last.pinnedAtMs === null) expect(found, status).toBe(status === statusOf(last) ? id : undefined);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what does not exist is null, or left out', async () => {
    const { store } = await open();
    await insert(store, bare);
    expect(await store.sessions.find('app_nope')).toBeNull();
    expect(await store.write(({ sessions }) => sessions.find('app_nope'))).toBeNull();
    expect(await store.sessions.findMany([])).toEqual([]);
    expect(idsOf(await store.sessions.findMany(['app_nope', bare.id, bare.id]))).toEqual([bare.id]);
  });

  test('any number are found at once, each once', async () => {
    const { store } = await open();
    await insertAll(store, 2);
    const ids = [...Array.from({ length: 40_000 }, (_, at) => idAt(at)), idAt(1)];
    expect(idsOf(await store.sessions.findMany(ids)).toSorted()).toEqual([idAt(1), idAt(2)]);
  });

  test('each stored change takes the next revision, and the head is the newest', async () => {
    const { store } = await open();
    expect(await store.sessions.head()).toBe(0);
    const first = await insert(store, sessionAt(1));
    const second = await insert(store, sessionAt(2));
    const third = await update(store, { ...first, name: 'New' });
    expect([first, second, third].map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(await store.sessions.head()).toBe(3);
    const [a, b] = await store.write(async ({ sessions }) => [
      await sessions.update(third),
      await sessions.update(third),
    ]);
    expect([a.revision, b.revision]).toEqual([4, 5]);
    expect(await store.sessions.find(third.id)).toMatchObject({ revision: 5 });
  });

  test('a unit reads what it stored itself; others read it after the commit', async () => {
    const { store } = await open();
    await store.write(async ({ sessions }) => {
      const stored = await sessions.insert(sessionAt(1));
      expect(await sessions.find(stored.id)).toEqual(stored);
      expect(await store.sessions.find(stored.id)).toBeNull();
      expect(await store.sessions.head()).toBe(0);
    });
    expect(await store.sessions.find(idAt(1))).not.toBeNull();
  });

  describe('an external id', () => {
    const find = (store: Store, app: string, externalId: string) =>
      store.write(async ({ sessions }) => (await sessions.findByExternalId(app, externalId))?.id ?? null);

    test('finds the newest session of its app, running or ended, whichever key registered it', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { externalId: 'tab-1', ...ended }));
      await insert(store, sessionAt(2, { externalId: 'tab-1', ...ended }));
      expect(await find(store, 'demo', 'tab-1')).toBe(idAt(2));
      await insert(store, sessionAt(3, { externalId: 'tab-1', ...ended, keyId: 'key2' }));
      await insert(store, sessionAt(4, { externalId: 'tab-1' }));
      await insert(store, sessionAt(5, { externalId: 'tab-1', app: 'other' }));
      await insert(store, sessionAt(6, { externalId: 'tab-2' }));
      await insert(store, sessionAt(7, { externalId: null }));
      expect(await find(store, 'demo', 'tab-1')).toBe(idAt(4));
      expect(await find(store, 'other', 'tab-1')).toBe(idAt(5));
      expect(await find(store, 'demo', 'TAB-1')).toBeNull();
      expect(await find(store, 'demo', "tab-1' or '1'='1")).toBeNull();
    });

    test('belongs to one running session of its app, whatever races and whichever keys', async () => {
      const { store, commits } = await open();
      const racing = Array.from({ length: 10 }, (_, at) =>
        insert(store, sessionAt(at, { externalId: 'tab-1', keyId: `key${at}` })),
      );
      const outcomes = await Promise.allSettled(racing);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.sessions.head()).toBe(1);
      expect(commits.flat()).toHaveLength(1);
      expect(await store.sessions.running()).toHaveLength(1);
    });

    test('is free again once its session has ended; what has ended cannot come back beside a running one', async () => {
      const { store } = await open();
      const first = await insert(store, sessionAt(1, { externalId: 'tab-1' }));
      await update(store, { ...first, ...ended });
      await insert(store, sessionAt(2, { externalId: 'tab-1' }));
      await expect(update(store, first)).rejects.toThrow();
      expect(await store.sessions.find(first.id)).toMatchObject({ lifecycle: 'ENDED' });
    });

    test('of nobody is shared by as many as like', async () => {
      const { store } = await open();
      await insertAll(store, 5, { externalId: null });
      expect(await store.sessions.running()).toHaveLength(5);
    });
  });

  test('running are those that have not ended', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1));
    await insert(store, sessionAt(2, { lifecycle: 'ENDING', killId: 'kill_1' }));
    await insert(store, sessionAt(3, ended));
    expect(idsOf(await store.sessions.running())).toEqual([idAt(1), idAt(2)]);
  });

  test('pins of an app are counted, ended or not', async () => {
    const { store } = await open();
    await insert(store, sessionAt(9, { pinnedAtMs: 1, app: 'other' }));
    await insert(store, sessionAt(1, { pinnedAtMs: 1 }));
    await insert(store, sessionAt(2, { pinnedAtMs: 1, ...ended }));
    await insert(store, sessionAt(3));
    expect(await store.write(({ sessions }) => sessions.countPinned('demo'))).toBe(2);
  });

  test('of the sessions of a key those that run are counted, also within the unit that made them', async () => {
    const { store } = await open();
    const count = (keyId: string) => store.write(({ sessions }) => sessions.countRunningOfKey(keyId));
    await insert(store, sessionAt(1, { keyId: 'a' }));
    await insert(store, sessionAt(2, { keyId: 'a', lifecycle: 'ENDING', killId: 'kill_1', app: 'other' }));
    await insert(store, sessionAt(3, { keyId: 'a', ...ended }));
    const moving = await insert(store, sessionAt(4, { keyId: 'b' }));
    expect([await count('a'), await count('b'), await count('c')]).toEqual([2, 1, 0]);
    await store.write(async ({ sessions }) => {
      await sessions.update({ ...moving, keyId: 'a' });
      expect([await sessions.countRunningOfKey('a'), await sessions.countRunningOfKey('b')]).toEqual([3, 0]);
    });
  });

  test('when running sessions were last heard is stored without a change', async () => {
    const { store, commits } = await open();
    const running = await insert(store, sessionAt(1));
    const over = await insert(store, sessionAt(2, ended));
    const heard = [running, over, { id: 'app_nope' }].map(({ id }) => ({ id, lastHeartbeatAtMs: 9_000_000 }));
    await store.write(({ sessions }) => sessions.saveHeard(heard));
    await store.write(({ sessions }) => sessions.saveHeard([]));
    expect(await store.sessions.find(running.id)).toEqual({ ...running, lastHeartbeatAtMs: 9_000_000 });
    expect(await store.sessions.find(over.id)).toEqual(over);
    expect(await store.sessions.head()).toBe(2);
    expect(commits.flat()).toEqual([running.id, over.id]);
  });

  test('opened again it is as it was, of the same epoch, and names its newest session', async () => {
    const { store, reopen } = await open();
    expect(store.newestId).toBeUndefined();
    const stored = await insertAll(store, 3);
    const { store: again } = await reopen();
    expect(again.epoch).toBe(store.epoch);
    expect(again.newestId).toBe(idAt(3));
    expect(await again.sessions.head()).toBe(3);
    expect(await again.sessions.running()).toEqual(stored);
    expect(await insert(again, sessionAt(4))).toMatchObject({ revision: 4 });
  });
}

function only(session: Session, names: readonly (keyof Session)[]): Partial<Session> {
  return Object.fromEntries(names.map((name) => [name, session[name]]));
}
