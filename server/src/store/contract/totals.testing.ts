import { expect, test } from 'vitest';
import type { SessionScope } from '../../kernel/principal.ts';
import type { SessionFilter } from '../../modules/sessions/index.ts';
import { ended, insertAll, list, type OpenStore, sessionAt } from './opened.testing.ts';

export function totalsContract(open: OpenStore): void {
  test('a page whose total is not asked for is the same page, and tells what stands on it', async () => {
    const { store } = await open();
    await insertAll(store, 3, { pinnedAtMs: 1 });
    await insertAll(store, 20, ended, 4);
    const pages = async (query: Parameters<typeof list>[1]) => [
      await list(store, query),
      await list(store, { ...query, wantsTotal: false }),
    ];
    for (const filter of [{}, { apps: ['demo'] }, { search: 'session' }]) {
      const [whole, alone] = await pages({ filter, first: 5 });
      expect(whole).toMatchObject({ totalCount: 23, isTotalCountExact: true, hasMore: true });
      expect(alone).toEqual({ ...whole, totalCount: 8, isTotalCountExact: false });
      const [, last] = await pages({ filter, first: 50 });
      expect(last).toMatchObject({ totalCount: 23, isTotalCountExact: true, hasMore: false });
    }
  });

  test('a total, and whether it is exact, is the same with much that is hidden and with nothing', async () => {
    const { store } = await open();
    const of = (app: string) => (at: number) =>
      sessionAt(at, { ...ended, app, name: app === 'demo' && at % 10 > 0 ? 'dull' : 'merger', externalId: null });
    const insertThem = (app: string, from: number) =>
      store.write(async ({ sessions }) => {
        for (let at = from; at < from + 2_200; at += 1) await sessions.insert(of(app)(at));
      });
    const filters: SessionFilter[] = [
      {},
      { search: 'merger' },
      { search: 'mergers' },
      { userId: 'eve' },
      { kinds: ['APP'] },
      { status: ['ENDED'] },
      { tags: ['blue'] },
    ];
    const scopes: SessionScope[] = [
      { apps: ['demo'], userId: null },
      { apps: ['demo'], userId: 'eve' },
      { apps: [], userId: 'eve' },
    ];
    const totals = async () => {
      const told = [];
      for (const scope of scopes) {
        for (const filter of filters) {
          const { totalCount, isTotalCountExact, hasMore } = await list(store, { filter, scope, first: 20 });
          told.push({ totalCount, isTotalCountExact });
          if (!hasMore) expect(isTotalCountExact).toBe(true);
        }
      }
      return told;
    };
    await insertThem('demo', 0);
    const before = await totals();
    expect(before.slice(0, 3)).toEqual([
      { totalCount: 2_200, isTotalCountExact: true },
      { totalCount: expect.any(Number) as number, isTotalCountExact: false },
      { totalCount: 0, isTotalCountExact: true },
    ]);
    await insertThem('secret', 2_200);
    expect(await totals()).toEqual(before);
  });
}
