import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attentionRankOf, countLimit, type Session, type SessionPlace } from '../../modules/sessions/index.ts';
import type { Store } from '../store.ts';
import {
  ended,
  everything,
  idAt,
  idsOf,
  insert,
  insertAll,
  list,
  type OpenStore,
  rowIdsOf,
  sessionAt,
  update,
} from './opened.testing.ts';

export function listsContract(open: OpenStore): void {
  const kinds: Partial<Session>[] = [
    {},
    { openTaskCount: 1 },
    { liveness: 'STALE' },
    { liveness: 'QUIET' },
    { lifecycle: 'ENDING', killId: 'kill_1', isUnresponsive: true },
    { statedActivity: 'REQUIRES_ACTION' },
    ended,
    { ...ended, endReason: 'FAILED' },
  ];

  /** Reads page by page; `between` runs after each. */
  async function readAll(
    store: Store,
    query: { orderBy: 'STARTED' | 'ATTENTION'; first: number },
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<readonly Session[]> {
    const seen: Session[] = [];
    let after: SessionPlace | null = null;
    for (;;) {
      const page = await list(store, { ...query, after });
      seen.push(...page.rows.map(({ session }) => session));
      const last = page.rows.at(-1);
      if (!page.hasMore || last === undefined) return seen;
      expect(page.rows).toHaveLength(query.first);
      after = { rowId: last.rowId, rank: last.rank };
      await between();
    }
  }

  test('an empty registry is an empty list', async () => {
    const { store } = await open();
    expect(await list(store)).toEqual({
      rows: [],
      hasMore: false,
      totalCount: 0,
      isTotalCountExact: true,
      pinned: [],
      revision: 0,
    });
  });

  test('STARTED is newest registration first, whatever the start says, and its revision is of the same read', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1, { startedAtMs: 9 }));
    await insert(store, sessionAt(2, { startedAtMs: 3 }));
    const third = await insert(store, sessionAt(3, { startedAtMs: 3 }));
    await update(store, third);
    const page = await list(store);
    expect(rowIdsOf(page)).toEqual([idAt(3), idAt(2), idAt(1)]);
    expect(page).toMatchObject({ revision: 4, hasMore: false });
  });

  test('ATTENTION is what needs a person first, then newest first', async () => {
    const { store } = await open();
    for (const [at, members] of [...kinds, ...kinds].entries()) await insert(store, sessionAt(at, members));
    const { rows } = await list(store, { orderBy: 'ATTENTION' });
    const expected = rows
      .map(({ session }) => session)
      .toSorted((a, b) => attentionRankOf(b) - attentionRankOf(a) || (a.id < b.id ? 1 : -1));
    expect(rows.map(({ session }) => session.id)).toEqual(idsOf(expected));
    expect(rows[0]?.session).toMatchObject({ isUnresponsive: true, id: idAt(kinds.length + 4) });
    for (const { rank, session } of rows) expect(rank).toBe(attentionRankOf(session));
  });

  test('pages of any size make the whole list, without gap or repeat, while sessions are registered in between', async () => {
    const { store } = await open();
    for (let at = 0; at < 60; at += 1) await insert(store, sessionAt(at, kinds[at % kinds.length]));
    let next = 1_000;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 25 }),
        fc.constantFrom('STARTED', 'ATTENTION'),
        async (first, orderBy) => {
          const before = rowIdsOf(await list(store, { orderBy, first: 100_000 }));
          const seen = idsOf(
            await readAll(store, { orderBy, first }, () =>
              insert(store, sessionAt((next += 1), kinds[next % kinds.length])),
            ),
          );
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => before.includes(id))).toEqual(before);
          if (orderBy === 'STARTED') expect(seen).toEqual(before);
        },
      ),
      { numRuns: 10 },
    );
  });

  test.each(['STARTED', 'ATTENTION'] as const)('asked for again by %s, it is of what there is now', async (orderBy) => {
    const { store } = await open();
    const query = { orderBy, filter: { createdFromMs: 0, tags: ['blue'], userId: 'ada' } };
    expect((await list(store, query)).rows).toEqual([]);
    for (const at of [1, 2, 3]) {
      await insert(store, sessionAt(at, { ...ended, startedAtMs: at * 3_600_000, tags: ['blue'], userId: 'ada' }));
      const page = await list(store, { ...query, first: 1 });
      expect(rowIdsOf(page)).toEqual([idAt(at)]);
      expect(page.totalCount).toBe(at);
      expect((await list(store, { ...query, first: 9, after: page.rows.at(-1) ?? null })).rows).toHaveLength(at - 1);
    }
  });

  test('of many lists each is of its own filter and scope, however often they are asked for', async () => {
    const { store } = await open();
    const users = Array.from({ length: 120 }, (_, at) => `user ${at}`);
    await store.write(async ({ sessions }) => {
      for (const [at, userId] of users.entries()) await sessions.insert(sessionAt(at, { ...ended, userId }));
    });
    for (const again of [false, true]) {
      for (const [at, userId] of users.entries()) {
        const scope = { apps: [], userId: again ? 'user 7' : userId };
        expect(rowIdsOf(await list(store, { filter: { userId } }))).toEqual([idAt(at)]);
        expect(rowIdsOf(await list(store, { filter: { userId }, scope }))).toEqual(again && at !== 7 ? [] : [idAt(at)]);
      }
    }
  });

  test('a full last page knows that it is the last', async () => {
    const { store } = await open();
    await insertAll(store, 4);
    expect(await list(store, { first: 4 })).toMatchObject({ hasMore: false });
    expect(await list(store, { first: 3 })).toMatchObject({ hasMore: true });
  });

  describe('pinned sessions', () => {
    test('stand all on the first page, newest first, however old they are and however small the page is', async () => {
      const { store } = await open();
      await insertAll(store, 3, { pinnedAtMs: 5 });
      await insertAll(store, 50, {}, 4);
      await insert(store, sessionAt(99, { pinnedAtMs: 1, ...ended }));
      for (const orderBy of ['STARTED', 'ATTENTION'] as const) {
        const page = await list(store, { first: 2, orderBy });
        expect(idsOf(page.pinned)).toEqual([idAt(99), idAt(3), idAt(2), idAt(1)]);
        expect(rowIdsOf(page)).toEqual([idAt(53), idAt(52)]);
        expect(page).toMatchObject({ totalCount: 54, hasMore: true });
      }
    });

    test('are never among the edges, nor on later pages', async () => {
      const { store } = await open();
      for (let at = 0; at < 30; at += 1) await insert(store, sessionAt(at, at % 3 === 0 ? { pinnedAtMs: 1 } : {}));
      const unpinned = Array.from({ length: 30 }, (_, at) => idAt(at)).filter((_, at) => at % 3 !== 0);
      expect(idsOf(await readAll(store, { orderBy: 'STARTED', first: 7 }))).toEqual(unpinned.toReversed());
      const first = await list(store, { first: 5 });
      const last = first.rows.at(-1) ?? null;
      expect((await list(store, { first: 5, after: last })).pinned).toEqual([]);
    });

    test('are those that match the filter', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { pinnedAtMs: 1, app: 'a' }));
      await insert(store, sessionAt(2, { pinnedAtMs: 1, app: 'b' }));
      await insert(store, sessionAt(3, { app: 'b' }));
      const page = await list(store, { filter: { apps: ['b'] } });
      expect([idsOf(page.pinned), rowIdsOf(page), page.totalCount]).toEqual([[idAt(2)], [idAt(3)], 2]);
    });

    test('fill a list alone, if nothing else is in it', async () => {
      const { store } = await open();
      await insertAll(store, 2, { pinnedAtMs: 1 });
      expect(await list(store, { first: 1 })).toMatchObject({ rows: [], hasMore: false, totalCount: 2 });
    });
  });

  test('the total is exact to 10,000, and says so', async () => {
    const { store } = await open();
    for (let from = 0; from < countLimit; from += 2_500) {
      await insertAll(store, 2_500, { externalId: null, pinnedAtMs: from === 0 ? 1 : null }, from);
    }
    const query = { first: 1, filter: { apps: ['demo'] } };
    expect(await list(store, query)).toMatchObject({ totalCount: 10_000, isTotalCountExact: true });
    await insert(store, sessionAt(countLimit, { app: 'other' }));
    expect(await list(store, query)).toMatchObject({ totalCount: 10_000, isTotalCountExact: true });
    await insert(store, sessionAt(countLimit + 1));
    expect(await list(store, query)).toMatchObject({ totalCount: 10_000, isTotalCountExact: false });
  });

  describe('counts', () => {
    test('are by status, app, user or kind, most first, then by name', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { app: 'b', userId: 'ada' }));
      await insert(store, sessionAt(2, { app: 'a', userId: null, openTaskCount: 1, pinnedAtMs: 1 }));
      await insert(store, sessionAt(3, { app: 'c', userId: null, kind: 'AGENT' }));
      await insert(store, sessionAt(4, { app: 'c', userId: 'eve', ...ended }));
      const by = (key: 'STATUS' | 'APP' | 'USER' | 'KIND', filter = {}) =>
        store.sessions.counts(filter, everything, key);
      expect(await by('APP')).toEqual([
        { key: 'c', count: 2 },
        { key: 'a', count: 1 },
        { key: 'b', count: 1 },
      ]);
      expect(await by('STATUS')).toEqual([
        { key: 'IDLE', count: 2 },
        { key: 'ENDED', count: 1 },
        { key: 'RUNNING', count: 1 },
      ]);
      expect(await by('USER')).toEqual([
        { key: null, count: 2 },
        { key: 'ada', count: 1 },
        { key: 'eve', count: 1 },
      ]);
      expect(await by('KIND', { lifecycle: ['ACTIVE'] })).toEqual([
        { key: 'APP', count: 2 },
        { key: 'AGENT', count: 1 },
      ]);
      expect(await by('APP', { apps: ['nope'] })).toEqual([]);
    });

    test('name at most a thousand values', async () => {
      const { store } = await open();
      await store.write(async ({ sessions }) => {
        for (let at = 0; at < 1_005; at += 1) await sessions.insert(sessionAt(at, { app: `app ${at}` }));
      });
      expect(await store.sessions.counts({}, everything, 'APP')).toHaveLength(1_000);
    });
  });
}
