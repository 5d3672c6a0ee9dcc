import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInScope, type SessionScope } from '../../kernel/principal.ts';
import type { ChangedSessions, Session, SessionFilter } from '../../modules/sessions/index.ts';
import type { Store } from '../store.ts';
import { ended, idAt, idsOf, insert, list, type OpenStore, sessionAt, update } from './opened.testing.ts';

const anyScope: fc.Arbitrary<SessionScope> = fc.record({
  apps: fc.option(fc.subarray(['a', 'b', 'c']), { nil: null, freq: 4 }),
  userId: fc.constantFrom(null, 'ada', 'eve'),
});

/** Nobody’s apps, but what works for ada. */
const ofAda: SessionScope = { apps: [], userId: 'ada' };
const ofEve: SessionScope = { apps: [], userId: 'eve' };
const ofDemo: SessionScope = { apps: ['demo'], userId: null };

export function scopesContract(open: OpenStore): void {
  test('whatever a scope and a filter say, lists, totals, pins, counts and changes show what the kernel says is in it', async () => {
    const { store } = await open();
    const anySession = fc.record({
      app: fc.constantFrom('a', 'b', 'c', 'A'),
      userId: fc.constantFrom(null, 'ada', 'eve', ''),
      pinnedAtMs: fc.constantFrom(null, null, 1),
      name: fc.constantFrom('x', 'y'),
    });
    const stored: Session[] = [];
    for (const [at, members] of fc.sample(anySession, { numRuns: 80, seed: 3 }).entries()) {
      stored.push(await insert(store, sessionAt(at, members)));
    }
    const anyFilter = fc.constantFrom<SessionFilter>(
      {},
      { apps: ['a', 'b'] },
      { userId: 'ada' },
      { search: 'x' },
      { ids: idsOf(stored).slice(0, 40) },
    );
    await fc.assert(
      fc.asyncProperty(anyScope, anyFilter, async (scope, filter) => {
        const inScope = stored.filter((session) => isInScope(scope, session));
        const expected = inScope.filter(
          ({ id, app, userId, name }) =>
            (filter.apps?.includes(app) ?? true) &&
            (filter.userId === undefined || filter.userId === userId) &&
            (filter.search === undefined || filter.search === name) &&
            (filter.ids?.includes(id) ?? true),
        );
        const page = await list(store, { filter, scope });
        const listed = [...page.rows.map(({ session }) => session), ...page.pinned];
        expect(idsOf(listed).toSorted()).toEqual(idsOf(expected));
        expect(page).toMatchObject({ totalCount: expected.length, revision: 80 });
        const counts = await store.sessions.counts(filter, scope, 'APP');
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
        expect(counts.map(({ key }) => key).toSorted()).toEqual(
          [...new Set(expected.map(({ app }) => app))].toSorted(),
        );
        const { upserted, removed } = await store.sessions.changesAfter(0, filter, scope, 1_000);
        expect(idsOf(upserted)).toEqual(idsOf(expected));
        expect([...removed, ...idsOf(upserted)].toSorted()).toEqual(idsOf(inScope));
      }),
      { numRuns: 150 },
    );
  });

  test('pages of a scope follow each other without gap or repeat', async () => {
    const { store } = await open();
    for (let at = 0; at < 40; at += 1) await insert(store, sessionAt(at, { app: at % 3 === 0 ? 'demo' : 'other' }));
    for (const orderBy of ['STARTED', 'ATTENTION'] as const) {
      const seen: string[] = [];
      let after = null;
      for (;;) {
        const page = await list(store, { scope: ofDemo, orderBy, first: 4, after });
        seen.push(...page.rows.map(({ session }) => session.id));
        expect(page.totalCount).toBe(14);
        if (!page.hasMore) break;
        after = page.rows.at(-1) ?? null;
      }
      expect(seen).toEqual(Array.from({ length: 14 }, (_, at) => idAt(39 - 3 * at)));
    }
  });

  describe('a session that changes its user', () => {
    const after = async (store: Store, revision: number, scope: SessionScope, limit = 100) => {
      const { upserted, ...rest } = await store.sessions.changesAfter(revision, {}, scope, limit);
      return { ...rest, upserted: idsOf(upserted) };
    };
    const nothing = { upserted: [], removed: [], resync: false, hasMore: false };

    async function openWithSession() {
      const { store, commits } = await open();
      const session = await insert(store, sessionAt(1, { userId: 'ada' }));
      const give = async (userId: string | null): Promise<Session> => {
        const now = await store.sessions.find(session.id);
        if (now === null) throw new Error('It was stored');
        return store.write(({ sessions }) => sessions.update({ ...now, userId }));
      };
      return { store, commits, id: session.id, session, give };
    }

    test('leaves its former user, at a revision of its own, and comes to its new one', async () => {
      const { store, commits, id, give } = await openWithSession();
      expect(await give('eve')).toMatchObject({ revision: 3, userId: 'eve' });
      expect(commits.at(-1)).toEqual([id]);
      expect(await after(store, 1, ofAda)).toEqual({ ...nothing, revision: 3, removed: [id] });
      expect(await after(store, 2, ofAda)).toEqual({ ...nothing, revision: 3 });
      expect(await after(store, 1, ofEve)).toEqual({ ...nothing, revision: 3, upserted: [id] });
      await give(null);
      expect(await after(store, 3, ofEve)).toEqual({ ...nothing, revision: 5, removed: [id] });
      expect(await after(store, 3, ofAda)).toEqual({ ...nothing, revision: 5 });
    });

    test('is not gone for whoever sees it by its app', async () => {
      const { store, id, give } = await openWithSession();
      await give('eve');
      for (const scope of [ofDemo, { apps: null, userId: null }, { apps: ['demo'], userId: 'ada' }]) {
        expect(await after(store, 1, scope)).toEqual({ ...nothing, revision: 3, upserted: [id] });
        expect(await after(store, 1, scope, 1)).toEqual({ ...nothing, revision: 3, upserted: [id] });
        expect(await after(store, 2, scope)).toEqual({ ...nothing, revision: 3, upserted: [id] });
      }
    });

    test('and goes back is there as before, whatever a page ends with', async () => {
      const { store, id, give } = await openWithSession();
      await give('eve');
      await give('ada');
      for (const limit of [1, 2, 100]) {
        expect(await after(store, 1, ofAda, limit)).toEqual({ ...nothing, revision: 5, upserted: [id] });
        expect(await after(store, 1, ofEve, limit)).toMatchObject({ upserted: [], removed: [id] });
      }
      await give('eve');
      expect(await after(store, 1, ofAda)).toEqual({ ...nothing, revision: 7, removed: [id] });
      expect(await after(store, 2, ofAda)).toEqual({ ...nothing, revision: 7, removed: [id] });
      expect(await after(store, 1, ofEve)).toEqual({ ...nothing, revision: 7, upserted: [id] });
    });

    test('from nobody to somebody, or to itself, leaves nothing behind', async () => {
      const { store, give } = await openWithSession();
      expect(await give('ada')).toMatchObject({ revision: 2 });
      expect(await give(null)).toMatchObject({ revision: 4 });
      expect(await give('eve')).toMatchObject({ revision: 5 });
      expect(await after(store, 4, ofAda)).toEqual({ ...nothing, revision: 5 });
    });

    test('leaves a tombstone whether or not the unit has read it before', async () => {
      const { store, id, session } = await openWithSession();
      await update(store, { ...session, userId: 'eve' });
      await store.write(async ({ sessions }) => {
        const known = await sessions.findByExternalId(session.app, session.externalId ?? '');
        if (known === null) throw new Error('It was stored');
        const passing = await sessions.update({ ...known, userId: 'ada' });
        await sessions.update({ ...passing, userId: 'zoe' });
      });
      expect(await store.sessions.head()).toBe(7);
      for (const scope of [ofAda, ofEve]) {
        expect(await after(store, 1, scope)).toEqual({ ...nothing, revision: 7, removed: [id] });
      }
    });

    test('and is rolled back leaves nothing behind', async () => {
      const { store, session } = await openWithSession();
      const failing = store.write(async ({ sessions }) => {
        await sessions.update({ ...session, userId: 'eve' });
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await after(store, 0, ofAda)).toMatchObject({ revision: 1, removed: [], upserted: [session.id] });
    });

    test('tells nobody else, neither of its going nor of its end', async () => {
      const { store, session, give } = await openWithSession();
      await give('eve');
      await update(store, { ...session, userId: 'eve', ...ended });
      await store.write(({ sessions }) => sessions.removeEnded(3_000_000, 10, 7_000));
      const strangers: SessionScope[] = [
        { apps: [], userId: 'zoe' },
        { apps: ['other'], userId: null },
        { apps: [], userId: null },
      ];
      for (const scope of strangers) expect(await after(store, 0, scope)).toEqual({ ...nothing, revision: 5 });
    });
  });

  test('what retention removes is told to those who could see it, and to nobody else', async () => {
    const { store } = await open();
    const anybody = [
      { app: 'demo', userId: 'ada' },
      { app: 'demo', userId: null },
      { app: 'other', userId: 'ada' },
      { app: 'other', userId: 'eve' },
    ];
    for (const [at, members] of anybody.entries()) await insert(store, sessionAt(at, { ...members, ...ended }));
    await store.write(({ sessions }) => sessions.removeEnded(3_000_000, 10, 7_000));
    const removedFor = async (scope: SessionScope) =>
      (await store.sessions.changesAfter(4, {}, scope, 10)).removed.toSorted();
    expect(await removedFor({ apps: null, userId: null })).toEqual([0, 1, 2, 3].map(idAt));
    expect(await removedFor(ofDemo)).toEqual([0, 1].map(idAt));
    expect(await removedFor(ofAda)).toEqual([0, 2].map(idAt));
    expect(await removedFor({ apps: ['demo'], userId: 'eve' })).toEqual([0, 1, 3].map(idAt));
    expect(await removedFor({ apps: [], userId: null })).toEqual([]);
  });

  test('whoever reads whatever scope, in pages of any size, ends with what is in it, and is never told of anything else', async () => {
    const { store } = await open();
    let created = 0;
    let clockMs = 10_000;

    /** What somebody with this scope has read, and which sessions were ever theirs to know of. */
    class Reader {
      readonly scope: SessionScope;
      readonly filter: SessionFilter;
      readonly held = new Set<string>();
      readonly known = new Set<string>();
      revision: number;

      constructor(scope: SessionScope, filter: SessionFilter, revision: number) {
        this.scope = scope;
        this.filter = filter;
        this.revision = revision;
      }

      async listAll(): Promise<readonly string[]> {
        const page = await list(store, { scope: this.scope, filter: this.filter, first: 10_000 });
        return page.rows.map(({ session }) => session.id);
      }

      take({ upserted, removed, revision, resync, hasMore }: ChangedSessions): void {
        expect(revision).toBeGreaterThanOrEqual(this.revision);
        if (hasMore) expect(upserted.length + removed.length).toBeGreaterThan(0);
        for (const session of upserted) {
          expect(isInScope(this.scope, session)).toBe(true);
          expect(session.revision > this.revision && session.revision <= revision).toBe(true);
          expect(removed).not.toContain(session.id);
          this.held.add(session.id);
        }
        expect(new Set(removed).size).toBe(removed.length);
        for (const id of removed) {
          expect(this.known).toContain(id);
          this.held.delete(id);
        }
        if (resync) this.held.clear();
        this.revision = revision;
      }
    }

    const operation = fc.record({
      act: fc.constantFrom('insert', 'give', 'give', 'rename', 'end', 'remove', 'forget', 'read', 'read', 'read'),
      pick: fc.nat(1_000),
      userId: fc.constantFrom(null, 'ada', 'eve'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { maxLength: 40 }),
        fc.array(anyScope, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (operations, scopes, limit) => {
          const start = await store.sessions.head();
          const filters: SessionFilter[] = [{}, { lifecycle: ['ACTIVE'] }];
          const readers = scopes.flatMap((scope) => filters.map((filter) => new Reader(scope, filter, start)));
          const note = (session: Session): void => {
            for (const { scope, known } of readers) if (isInScope(scope, session)) known.add(session.id);
          };
          const all = async () => (await list(store, { first: 10_000 })).rows.map(({ session }) => session);
          for (const session of await all()) note(session);
          for (const reader of readers) for (const id of await reader.listAll()) reader.held.add(id);

          async function read(reader: Reader): Promise<void> {
            const { revision, filter, scope } = reader;
            const changes = await store.sessions.changesAfter(revision, filter, scope, limit);
            reader.take(changes);
            if (changes.resync) for (const id of await reader.listAll()) reader.held.add(id);
          }

          for (const { act, pick, userId } of operations) {
            clockMs += 1;
            const sessions = await all();
            const one = sessions[pick % Math.max(1, sessions.length)];
            if (act === 'insert') {
              const app = ['a', 'b', 'c'][pick % 3] ?? 'a';
              note(await insert(store, sessionAt((created += 1), { app, userId, lastHeartbeatAtMs: clockMs })));
            } else if (act === 'remove') {
              await store.write((stores) => stores.sessions.removeEnded(clockMs, 1 + (pick % 3), clockMs));
            } else if (act === 'forget') {
              await store.write((stores) => stores.sessions.removeTombstones(clockMs - (pick % 20)));
            } else if (act === 'read') for (const reader of readers) await read(reader);
            else if (one && act === 'give') note(await update(store, { ...one, userId, lastHeartbeatAtMs: clockMs }));
            else if (one && act === 'rename') await update(store, { ...one, name: `${pick}` });
            else if (one?.lifecycle === 'ACTIVE') await update(store, { ...one, ...ended, endedAtMs: clockMs });
          }
          const head = await store.sessions.head();
          for (const reader of readers) {
            while (reader.revision < head) await read(reader);
            expect([...reader.held].toSorted()).toEqual((await reader.listAll()).toSorted());
          }
        },
      ),
      { numRuns: 40 },
    );
  });
}
