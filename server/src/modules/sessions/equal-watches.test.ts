import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { person, temporaryDir } from '../../app.testing.ts';
import { createManualClock } from '../../kernel/clock.testing.ts';
import { isInScope, type Principal, scopeOf, type SessionScope } from '../../kernel/principal.ts';
import { openStore } from '../../store/store.ts';
import { createWatch } from '../../watch/watch.ts';
import { createSessionReading } from './reading.ts';
import type { Session } from './session.ts';
import { aSession } from './session.testing.ts';
import type { SessionFilter } from './store.ts';

type Rights = NonNullable<Parameters<typeof person>[0]>;

/** A registry with watches, and a count of what they ask of it. */
async function openRegistry() {
  const watch = createWatch(createManualClock());
  const store = await openStore({
    dataDir: temporaryDir(),
    newEpoch: 'template',
    onCommit: ({ sessions }) => watch.wake(sessions.keys()),
    onSettled: () => watch.wakeWatches(),
  });
  let looks = 0;
  const interruptions: (() => void)[] = [];
  const reading = createSessionReading({
    reader: {
      ...store.sessions,
      async changesAfter(...asked) {
        looks += 1;
        const changes = await store.sessions.changesAfter(...asked);
        for (const interrupt of interruptions.splice(0)) interrupt();
        return changes;
      },
    },
    epoch: store.epoch,
    shareSubscriptions: watch.shareSubscriptions,
  });
  onTestFinished(() => store.close());
  const sessions = new Map<string, Session>();

  async function put(session: Session): Promise<void> {
    const isNew = !sessions.has(session.id);
    sessions.set(session.id, session);
    await store.write(({ sessions }) => (isNew ? sessions.insert(session) : sessions.update(session)));
  }

  return {
    watch,
    reading,
    sessions,
    /** Registers a session of this app, or changes it. */
    change: (id: string, members: Partial<Session> = {}) =>
      put({ ...(sessions.get(id) ?? aSession({ id, externalId: id })), name: `${id} ${sessions.size}`, ...members }),
    /** Runs this once, in the middle of the next look. */
    whileRead: (run: () => void) => void interruptions.push(run),
    /** How many looks `work` took. */
    async looksOf(work: () => Promise<unknown>): Promise<number> {
      const before = looks;
      await work();
      await settle();
      return looks - before;
    },
  };
}

type Registry = Awaited<ReturnType<typeof openRegistry>>;
type Message = Awaited<ReturnType<Registry['reading']['watch']>> extends AsyncIterableIterator<infer M> ? M : never;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Somebody whose rights may change, and who keeps what they are told. */
class Member {
  readonly told: Message[] = [];
  #principal: Principal;
  #messages: AsyncIterableIterator<Message> | null = null;
  /** Called with each message before it is kept. */
  onMessage: (message: Message) => void = () => undefined;

  constructor(rights: Rights = {}) {
    this.#principal = person(rights).principal;
  }

  get principal(): Principal {
    return this.#principal;
  }

  readonly origin = null;

