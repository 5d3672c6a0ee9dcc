import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activityOf,
  type Session,
  sessionActivities,
  type SessionFilter,
  sessionKinds,
  sessionLifecycles,
  sessionLivenesses,
  sessionStatuses,
  statusOf,
} from '../../modules/sessions/index.ts';
import { ended, everything, idAt, insert, list, matching, type OpenStore, sessionAt } from './opened.testing.ts';

export function filtersContract(open: OpenStore): void {
  test('no filter lets everything through, an empty list nothing', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1));
    expect(await matching(store, {})).toEqual([idAt(1)]);
    for (const name of ['ids', 'kinds', 'apps', 'status', 'lifecycle', 'activity', 'liveness'] as const) {
      expect(await matching(store, { [name]: [] }), name).toEqual([]);
    }
    expect(await matching(store, { tags: [], search: '' })).toEqual([idAt(1)]);
  });

  test('what a filter names twice it finds once, and counts once', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1, { ...ended, tags: ['a'] }));
    const twice: readonly SessionFilter[] = [
      { ids: [idAt(1), idAt(1)] },
      { kinds: ['APP', 'APP'] },
      { apps: ['demo', 'demo'] },
      { status: ['ENDED', 'ENDED'] },
      { lifecycle: ['ENDED', 'ENDED'] },
      { activity: ['IDLE', 'IDLE'] },
      { liveness: ['LIVE', 'LIVE'] },
      { tags: ['a', 'a'] },
    ];
    for (const filter of twice) {
      const { rows, totalCount } = await list(store, { filter });
      expect([rows.map(({ session }) => session.id), totalCount], Object.keys(filter)[0]).toEqual([[idAt(1)], 1]);
    }
  });

  describe('a search', () => {
    async function find(name: string, search: string): Promise<boolean> {
      const { store } = await open();
      await insert(store, sessionAt(1, { name }));
      return (await matching(store, { search })).length === 1;
    }

    test('finds a part of the name or of the id, ignoring case', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { name: 'Nightly Report' }));
      await insert(store, sessionAt(2, { name: null }));
      for (const search of ['report', 'REPORT', 'ly Re', 'nightly report']) {
        expect(await matching(store, { search }), search).toEqual([idAt(1)]);
      }
      expect(await matching(store, { search: 'APP_000002' })).toEqual([idAt(2)]);
      expect(await matching(store, { search: 'app_' })).toEqual([idAt(2), idAt(1)]);
      expect(await matching(store, { search: 'null' })).toEqual([]);
      expect(await matching(store, { search: 'ada' })).toEqual([]);
    });

    test.each([
      ['Ärger', 'äRGER'],
      ['ÉTÉ', 'été'],
      ['ЖУРНАЛ', 'журнал'],
      ['ΣΊΣΥΦΟΣ', 'σίσυφ'],
      ['caf\u00e9', 'cafe\u0301'],
      ['cafe\u0301', 'CAF\u00c9'],
      ['報告書', '告'],
      ['🚀 launch', '🚀'],
    ])('in %j finds %j', async (name, search) => {
      expect(await find(name, search)).toBe(true);
    });

    test.each(['%', '_', "'", '"', '\\', '*', '[a]', '?', '^', ';', '--', '\\%', "' or 1=1 --"])(
      'takes %j for what it is',
      async (text) => {
        expect(await find(`a ${text} b`, text)).toBe(true);
        expect(await find(`a ${text} b`, `${text} b`)).toBe(true);
        // The id has an underscore in it.
        if (text !== '_') expect(await find('a report', text)).toBe(false);
        expect(await find('a report', `a${text}report`)).toBe(false);
      },
    );

    test('finds nothing that only name and id together would spell', async () => {
      const { store } = await open();
      await insert(store, sessionAt(1, { name: 'Report' }));
      for (const search of ['tapp', 't app', 't\napp']) expect(await matching(store, { search }), search).toEqual([]);
      await insert(store, sessionAt(2, { name: 'two\nlines' }));
      expect(await matching(store, { search: 'two\nlines' })).toEqual([idAt(2)]);
    });
  });

  test('tags are all carried, each as a whole', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1, { tags: ['red', 'blue'] }));
    await insert(store, sessionAt(2, { tags: ['red'] }));
    await insert(store, sessionAt(3, { tags: ['re', 'o\'b"r\\e%d'] }));
    expect(await matching(store, { tags: ['red'] })).toEqual([idAt(2), idAt(1)]);
    expect(await matching(store, { tags: ['blue', 'red'] })).toEqual([idAt(1)]);
    expect(await matching(store, { tags: ['o\'b"r\\e%d'] })).toEqual([idAt(3)]);
    expect(await matching(store, { tags: ['RED'] })).toEqual([]);
    expect(await matching(store, { tags: ['%'] })).toEqual([]);
  });

  test('dates take what was registered from one moment on and before another', async () => {
    const { store } = await open();
    for (const at of [10, 20, 30]) await insert(store, sessionAt(at, { startedAtMs: at }));
    expect(await matching(store, { createdFromMs: 20 })).toEqual([idAt(30), idAt(20)]);
    expect(await matching(store, { createdBeforeMs: 20 })).toEqual([idAt(10)]);
    expect(await matching(store, { createdFromMs: 20, createdBeforeMs: 30 })).toEqual([idAt(20)]);
    expect(await matching(store, { createdFromMs: 31 })).toEqual([]);
    expect(await matching(store, { createdFromMs: 0, createdBeforeMs: 9e15 })).toHaveLength(3);
  });

  test('whatever a filter says, lists, counts and watches take the same sessions, and they are the right ones', async () => {
    const { store } = await open();
    const population = fc.sample(anySession, { numRuns: 80, seed: 7 });
    const stored: Session[] = [];
    for (const [at, members] of population.entries()) stored.push(await insert(store, sessionAt(at, members)));

    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const expected = stored.filter((session) => isMatch(session, filter)).map(({ id }) => id);
        const page = await list(store, { filter });
        const listed = [...page.rows.map(({ session }) => session), ...page.pinned].map(({ id }) => id);
        expect(listed.toSorted()).toEqual(expected);
        expect(page.totalCount).toBe(expected.length);
        const counts = await store.sessions.counts(filter, everything, 'STATUS');
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
        const changes = await store.sessions.changesAfter(0, filter, everything, 1_000);
        expect(changes.upserted.map(({ id }) => id)).toEqual(expected);
        expect(changes.removed).toHaveLength(stored.length - expected.length);
      }),
      { numRuns: 150 },
    );
  });
}

