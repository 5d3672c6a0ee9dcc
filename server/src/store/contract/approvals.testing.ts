import { describe, expect, test } from 'vitest';
import type { SessionScope } from '../../kernel/principal.ts';
import type { Approval, ApprovalFilter, ApprovalReader, TimedApproval } from '../../modules/approvals/index.ts';
import { anApproval } from '../../modules/approvals/approval.testing.ts';
import type { Store } from '../store.ts';
import { ended, everything, insert, type OpenStore, sessionAt } from './opened.testing.ts';

const idOf = (at: number): string => `approval_${String(at).padStart(3, '0')}`;
const approvalAt = (at: number, members: Partial<Approval> = {}): Approval =>
  anApproval({ id: idOf(at), askKey: `key ${at}`, ...members });

function insertAll(store: Store, approvals: readonly Approval[]): Promise<readonly Approval[]> {
  return store.write(async (stores) => {
    const stored: Approval[] = [];
    for (const approval of approvals) stored.push(await stores.approvals.insert(approval));
    return stored;
  });
}

function update(store: Store, approval: Approval): Promise<Approval> {
  return store.write(({ approvals }) => approvals.update(approval));
}

const page = (store: Store, query: Partial<Parameters<ApprovalReader['list']>[0]> = {}) =>
  store.approvals.list({ filter: {}, scope: everything, orderBy: 'DEADLINE', first: 100, after: null, ...query });

async function ids(store: Store, query: Partial<Parameters<ApprovalReader['list']>[0]> = {}) {
  return (await page(store, query)).rows.map(({ approval }) => Number(approval.id.slice(-3)));
}

const ada = { kind: 'PERSON', id: 'person_1', name: 'Ada' } as const;

