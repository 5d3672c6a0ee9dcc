import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import { type PersonRights, signIn, type Staying } from '../../app-people.testing.ts';
import { listOf } from '../../app-reading.testing.ts';
import { DomainError } from '../../kernel/errors.ts';
import { isInScope, type Role, roles, type SessionScope } from '../../kernel/principal.ts';
import type { Session, SessionFilter } from './index.ts';

const apps = ['a', 'b', 'c'];
const anyUser = fc.constantFrom(null, 'ada', 'eve');

const anyRights: fc.Arbitrary<PersonRights> = fc.record({
  // An admin would see everything, and end what the bootstrap token may do.
  role: fc.constantFrom<Role>(...roles.filter((role) => role !== 'ADMIN')),
  apps: fc.option(fc.subarray(apps), { nil: null, freq: 4 }),
  userId: anyUser,
});

/** What happens to the registry; `pick` chooses among what there is. Gives a session that may have changed its user. */
type Change = (
  app: TestApp,
  sessions: readonly Session[],
  pick: number,
  userId: string | null,
) => Promise<Session | undefined>;

function onSession(change: (app: TestApp, session: Session) => Promise<unknown>): Change {
  return async (app, sessions, pick) => {
    const session = sessions[pick % Math.max(1, sessions.length)];
    if (session !== undefined) await change(app, session);
    return undefined;
  };
}

const register: Change = async ({ services }, _, pick, userId) => {
  const { session } = await services.registerSession(owner(), {
    app: apps[pick % apps.length],
    externalId: `external ${pick % 7}`,
    ownerId: `owner${pick % 2}`,
    userId,
  });
  return session;
};

const changes: readonly Change[] = [
  register,
  register,
  register,
  onSession(({ services }, { id }) => services.sessions.updateSession(owner(), { id, name: 'new' })),
  onSession(({ services }, { id }) => services.sessions.endSession(owner(), { id, reason: 'STOPPED' })),
  onSession(({ services }, { id }) => services.kills.killSession(admin, { id })),
  onSession(({ services }, { id, pinnedAtMs }) =>
    services.sessions[pinnedAtMs === null ? 'pinSession' : 'unpinSession'](admin, { id }),
  ),
  onSession((app) => app.advance(700_000)),
  onSession((app) => app.advance(3_700_000)),
];

const anyStep = fc.record({
  changes: fc.array(fc.tuple(fc.constantFrom(...changes), fc.nat(1_000), anyUser), { maxLength: 6 }),
  /** Whose rights change in the same moment, and to what. */
  narrowing: fc.option(fc.tuple(fc.nat(10), anyRights), { nil: null, freq: 2 }),
});

/** A page with a document of its own, of somebody whose rights change while they watch. */
class Dashboard {
  readonly person: Staying<PersonRights>;
  readonly #filter: SessionFilter;
  readonly #held = new Map<string, Session>();
  /** Every session that was theirs to know of at some time. */
  readonly #known = new Set<string>();
  #come: { upserted: readonly Session[]; removed: readonly string[]; resync: boolean }[] = [];
  #failure: unknown = null;
  /** The rights they had since the messages that came before. */
  rights: SessionScope[];

  constructor(person: Staying<PersonRights>, rights: SessionScope, filter: SessionFilter) {
    this.person = person;
    this.#filter = filter;
    this.rights = [rights];
  }