const apps = ['demo', 'Demo', 'other'];
const users = ['ada', 'eve'];
const tags = ['a', 'b', 'c'];
const names = ['Nightly Report', 'ÄRGER', '100% done', 'a_b', 'x'];

const anySession: fc.Arbitrary<Partial<Session>> = fc
  .record({
    kind: fc.constantFrom(...sessionKinds),
    app: fc.constantFrom(...apps),
    name: fc.constantFrom(null, ...names),
    userId: fc.constantFrom(null, ...users),
    tags: fc.subarray(tags),
    pinnedAtMs: fc.constantFrom(null, null, 1),
    lifecycle: fc.constantFrom(...sessionLifecycles),
    liveness: fc.constantFrom(...sessionLivenesses),
    statedActivity: fc.constantFrom(null, null, 'PAUSED' as const, 'REQUIRES_ACTION' as const),
    openTaskCount: fc.nat(1),
    isUnresponsive: fc.boolean(),
    startedAtMs: fc.nat(100),
  })
  .map((members) => (members.lifecycle === 'ENDED' ? { ...members, ...ended } : members));

const some = <T>(...values: readonly T[]): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined, freq: 2 });

const anyFilter: fc.Arbitrary<SessionFilter> = fc.record(
  {
    ids: some(...Array.from({ length: 80 }, (_, at) => idAt(at))),
    kinds: some(...sessionKinds),
    apps: some(...apps),
    userId: fc.constantFrom(undefined, undefined, ...users),
    status: some(...sessionStatuses),
    lifecycle: some(...sessionLifecycles),
    activity: some(...sessionActivities),
    liveness: some(...sessionLivenesses),
    tags: fc.option(fc.subarray(tags), { nil: undefined }),
    search: fc.constantFrom(undefined, undefined, 'r', 'ärg', '%', '_b', 'REPORT', '00001'),
    createdFromMs: fc.option(fc.nat(100), { nil: undefined }),
    createdBeforeMs: fc.option(fc.nat(100), { nil: undefined }),
  },
  { requiredKeys: [] },
);

/** What the filter says, in plain code. */
function isMatch(session: Session, filter: SessionFilter): boolean {
  const isIn = <T>(values: readonly T[] | undefined, value: T): boolean => values?.includes(value) ?? true;
  const search = filter.search?.toLowerCase() ?? '';
  return (
    isIn(filter.ids, session.id) &&
    isIn(filter.kinds, session.kind) &&
    isIn(filter.apps, session.app) &&
    (filter.userId === undefined || filter.userId === session.userId) &&
    isIn(filter.status, statusOf(session)) &&
    isIn(filter.lifecycle, session.lifecycle) &&
    isIn(filter.activity, activityOf(session)) &&
    isIn(filter.liveness, session.liveness) &&
    (filter.tags ?? []).every((tag) => session.tags.includes(tag)) &&
    [session.name ?? '', session.id].some((text) => text.toLowerCase().includes(search)) &&
    session.startedAtMs >= (filter.createdFromMs ?? -Infinity) &&
    session.startedAtMs < (filter.createdBeforeMs ?? Infinity)
  );
}
