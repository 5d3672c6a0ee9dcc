import { describe, expect, test } from 'vitest';
import type { LogRecord } from '../../kernel/record.ts';
import { aKill } from '../../modules/kills/kill.testing.ts';
import type { Task } from '../../modules/tasks/index.ts';
import { ended, idAt, insert, type OpenStore, sessionAt, update } from './opened.testing.ts';

export function belongingsContract(open: OpenStore): void {
  describe('tasks', () => {
    const task = (id: string, members: Partial<Task> = {}): Task => ({
      id,
      sessionId: 'app_01',
      parentId: null,
      name: `Task ${id}`,
      state: 'RUNNING',
      progress: null,
      message: null,
      error: null,
      startedAtMs: 1,
      endedAtMs: null,
      ...members,
    });

    test('come back as they were stored, newest first, as many as asked for', async () => {
      const { store } = await open();
      const full = task('b', {
        parentId: 'a',
        progress: 0.25,
        message: 'm',
        error: 'e',
        state: 'FAILED',
        endedAtMs: 9,
      });
      const stored = [task('a'), full, task('c', { startedAtMs: 0 })];
      await store.write(async ({ tasks }) => {
        for (const each of [...stored, task('d', { sessionId: 'app_02' })]) await tasks.insert(each);
      });
      expect(await store.tasks.newestOf('app_01', 10)).toEqual(stored.toReversed());
      expect(await store.tasks.newestOf('app_01', 2)).toEqual(stored.toReversed().slice(0, 2));
      expect(await store.tasks.newestOf('app_03', 2)).toEqual([]);
      expect(await store.write(({ tasks }) => tasks.find('app_01', 'b'))).toEqual(full);
      expect(await store.write(({ tasks }) => tasks.find('app_01', 'nope'))).toBeNull();
      expect(await store.write(({ tasks }) => tasks.find('app_02', 'b'))).toBeNull();
      const changed = task('a', { progress: 1, state: 'SUCCEEDED', endedAtMs: 5 });
      await store.write(({ tasks }) => tasks.update(changed));
      expect((await store.tasks.newestOf('app_01', 10)).at(-1)).toEqual(changed);
    });

    test('have ids of their own within their session', async () => {
      const { store } = await open();
      const [here, there] = [task('a'), task('a', { sessionId: 'app_02', name: 'there' })];
      await store.write(({ tasks }) => tasks.insert(here));
      await expect(store.write(({ tasks }) => tasks.insert(here))).rejects.toThrow();
      await store.write(async ({ tasks }) => {
        await tasks.insert(there);
        await tasks.update({ ...here, progress: 0.5 });
      });
      expect(await store.tasks.newestOf('app_01', 5)).toEqual([{ ...here, progress: 0.5 }]);
      expect(await store.tasks.newestOf('app_02', 5)).toEqual([there]);
    });

    test('of one id are found within a scope, the newest first', async () => {
      const { store } = await open();
      for (const [at, app] of ['shop', 'shop', 'mail'].entries()) await insert(store, sessionAt(at, { app }));
      await store.write(async ({ tasks }) => {
        for (const at of [1, 0, 2]) await tasks.insert(task('a', { sessionId: idAt(at) }));
      });
      const newestIn = async (apps: readonly string[] | null, id = 'a') =>
        (await store.write(({ tasks }) => tasks.findNewest(id, { apps, userId: null })))?.sessionId;
      expect(await newestIn(null)).toBe(idAt(2));
      expect(await newestIn(['shop'])).toBe(idAt(0));
      expect(await newestIn(['other'])).toBeUndefined();
      expect(await newestIn([])).toBeUndefined();
      expect(await newestIn(null, 'b')).toBeUndefined();
    });

    test('with an id of their own are found by whoever may know of their session as it is', async () => {
      const { store, reopen } = await open();
      const session = await insert(store, sessionAt(1, { app: 'shop', userId: 'ada' }));
      const stored = task('a', { sessionId: session.id });
      await store.write(({ tasks }) => tasks.insert(stored));
      const expectFound = async (
        within: typeof store,
        apps: readonly string[] | null,
        userId: string | null,
        is: boolean,
      ) =>
        expect(await within.write(({ tasks }) => tasks.findNewest('a', { apps, userId }))).toEqual(is ? stored : null);
      const expectAll = async (within: typeof store, user: string) => {
        await expectFound(within, null, null, true);
        await expectFound(within, ['mail', 'shop'], null, true);
        await expectFound(within, ['mail'], null, false);
        await expectFound(within, ['mail'], user, true);
        await expectFound(within, [], 'somebody else', false);
      };
      await expectAll(store, 'ada');
      await update(store, { ...session, userId: 'eve' });
      await expectFound(store, [], 'ada', false);
      await expectAll(store, 'eve');
      await store.close();
      await expectAll((await reopen()).store, 'eve');
    });

    test('of many sessions are asked for at once: the newest open one of each that has one', async () => {
      const { store } = await open();
      await store.write(async ({ tasks }) => {
        await tasks.insert(task('a'));
        await tasks.insert(task('b'));
        await tasks.insert(task('c', { state: 'SUCCEEDED', endedAtMs: 1 }));
        await tasks.insert(task('d', { sessionId: 'app_02' }));
        await tasks.insert(task('e', { sessionId: 'app_03', state: 'ABANDONED', endedAtMs: 1 }));
      });
      const many = Array.from({ length: 40_000 }, (_, at) => `app_${String(at).padStart(2, '0')}`);
      const current = await store.tasks.currentOf(['app_01', 'app_01', ...many]);
      expect(current.map(({ id }) => id).toSorted()).toEqual(['b', 'd']);
      expect(await store.tasks.currentOf([])).toEqual([]);
    });

    test('that are open are abandoned with their session, and no others', async () => {
      const { store } = await open();
      const over = task('b', { state: 'FAILED', endedAtMs: 4 });
      const elsewhere = task('c', { sessionId: 'app_02' });
      await store.write(async ({ tasks }) => {
        for (const each of [task('a', { progress: 0.5 }), over, elsewhere]) await tasks.insert(each);
        await tasks.abandonOpen('app_01', 9);
      });
      expect(await store.tasks.newestOf('app_01', 5)).toEqual([
        over,
        task('a', { progress: 0.5, state: 'ABANDONED', endedAtMs: 9 }),
      ]);
      expect(await store.tasks.newestOf('app_02', 5)).toEqual([elsewhere]);
    });
  });

  test('kills come back as they were stored', async () => {
    const { store } = await open();
    const full = aKill({
      id: 'kill_02',
      state: 'ENDED',
      requestedBy: { kind: 'KEY', id: 'k', name: 'key k' },
      sentAtMs: 1,
      acknowledgedAtMs: 2,
      endedAtMs: 3,
      evidence: 'VANISHED',
      attempt: 2,
      previousId: 'kill_01',
    });
    const bare = aKill({ reason: null });
    await store.write(async ({ kills }) => {
      for (const kill of [full, bare]) await kills.insert(kill);
    });
    for (const kill of [full, bare]) {
      expect(await store.kills.find(kill.id)).toEqual(kill);
      expect(await store.write(({ kills }) => kills.find(kill.id))).toEqual(kill);
    }
    expect(await store.kills.find('nope')).toBeNull();
    const many = Array.from({ length: 40_000 }, (_, at) => `kill_${at}`);
    expect(await store.kills.findMany([...many, bare.id, 'nope'])).toEqual([bare]);
    await store.write(({ kills }) => kills.update({ ...full, id: bare.id }));
    expect(await store.kills.find(bare.id)).toEqual({ ...full, id: bare.id });
  });

  describe('records', () => {
    const record = (note: string, sessionId = 'app_01'): LogRecord => ({
      atMs: 5,
      action: 'SESSION_UPDATED',
      sessionId,
      subjectId: null,
      actor: { kind: 'KEY', id: 'k', name: 'key k' },
      origin: 'a test',
      note,
      after: { deep: [1, null, 'é'] },
    });

    test('of a session come newest first, page by page', async () => {
      const { store } = await open();
      const bare: LogRecord = {
        ...record('x'),
        actor: { kind: 'SYSTEM', id: null, name: 'x' },
        origin: null,
        note: null,
        subjectId: 'person_1',
      };
      const ofAPerson: LogRecord = { ...record('of a person'), sessionId: null, subjectId: 'app_01' };
      for (const [at, id] of ['app_01', 'app_02'].entries()) await insert(store, sessionAt(at, { id }));
      await store.write(async ({ records }) => {
        for (const each of [record('1'), record('other', 'app_02'), record('2'), ofAPerson, bare, record('4')]) {
          await records.append(each);
        }
      });
      const all = await store.records.ofSession('app_01', 10, null);
      expect(all.map(({ id: _, ...rest }) => rest)).toEqual([record('4'), bare, record('2'), record('1')]);
      const [first, second, third] = all;
      expect(await store.records.ofSession('app_01', 2, null)).toEqual([first, second]);
      expect(await store.records.ofSession('app_01', 1, second?.id ?? 0)).toEqual([third]);
      expect(await store.records.ofSession('app_01', 10, all.at(-1)?.id ?? 0)).toEqual([]);
      expect(await store.records.ofSession('app_02', 10, second?.id ?? 0)).toEqual([]);
    });

    test('have ids of their own, also when the newest are gone', async () => {
      const { store, reopen } = await open();
      await insert(store, sessionAt(1, ended));
      await insert(store, sessionAt(2));
      const append = (from: typeof store, at: number) =>
        from.write(({ records }) => records.append(record('x', idAt(at))));
      const newestId = async (from: typeof store, at: number) =>
        (await from.records.ofSession(idAt(at), 1, null))[0]?.id;
      await append(store, 1);
      const before = await newestId(store, 1);
      await store.write(({ sessions }) => sessions.removeEnded(3_000_000, 10, 3_000_000));
      const { store: again } = await reopen();
      await append(again, 2);
      expect(await newestId(again, 2)).toBeGreaterThan(before ?? 0);
    });

    test('stand in the order of their units, as many as there are; a unit that fails leaves none', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { id: 'app_01' }));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, at) =>
          store.write(async ({ records }) => {
            await records.append(record(String(2 * at)));
            await records.append(record(String(2 * at + 1)));
            if (at % 7 === 3) throw new Error('no');
          }),
        ),
      );
      const expected = outcomes.flatMap(({ status }, at) =>
        status === 'fulfilled' ? [String(2 * at), String(2 * at + 1)] : [],
      );
      const stored = await store.records.ofSession('app_01', 100, null);
      expect(stored.map(({ note }) => note)).toEqual(expected.toReversed());
    });

    test('go with their session, also with one removed in the transaction that wrote them, unless that fails', async () => {
      const { store } = await open();
      const remove = (failure?: Error) =>
        store.write(async ({ sessions }) => {
          await sessions.removeEnded(3_000_000, 10, 3_000_000);
          if (failure !== undefined) throw failure;
        });
      const append = (at: number) => store.write(({ records }) => records.append(record(String(at), idAt(1))));
      await insert(store, sessionAt(1, ended));
      await Promise.allSettled([append(1), remove(new Error('no')), append(2)]);
      const kept = await store.records.ofSession(idAt(1), 10, null);
      expect(kept.map(({ note }) => note)).toEqual(['2', '1']);
      await Promise.all([append(3), remove()]);
      expect(await store.records.ofSession(idAt(1), 10, null)).toEqual([]);
    });
  });

  describe('access', () => {
    test('tokens are found by their hash, with what decides whether they hold, until their session ends', async () => {
      const { store } = await open();
      const session = await insert(store, sessionAt(1, { app: 'shop' }));
      const other = await insert(store, sessionAt(2));
      const token = { hash: 'h1', sessionId: session.id, ownerId: 'o', keyId: 'k', createdAtMs: 5 };
      await store.write(async ({ tokens }) => {
        await tokens.insert(token);
        await tokens.insert({ ...token, hash: 'h2', sessionId: 'app_nope' });
        await tokens.insert({ ...token, hash: 'h4', sessionId: other.id });
      });
      expect(await store.access.findToken('h1')).toEqual({ ...token, app: 'shop', isRunning: true });
      await update(store, { ...session, name: 'changed' });
      expect(await store.access.findToken('h1')).not.toBeNull();
      await update(store, { ...session, ...ended });
      expect(await store.access.findToken('h1')).toBeNull();
      await update(store, session);
      expect(await store.access.findToken('h1')).toBeNull();
      expect(await store.access.findToken('h4')).not.toBeNull();
      expect(await store.access.findToken('h2')).toBeNull();
      expect(await store.access.findToken('h3')).toBeNull();
    });
  });
}
