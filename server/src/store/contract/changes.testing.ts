import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangedSessions, Session, SessionFilter } from '../../modules/sessions/index.ts';
import type { Store } from '../store.ts';
import {
  ended,
  everything,
  idAt,
  idsOf,
  insert,
  insertAll,
  type OpenStore,
  sessionAt,
  update,
} from './opened.testing.ts';

/** A message in short. */
function short({ upserted, ...changes }: ChangedSessions) {
  return { ...changes, upserted: idsOf(upserted) };
}

export function changesContract(open: OpenStore): void {
  const nothing = { upserted: [], removed: [], resync: false, hasMore: false };
  const after = async (store: Store, revision: number, filter: SessionFilter = {}, limit = 100) =>
    short(await store.sessions.changesAfter(revision, filter, everything, limit));

  test('at the head there are none', async () => {
    const { store } = await open();
    expect(await after(store, 0)).toEqual({ ...nothing, revision: 0 });
    await insertAll(store, 2);
    expect(await after(store, 2)).toEqual({ ...nothing, revision: 2 });
  });

  test('come in the order of their last change, each session once, as it is now', async () => {
    const { store } = await open();
    const [first, second] = await insertAll(store, 3);
    if (!first || !second) throw new Error('Three were stored');
    for (const name of ['a', 'b', 'c']) await update(store, { ...first, name });
    const { upserted, ...rest } = await store.sessions.changesAfter(1, {}, everything, 100);
    expect(rest).toEqual({ removed: [], resync: false, hasMore: false, revision: 6 });
    expect(upserted).toEqual([second, { ...sessionAt(3), revision: 3 }, { ...first, name: 'c', revision: 6 }]);
  });

  test('that a filter lets through are told apart from those it does not', async () => {
    const { store } = await open();
    const [first, second] = await insertAll(store, 2, { app: 'a' });
    if (!first || !second) throw new Error('Two were stored');
    await insert(store, sessionAt(3, { app: 'b' }));
    const filter = { apps: ['a'] };
    expect(await after(store, 0, filter)).toEqual({
      ...nothing,
      revision: 3,
      upserted: [idAt(1), idAt(2)],
      removed: [idAt(3)],
    });
    await update(store, { ...second, app: 'b' });
    expect(await after(store, 3, filter)).toEqual({ ...nothing, revision: 4, removed: [idAt(2)] });
  });

  test('come in pages that follow each other without gap or repeat', async () => {
    const { store } = await open();
    await insertAll(store, 7);
    expect(await after(store, 0, {}, 3)).toEqual({
      ...nothing,
      revision: 3,
      hasMore: true,
      upserted: [idAt(1), idAt(2), idAt(3)],
    });
    expect(await after(store, 3, {}, 3)).toMatchObject({ revision: 6, hasMore: true });
    expect(await after(store, 6, {}, 3)).toEqual({ ...nothing, revision: 7, upserted: [idAt(7)] });
    expect(await after(store, 0, {}, 7)).toMatchObject({ revision: 7, hasMore: false });
  });

  test('that are removals come in pages, too', async () => {
    const { store } = await open();
    await insertAll(store, 5, ended);
    await store.write(({ sessions }) => sessions.removeEnded(3_000_000, 5, 7_000));
    await insert(store, sessionAt(6));
    expect(await after(store, 5, {}, 2)).toEqual({
      ...nothing,
      revision: 7,
      hasMore: true,
      removed: [idAt(1), idAt(2)],
    });
    expect(await after(store, 7, {}, 2)).toEqual({
      ...nothing,
      revision: 9,
      hasMore: true,
      removed: [idAt(3), idAt(4)],
    });
    expect(await after(store, 9, {}, 2)).toEqual({ ...nothing, revision: 11, upserted: [idAt(6)], removed: [idAt(5)] });
  });

  test('ahead of the head, or below the floor, there is only to read again', async () => {
    const { store } = await open();
    await insertAll(store, 2, ended);
    await store.write(async ({ sessions }) => {
      await sessions.removeEnded(3_000_000, 1, 5_000);
      await sessions.removeEnded(3_000_000, 1, 6_000);
    });
    expect(await after(store, 5)).toEqual({ ...nothing, revision: 4, resync: true });
    expect(await after(store, 2)).toEqual({ ...nothing, revision: 4, removed: [idAt(1), idAt(2)] });
    await store.write(({ sessions }) => sessions.removeTombstones(5_001));
    expect(await after(store, 2)).toEqual({ ...nothing, revision: 4, resync: true });
    expect(await after(store, 3)).toEqual({ ...nothing, revision: 4, removed: [idAt(2)] });
    await store.write(({ sessions }) => sessions.removeTombstones(9_000));
    expect(await after(store, 3)).toEqual({ ...nothing, revision: 4, resync: true });
    expect(await after(store, 4)).toEqual({ ...nothing, revision: 4 });
  });

  describe('retention', () => {
    const remove = (store: Store, endedBeforeMs: number, limit = 100) =>
      store.write(({ sessions }) => sessions.removeEnded(endedBeforeMs, limit, 7_000));

    test('removes what ended before, oldest first, with all that belongs to it, tells of it, and leaves the rest', async () => {
      const { store, commits } = await open();
      for (const [at, endedAtMs] of [30, 10, 20].entries()) await insert(store, sessionAt(at, { ...ended, endedAtMs }));
      await insert(store, sessionAt(7, { ...ended, endedAtMs: 1, pinnedAtMs: 1 }));
      await insert(store, sessionAt(8));
      const record = { atMs: 1, action: 'TASK_STARTED', actor: { kind: 'SYSTEM', id: null, name: 'x' } } as const;
      await store.write(async ({ tasks, records, tokens }) => {
        for (const id of [idAt(1), idAt(2)]) {
          const task = { parentId: null, name: 'x', progress: null, message: null, error: null, startedAtMs: 1 };
          await tasks.insert({ ...task, id: `task of ${id}`, sessionId: id, state: 'SUCCEEDED', endedAtMs: 2 });
          await records.append({ ...record, sessionId: id, subjectId: null, origin: null, note: null, after: {} });
          await tokens.insert({ hash: `hash of ${id}`, sessionId: id, ownerId: 'o', keyId: 'k', createdAtMs: 1 });
        }
      });
      expect(await remove(store, 30, 1)).toBe(1);
      expect(commits.at(-1)).toEqual([idAt(1)]);
      expect(await store.sessions.find(idAt(1))).toBeNull();
      expect(await store.sessions.find(idAt(2))).not.toBeNull();
      expect(await store.tasks.newestOf(idAt(1), 5)).toEqual([]);
      expect(await store.records.ofSession(idAt(1), 5, null)).toEqual([]);
      expect(await store.access.findToken(`hash of ${idAt(1)}`)).toBeNull();
      expect(await store.tasks.newestOf(idAt(2), 5)).toHaveLength(1);
      expect(await store.records.ofSession(idAt(2), 5, null)).toHaveLength(1);
      expect(await store.access.findToken(`hash of ${idAt(2)}`)).not.toBeNull();

      expect(await remove(store, 30)).toBe(1);
      expect(await remove(store, 30)).toBe(0);
      expect(await after(store, 5)).toEqual({ ...nothing, revision: 7, removed: [idAt(1), idAt(2)] });
      expect(idsOf(await store.sessions.findMany([0, 7, 8].map(idAt)))).toHaveLength(3);
    });

    test('that forgets no tombstone moves no floor', async () => {
      const { store } = await open();
      await insertAll(store, 1);
      await store.write(({ sessions }) => sessions.removeTombstones(9_000));
      expect(await after(store, 0)).toMatchObject({ resync: false, upserted: [idAt(1)] });
    });
  });

  test('whoever reads from anywhere, in pages of any size, ends with what there is', async () => {
    interface Reader {
      readonly filter: SessionFilter;
      readonly limit: number;
      revision: number;
      readonly held: Map<string, Session>;
    }
    const filters: SessionFilter[] = [{}, { lifecycle: ['ACTIVE'] }, { apps: ['even'] }];
    const anyOperation = fc.record({
      act: fc.constantFrom('insert', 'rename', 'move', 'end', 'remove', 'forget', 'read', 'read', 'read'),
      pick: fc.nat(1_000),
    });

    async function read(store: Store, reader: Reader): Promise<void> {
      const { revision, upserted, removed, resync } = await store.sessions.changesAfter(
        reader.revision,
        reader.filter,
        everything,
        reader.limit,
      );
      expect(revision).toBeGreaterThanOrEqual(reader.revision);
      const told = upserted.map((session) => session.revision);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      for (const number of told) expect(number > reader.revision && number <= revision).toBe(true);
      if (resync) reader.held.clear();
      if (resync)
        for (const { session } of (await listAll(store, reader.filter)).rows) reader.held.set(session.id, session);
      for (const session of upserted) reader.held.set(session.id, session);
      for (const id of removed) reader.held.delete(id);
      reader.revision = revision;
    }

    const { store } = await open();
    let created = 0;
    let clockMs = 10_000;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyOperation, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        async (operations, limit) => {
          const start = await store.sessions.head();
          const readers = filters.map((filter): Reader => ({ filter, limit, revision: start, held: new Map() }));
          for (const reader of readers) {
            for (const { session } of (await listAll(store, reader.filter)).rows) reader.held.set(session.id, session);
          }
          for (const { act, pick } of operations) {
            clockMs += 1;
            const all = (await listAll(store, {})).rows.map(({ session }) => session);
            const one = all[pick % Math.max(1, all.length)];
            if (act === 'insert') await insert(store, sessionAt((created += 1), { app: created % 2 ? 'odd' : 'even' }));
            else if (act === 'remove')
              await store.write(({ sessions }) => sessions.removeEnded(clockMs, 1 + (pick % 3), clockMs));
            else if (act === 'forget')
              await store.write(({ sessions }) => sessions.removeTombstones(clockMs - (pick % 10)));
            else if (act === 'read') for (const reader of readers) await read(store, reader);
            else if (one && act === 'rename') await update(store, { ...one, name: `${pick}` });
            else if (one && act === 'move') await update(store, { ...one, app: pick % 2 ? 'odd' : 'even' });
            else if (one?.lifecycle === 'ACTIVE') await update(store, { ...one, ...ended, endedAtMs: clockMs });
          }
          const head = await store.sessions.head();
          for (const reader of readers) {
            while (reader.revision < head) await read(store, reader);
            const expected = (await listAll(store, reader.filter)).rows.map(({ session }) => session);
            expect([...reader.held.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1))).toEqual(expected);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
}

function listAll(store: Store, filter: SessionFilter) {
  return store.sessions.list({ filter, scope: everything, orderBy: 'STARTED', first: 10_000, after: null });
}