  get scope(): SessionScope {
    return scopeOf(this.#principal);
  }

  change(rights: Rights): void {
    this.#principal = person(rights).principal;
  }

  async watch({ reading }: Registry, filter: SessionFilter = {}, after: string | null = null): Promise<void> {
    const messages = await reading.watch(this, filter, after);
    this.#messages = messages;
    void (async () => {
      for await (const message of messages) {
        this.onMessage(message);
        this.told.push(message);
      }
    })();
    await settle();
  }

  async leave(): Promise<void> {
    await this.#messages?.return?.();
  }
}

async function openMembers(registry: Registry, count: number, rights: Rights = {}, filter: SessionFilter = {}) {
  const members = Array.from({ length: count }, () => new Member(rights));
  for (const member of members) await member.watch(registry, filter);
  for (const member of members) member.told.splice(0);
  return members;
}

describe('equal watches', () => {
  test('share one look a change, and are told the same object', async () => {
    const registry = await openRegistry();
    const members = await openMembers(registry, 20);
    for (let round = 1; round <= 3; round += 1) {
      expect(await registry.looksOf(() => registry.change('app_1'))).toBe(1);
      const messages = members.map(({ told }) => told.at(-1));
      expect(messages[0]).toMatchObject({ revision: round, upserted: [{ id: 'app_1' }] });
      expect(new Set(messages).size).toBe(1);
    }
    expect(members.map(({ told }) => told.length)).toEqual(members.map(() => 3));
  });

  test('are told the changes of one turn by one message', async () => {
    const registry = await openRegistry();
    const members = await openMembers(registry, 10);
    const ids = Array.from({ length: 20 }, (_, at) => `app_${at}`);
    expect(await registry.looksOf(() => Promise.all(ids.map((id) => registry.change(id))))).toBe(1);
    for (const { told } of members) expect(told.map(({ upserted }) => upserted.map(({ id }) => id))).toEqual([ids]);
  });

  test('with other rights or another filter look by themselves', async () => {
    const registry = await openRegistry();
    const groups = [
      await openMembers(registry, 3),
      await openMembers(registry, 3, { role: 'OPERATOR' }),
      await openMembers(registry, 3, { apps: ['demo'] }),
      await openMembers(registry, 3, { apps: [], userId: 'ada' }),
      await openMembers(registry, 3, {}, { apps: ['demo'] }),
    ];
    expect(await registry.looksOf(() => registry.change('app_1'))).toBe(groups.length);
    const messages = groups.map((members) => new Set(members.map(({ told }) => told.at(-1))));
    expect(messages.map(({ size }) => size)).toEqual(groups.map(() => 1));
    expect(new Set(messages.flatMap((ofGroup) => [...ofGroup])).size).toBe(groups.length);
  });

  test('let a newcomer catch up alone, who then is one of them', async () => {
    const registry = await openRegistry();
    const members = await openMembers(registry, 5);
    await registry.change('app_1');
    await registry.change('app_2');
    await settle();
    const newcomer = new Member();
    const { fingerprint } = members[0]?.told[0] ?? {};
    expect(
      await registry.looksOf(() => newcomer.watch(registry, {}, `template.${'0'.repeat(16)}.${fingerprint}`)),
    ).toBe(1);
    expect(newcomer.told).toMatchObject([{ revision: 2, upserted: [{ id: 'app_1' }, { id: 'app_2' }] }]);
    expect(await registry.looksOf(() => registry.change('app_3'))).toBe(1);
    expect(newcomer.told.at(-1)).toBe(members[0]?.told.at(-1));
  });

  test('lose one who leaves, also in the middle of a look, and nobody else', async () => {
    const registry = await openRegistry();
    const [leaving, ...members] = await openMembers(registry, 4);
    const changed = registry.change('app_1');
    await leaving?.leave();
    await changed;
    await settle();
    expect(leaving?.told).toEqual([]);
    for (const { told } of members) expect(told).toMatchObject([{ revision: 1 }]);
    expect(registry.watch.openCount()).toBe(3);
  });

  test('keep no look once everybody has heard of it', async () => {
    const registry = await openRegistry();
    const members = await openMembers(registry, 4);
    for (let round = 0; round < 20; round += 1) await registry.change(`app_${round}`);
    await settle();
    expect(registry.watch.sharedLookCount()).toBe(0);
    await Promise.all(members.map((member) => member.leave()));
    expect(registry.watch.openCount()).toBe(0);
  });

  test('tell one whose rights change while it is looked for all to read anew, and the others what changed', async () => {
    const registry = await openRegistry();
    const [narrowed, ...members] = await openMembers(registry, 3);
    registry.whileRead(() => narrowed?.change({ apps: [] }));
    expect(await registry.looksOf(() => registry.change('app_1'))).toBe(1);
    expect(narrowed?.told).toMatchObject([{ resync: true, upserted: [], removed: [] }]);
    for (const { told } of members) expect(told).toMatchObject([{ resync: false, upserted: [{ id: 'app_1' }] }]);
  });
});

const apps = ['red', 'blue'];
const users = [null, 'ada', 'eve'];
/** Few, so that many have the same. */
const anyRights = fc.constantFrom<Rights>(
  {},
  { apps: ['red'] },
  { apps: ['blue'] },
  { apps: [], userId: 'ada' },
  { apps: ['blue'], userId: 'ada' },
);
const anyFilter = fc.constantFrom<SessionFilter>({}, { apps: ['red'] });
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('CHANGE' as const), pick: fc.nat(7), userId: fc.constantFrom(...users) }),
  fc.record({
    kind: fc.constant('RIGHTS' as const),
    pick: fc.nat(7),
    rights: anyRights,
    when: fc.constantFrom('NOW', 'TOLD', 'WHILE_READ'),
  }),
  fc.record({ kind: fc.constant('WAIT' as const), turns: fc.nat(3) }),
);

