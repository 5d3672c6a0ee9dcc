import { describe, expect, onTestFinished, test } from 'vitest';
import { keyWith, person, temporaryDir } from '../../app.testing.ts';
import { createManualClock } from '../../kernel/clock.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { fingerprintOf } from '../../kernel/revision.ts';
import { openStore } from '../../store/store.ts';
import { createWatch } from '../../watch/watch.ts';
import { createSessionReading } from './reading.ts';
import type { Asker } from './store.ts';
import { aSession } from './session.testing.ts';

describe('rights that change while something is read', () => {
  /** A watch of somebody whose rights change in the middle of a look. */
  async function openWatch(rights: PersonRights) {
    const watching = createWatch(createManualClock());
    const store = await openStore({
      dataDir: temporaryDir(),
      newEpoch: 'template',
      onCommit: ({ sessions }) => watching.wake(sessions.keys()),
      onSettled: () => watching.wakeWatches(),
    });
    let whileRead = (): void => undefined;
    const askers: Asker[] = [];
    const reading = createSessionReading({
      reader: {
        ...store.sessions,
        async find(id) {
          const session = await store.sessions.find(id);
          whileRead();
          return session;
        },
        async list(query, asker) {
          if (asker !== undefined) askers.push(asker);
          whileRead();
          return store.sessions.list(query);
        },
        async counts(...query) {
          whileRead();
          return store.sessions.counts(...query);
        },
        async changesAfter(...query) {
          const changes = await store.sessions.changesAfter(...query);
          whileRead();
          return changes;
        },
      },
      epoch: store.epoch,
      shareSubscriptions: watching.shareSubscriptions,
    });
    let { principal } = person(rights);
    const caller = {
      get principal() {
        return principal;
      },
      origin: null,
    };
    const messages = await reading.watch(caller, {}, null);
    await messages.next();
    onTestFinished(async () => {
      await messages.return?.();
      await store.close();
    });
    return {
      reading,
      caller,
      askers,
      messages,
      register: () => store.write(({ sessions }) => sessions.insert(aSession())),
      change: (next: PersonRights) => ({ principal } = person(next)),
      lose: () => ({ principal } = keyWith({ rights: [] })),
      meanwhile: (run: () => void) => (whileRead = run),
    };
  }
  type PersonRights = Parameters<typeof person>[0];
  const resync = { value: { revision: 1, resync: true, upserted: [], removed: [] } };

  test('leave nothing to be told of what was read with those that are gone', async () => {
    const { messages, register, change, meanwhile } = await openWatch({});
    meanwhile(() => change({ apps: [] }));
    await register();
    expect(await messages.next()).toMatchObject(resync);
  });

  test('leave nothing of it either when they were more for that moment alone', async () => {
    const { messages, register, change, meanwhile } = await openWatch({ apps: [] });
    change({});
    meanwhile(() => change({ apps: [] }));
    await register();
    expect(await messages.next()).toMatchObject(resync);
  });

  const everything = { filter: {}, orderBy: 'STARTED', first: 50, after: null } as const;

  test('have lists and counts read again, by those of the answer', async () => {
    const { reading, caller, register, change, meanwhile } = await openWatch({});
    await register();
    meanwhile(() => change({ apps: [] }));
    const page = await reading.list(caller, everything);
    expect(page).toMatchObject({ rows: [], totalCount: 0, fingerprint: fingerprintOf(caller.principal) });
    change({});
    expect(await reading.counts(caller, {}, 'APP')).toEqual([]);
    meanwhile(() => change({}));
    expect((await reading.list(caller, everything)).rows).toHaveLength(1);
  });

  test('a list says for whom it is read, and whether they have left meanwhile', async () => {
    const { reading, caller, askers } = await openWatch({});
    await reading.list(caller, everything);
    let hasLeft = false;
    const { principal } = caller;
    const leaving = {
      principal,
      origin: null,
      get hasLeft() {
        return hasLeft;
      },
    };
    await reading.list(leaving, everything);
    hasLeft = true;
    expect(new Set(askers.map(({ name }) => name)).size).toBe(1);
    expect(askers.map((asker) => asker.hasLeft())).toEqual([false, true]);
  });

  test('refuse lists and counts where nothing is left to be listed, and hide a session', async () => {
    const { reading, caller, register, change, lose, meanwhile } = await openWatch({});
    const { id } = await register();
    meanwhile(lose);
    await expect(reading.list(caller, everything)).rejects.toThrow(ForbiddenError);
    change({});
    await expect(reading.counts(caller, {}, 'APP')).rejects.toThrow(ForbiddenError);
    change({});
    expect(await reading.session(caller, id)).toBeNull();
  });
});