export function approvalsContract(open: OpenStore): void {
  test('come back as they were stored, each with the revision of its last change', async () => {
    const opened = await open();
    const full = approvalAt(2, {
      userId: null,
      details: { a: [1, { b: null }], 'ü"': '\u202e' },
      expiresAtMs: 1_500_000,
      onExpiry: 'WAIT',
      state: 'EXPIRED',
      decidedBy: ada,
      decidedAtMs: 5,
      note: 'so',
      sentAtMs: 6,
      actedAtMs: 7,
      actedBy: { kind: 'KEY', id: 'key1', name: 'key one' },
      remindedCount: 2,
    });
    const [one, two] = await insertAll(opened.store, [approvalAt(1), full]);
    expect([one, two]).toEqual([
      { ...approvalAt(1), revision: 1 },
      { ...full, revision: 2 },
    ]);
    const { store } = await opened.reopen();
    expect(await store.approvals.find(idOf(1))).toEqual(one);
    expect(await store.write(({ approvals }) => approvals.find(idOf(2)))).toEqual(two);
    expect(await store.approvals.find('approval_none')).toBeNull();
    expect(await store.approvals.findMany([idOf(2), 'approval_none'])).toEqual([two]);
    expect(await store.write(({ approvals }) => approvals.findByKey('app_01', 'key 2'))).toEqual(two);
    expect(await store.write(({ approvals }) => approvals.findByKey('app_02', 'key 2'))).toBeNull();
    const { id, ...rest } = full;
    const closed = { ...rest, ...asAsked(approvalAt(1)), id: idOf(1) };
    const changed = await update(store, closed);
    expect(changed).toEqual({ ...closed, revision: 3 });
    expect(await store.approvals.find(idOf(1))).toEqual(changed);
    expect(await store.approvals.find(id)).toEqual(two);
  });

  test('have keys of their own within their session', async () => {
    const { store } = await open();
    await insertAll(store, [approvalAt(1)]);
    await expect(insertAll(store, [{ ...approvalAt(2), askKey: 'key 1' }])).rejects.toThrow('UNIQUE');
    await insertAll(store, [{ ...approvalAt(2), askKey: 'key 1', sessionId: 'app_02' }]);
  });

  test('are open while something may come of them', async () => {
    const { store } = await open();
    const states = [
      { state: 'PENDING' },
      { state: 'APPROVED' },
      { state: 'APPROVED', actedAtMs: 1 },
      { state: 'DENIED' },
      { state: 'EXPIRED' },
      { state: 'CANCELLED' },
    ] as const;
    const stored = await insertAll(
      store,
      states.map((members, at) => approvalAt(at, members)),
    );
    const elsewhere = await insertAll(store, [approvalAt(9, { sessionId: 'app_02' })]);
    expect(await store.write(({ approvals }) => approvals.openOf('app_01'))).toEqual(stored.slice(0, 2));
    expect(await store.approvals.open()).toEqual([...stored.slice(0, 2), ...elsewhere].map(timesOf));
  });

  test('go where their session has many newer ones, the oldest closed first, a few at once', async () => {
    const { store } = await open();
    const states = ['DENIED', 'PENDING', 'EXPIRED', 'APPROVED', 'CANCELLED', 'DENIED', 'DENIED', 'DENIED'] as const;
    await insertAll(
      store,
      states.map((state, at) => approvalAt(at, { state, actedAtMs: null })),
    );
    await insertAll(store, [approvalAt(9, { sessionId: 'app_02', state: 'DENIED' })]);
    const remove = () => store.write(({ approvals }) => approvals.removeOld('app_01', 2, 2));
    for (const left of [
      [1, 3, 4, 5, 6, 7, 9],
      [1, 3, 6, 7, 9],
      [1, 3, 6, 7, 9],
    ]) {
      await remove();
      expect(await ids(store)).toEqual(left);
    }
    await store.write(({ approvals }) => approvals.removeOld('app_02', 1, 2));
    expect(await ids(store)).toContain(9);
  });

  test('tell nobody where their unit failed, and are told of by their session', async () => {
    const { store, commits } = await open();
    const failing = store.write(async ({ approvals }) => {
      await approvals.insert(approvalAt(1));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await page(store)).toMatchObject({ rows: [], revision: 0 });
    expect(commits).toEqual([]);
  });

  test('go with their session', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1, { ...ended, endedAtMs: 5 }));
    await insertAll(store, [approvalAt(1, { sessionId: sessionAt(1).id, state: 'DENIED' }), approvalAt(2)]);
    await store.write(({ sessions }) => sessions.removeEnded(10, 10, 20));
    expect(await ids(store)).toEqual([2]);
  });

  describe('a list', () => {
    const some = [
      approvalAt(1, { expiresAtMs: null }),
      approvalAt(2, { expiresAtMs: 3_000 }),
      approvalAt(3, { expiresAtMs: 1_000, app: 'other', userId: 'eve' }),
      approvalAt(4, { expiresAtMs: null, sessionId: 'app_02', userId: null }),
      approvalAt(5, { expiresAtMs: 3_000, state: 'DENIED' }),
      approvalAt(6, { expiresAtMs: 2_000, state: 'APPROVED', app: 'third' }),
    ];

    test('has the nearest deadline first, those without one last, then the oldest; or the newest first', async () => {
      const { store } = await open();
      await insertAll(store, some);
      expect(await ids(store)).toEqual([3, 6, 2, 5, 1, 4]);
      expect(await ids(store, { orderBy: 'NEWEST' })).toEqual([6, 5, 4, 3, 2, 1]);
    });

    test.each(['DEADLINE', 'NEWEST'] as const)(
      'by %s goes on behind the page before, with nothing twice',
      async (orderBy) => {
        const { store } = await open();
        await insertAll(store, some);
        const seen: number[] = [];
        let after = null;
        for (;;) {
          const { rows, hasMore, totalCount, revision }: Awaited<ReturnType<typeof page>> = await page(store, {
            ...{ orderBy, after, first: 2 },
          });
          expect([totalCount, revision]).toEqual([6, 6]);
          seen.push(...rows.map(({ approval }) => Number(approval.id.slice(-3))));
          after = rows.at(-1) ?? null;
          if (!hasMore) break;
        }
        expect(seen).toEqual(await ids(store, { orderBy }));
      },
    );

    const filters: [ApprovalFilter, number[]][] = [
      [{ states: ['PENDING'] }, [3, 2, 1, 4]],
      [{ states: ['PENDING', 'DENIED'] }, [3, 2, 5, 1, 4]],
      [{ states: ['DENIED', 'DENIED'] }, [5]],
      [{ states: [] }, []],
      [{ sessionId: 'app_02' }, [4]],
      [{ apps: ['other', 'third'] }, [3, 6]],
      [{ apps: [] }, []],
      [{ apps: ['demo'], states: ['PENDING'], sessionId: 'app_01' }, [2, 1]],
    ];
    test.each(filters)('of %j has those alone, and counts them', async (filter, expected) => {
      const { store } = await open();
      await insertAll(store, some);
      expect(await ids(store, { filter })).toEqual(expected);
      expect((await page(store, { filter, first: 1 })).totalCount).toBe(expected.length);
    });

    const scopes: [SessionScope, number[]][] = [
      [{ apps: ['demo'], userId: null }, [2, 5, 1, 4]],
      [{ apps: ['third'], userId: 'eve' }, [3, 6]],
      [{ apps: [], userId: 'eve' }, [3]],
      [{ apps: [], userId: null }, []],
    ];
    test.each(scopes)('within %j shows nothing else, not even in its total', async (scope, expected) => {
      const { store } = await open();
      await insertAll(store, some);
      expect(await ids(store, { scope })).toEqual(expected);
      expect((await page(store, { scope, first: 1 })).totalCount).toBe(expected.length);
      expect(await ids(store, { scope, filter: { apps: ['other'] } })).toEqual(expected.filter((at) => at === 3));
    });
  });

  describe('changes', () => {
    const after = (store: Store, revision: number, filter: ApprovalFilter = {}, scope = everything, limit = 100) =>
      store.approvals.changesAfter(revision, filter, scope, limit);
    const told = ({ upserted }: Awaited<ReturnType<typeof after>>) => upserted.map(({ id }) => Number(id.slice(-3)));

    test('come once each, as they are now, in order, with whatever else took revisions in between', async () => {
      const { store } = await open();
      const [one] = await insertAll(store, [approvalAt(1), approvalAt(2)]);
      await insert(store, sessionAt(1));
      if (one === undefined) throw new Error('It was stored');
      await update(store, { ...one, state: 'DENIED' });
      const changes = await after(store, 0);
      expect(changes).toMatchObject({ revision: 4, resync: false, hasMore: false });
      expect(told(changes)).toEqual([2, 1]);
      expect(changes.upserted[1]).toMatchObject({ state: 'DENIED', revision: 4 });
      expect(told(await after(store, 3))).toEqual([1]);
      expect(await after(store, 4)).toEqual({ upserted: [], revision: 4, resync: false, hasMore: false });
    });

    test('come in pages that lose and repeat nothing', async () => {
      const { store } = await open();
      await insertAll(
        store,
        Array.from({ length: 7 }, (_, at) => approvalAt(at)),
      );
      const seen: number[] = [];
      let revision = 0;
      for (let hasMore = true; hasMore;) {
        const changes = await after(store, revision, {}, everything, 3);
        seen.push(...told(changes));
        ({ revision, hasMore } = changes);
      }
      expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
    });

    test('are those of the filter and the scope', async () => {
      const { store } = await open();
      await insertAll(store, [
        approvalAt(1),
        approvalAt(2, { app: 'other', userId: 'eve' }),
        approvalAt(3, { sessionId: 'x' }),
      ]);
      expect(told(await after(store, 0, { apps: ['other'] }))).toEqual([2]);
      expect(told(await after(store, 0, { sessionId: 'x' }))).toEqual([3]);
      expect(told(await after(store, 0, {}, { apps: ['demo'], userId: null }))).toEqual([1, 3]);
      expect(await after(store, 0, {}, { apps: [], userId: 'bob' })).toMatchObject({ upserted: [], revision: 3 });
    });

    test('of a past that is gone, or ahead, begin anew', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { ...ended, endedAtMs: 5 }));
      await store.write(({ sessions }) => sessions.removeEnded(10, 10, 20));
      await store.write(({ sessions }) => sessions.removeTombstones(100));
      await insertAll(store, [approvalAt(1)]);
      expect(await after(store, 0)).toMatchObject({ upserted: [], revision: 3, resync: true });
      expect(await after(store, 99)).toMatchObject({ upserted: [], revision: 3, resync: true });
      expect(told(await after(store, 2))).toEqual([1]);
    });
  });
}

/** What nothing changes once it is asked. */
function asAsked({ askKey, userId, details, expiresAtMs, onExpiry }: Approval): Partial<Approval> {
  return { askKey, userId, details, expiresAtMs, onExpiry };
}

/** All that is read of those that are open: nothing of what they ask. */
function timesOf(approval: Approval): TimedApproval {
  const { id, state, askedAtMs, expiresAtMs, onExpiry, decidedAtMs, actedAtMs, remindedCount } = approval;
  return { id, state, askedAtMs, expiresAtMs, onExpiry, decidedAtMs, actedAtMs, remindedCount };
}