test('whatever happens to rights while changes flow, each is told what is theirs, as if they watched alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ rights: anyRights, filter: anyFilter }), { minLength: 4, maxLength: 8 }),
      fc.array(anyStep, { minLength: 5, maxLength: 40 }),
      async (people, steps) => {
        const registry = await openRegistry();
        const members = people.map(({ rights, filter }) => ({ member: new Member(rights), filter }));
        const held = new Map<Member, Map<string, Session>>();

        /** What an unshared read shows them now. */
        const listOf = async (member: Member, filter: SessionFilter): Promise<Map<string, Session>> => {
          const { rows } = await registry.reading.list(member, { filter, orderBy: 'STARTED', first: 500, after: null });
          return new Map(rows.map(({ session }) => [session.id, session]));
        };
        const resyncs: Promise<void>[] = [];
        for (const { member, filter } of members) {
          held.set(member, new Map());
          member.onMessage = ({ upserted, removed, resync }) => {
            for (const session of upserted) expect(isInScope(member.scope, session)).toBe(true);
            const theirs = held.get(member) ?? new Map<string, Session>();
            for (const session of upserted) theirs.set(session.id, session);
            for (const id of removed) theirs.delete(id);
            if (resync) resyncs.push(listOf(member, filter).then((read) => void held.set(member, read)));
          };
          await member.watch(registry, filter);
        }

        const changes: Promise<unknown>[] = [];
        for (const step of steps) {
          if (step.kind === 'CHANGE') {
            const { pick, userId } = step;
            changes.push(registry.change(`app_${pick}`, { app: apps[pick % 2] ?? 'red', userId }));
          } else if (step.kind === 'RIGHTS') {
            const { pick, rights, when } = step;
            const change = () => members[pick % members.length]?.member.change(rights);
            if (when === 'WHILE_READ') registry.whileRead(change);
            else change();
            if (when === 'TOLD') registry.watch.wakeAll();
          } else for (let turn = 0; turn < step.turns; turn += 1) await new Promise((next) => setImmediate(next));
        }
        await Promise.all(changes);
        // Once for what is changed in the middle of this look, and once more for whom that concerns.
        for (let round = 0; round < 2; round += 1) {
          registry.watch.wakeAll();
          await settle();
        }
        await Promise.all(resyncs);
        await settle();
        for (const { member, filter } of members) {
          const namesOf = (sessions: Iterable<Session> = []) =>
            [...sessions].map(({ id, name }) => `${id} ${name}`).toSorted();
          expect(namesOf(held.get(member)?.values())).toEqual(namesOf((await listOf(member, filter)).values()));
        }
        for (const { member } of members) await member.leave();
        expect([registry.watch.openCount(), registry.watch.sharedLookCount()]).toEqual([0, 0]);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