  async open({ services }: TestApp): Promise<() => Promise<void>> {
    const messages = await services.reading.watch(this.person, this.#filter, null);
    const reading = (async () => {
      for await (const message of messages) this.#come.push(message);
    })().catch((error: unknown) => (this.#failure = error));
    return async () => {
      await messages.return?.();
      await reading;
    };
  }

  note(sessions: readonly Session[]): void {
    for (const session of sessions) {
      if (this.rights.some((rights) => isInScope(rights, session))) this.#known.add(session.id);
    }
  }

  /** Everything that came is theirs to know of, and what they hold is what there is for them. */
  async check(app: TestApp, all: readonly Session[]): Promise<void> {
    expect(this.#failure).toBeNull();
    for (const { upserted, removed, resync } of this.#come.splice(0)) {
      for (const session of upserted) {
        expect(this.rights.some((rights) => isInScope(rights, session))).toBe(true);
        this.#known.add(session.id);
        this.#held.set(session.id, session);
      }
      for (const id of removed) {
        expect(this.#known).toContain(id);
        this.#held.delete(id);
      }
      if (!resync) continue;
      this.#held.clear();
      for (const session of await this.#listAll(app)) this.#held.set(session.id, session);
    }
    const rights = this.rights.at(-1) ?? { apps: [], userId: null };
    this.rights = [rights];
    const theirs = all.filter((session) => isInScope(rights, session) && this.#isMatch(session));
    const idsOf = (sessions: Iterable<Session>): readonly string[] => [...sessions].map(({ id }) => id).toSorted();
    expect(idsOf(this.#held.values())).toEqual(idsOf(theirs));
    expect(idsOf(await this.#listAll(app))).toEqual(idsOf(theirs));
    const counts = await app.services.reading.counts(this.person, this.#filter, 'APP');
    const expected = new Map<string, number>();
    for (const session of theirs) expected.set(session.app, (expected.get(session.app) ?? 0) + 1);
    expect(new Map(counts.map(({ key, count }) => [key, count]))).toEqual(expected);
    for (const session of all) {
      const found = await app.services.reading.session(this.person, session.id);
      expect(found !== null).toBe(isInScope(rights, session));
    }
  }

  async #listAll(app: TestApp): Promise<readonly Session[]> {
    const { rows, pinned, totalCount } = await listOf(app, { filter: this.#filter, first: 500 }, this.person);
    const sessions = [...pinned, ...rows.map(({ session }) => session)];
    expect(totalCount).toBe(sessions.length);
    for (const session of pinned) expect(session.pinnedAtMs).not.toBeNull();
    return sessions;
  }

  #isMatch({ lifecycle }: Session): boolean {
    return this.#filter.lifecycle?.includes(lifecycle) ?? true;
  }
}

test('people with different rights and the same document never receive each other’s sessions, while their rights change', async () => {
  const anyFilter = fc.constantFrom<SessionFilter>({}, { lifecycle: ['ACTIVE', 'ENDING'] });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRights, { minLength: 2, maxLength: 3 }),
      anyFilter,
      fc.array(anyStep, { minLength: 3, maxLength: 12 }),
      async (people, filter, steps) => {
        const app = await startApp({ config: { retentionMs: 1_800_000 } });
        const dashboards: Dashboard[] = [];
        for (const rights of people) dashboards.push(new Dashboard(await signIn(app, rights), rights, filter));
        const close = await Promise.all(dashboards.map((dashboard) => dashboard.open(app)));
        let all: readonly Session[] = [];

        for (const { changes, narrowing } of steps) {
          const narrowed = narrowing && dashboards[narrowing[0] % dashboards.length];
          if (narrowed) narrowed.rights.push(narrowing[1]);
          const outcomes = await Promise.allSettled([
            ...changes.map(([change, pick, userId]) => change(app, all, pick, userId)),
            narrowed?.person.change(narrowing?.[1] ?? {}).then(() => undefined),
          ]);
          const passing: Session[] = [];
          for (const outcome of outcomes) {
            if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DomainError);
            else if (outcome.value !== undefined) passing.push(outcome.value);
          }
          await app.settle();
          const seen = await listOf(app, { first: 500 });
          const before = all;
          all = [...seen.pinned, ...seen.rows.map(({ session }) => session)];
          for (const dashboard of dashboards) {
            dashboard.note([...before, ...passing, ...all]);
            await dashboard.check(app, all);
          }
        }
        for (const end of close) await end();
        expect(app.app.openSubscriptionCount()).toBe(0);
        await app.app.close();
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
