import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { anApproval } from '../modules/approvals/approval.testing.ts';
import { requestKill } from '../modules/kills/kill.ts';
import { aKill } from '../modules/kills/kill.testing.ts';
import { StoreClosedError } from './errors.ts';
import { idAt, sessionAt } from './contract/opened.testing.ts';
import type { Stores } from './stores.ts';
import { aRecord, openQueue, pause, turn } from './unit-queue.testing.ts';

describe('units that arrive in one turn of the event loop', () => {
  test('share one transaction, without a savepoint', async () => {
    const { insert, count } = await openQueue();
    await Promise.all([insert(1), insert(2), insert(3)]);
    expect(count('begin immediate')).toBe(1);
    expect(count('savepoint unit')).toBe(0);
    expect(count('commit')).toBe(1);
    await insert(4);
    expect(count('commit')).toBe(1);
  });

  test('run in the order in which they came, one after the other', async () => {
    const { queue } = await openQueue();
    const order: string[] = [];
    const unit = (name: string) =>
      queue.run(async ({ sessions }) => {
        order.push(`${name} begins`);
        await sessions.find('app_1');
        await sessions.find('app_2');
        order.push(`${name} ends`);
      });
    await Promise.all([unit('a'), unit('b')]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  test('see what those before them stored', async () => {
    const { queue, insert } = await openQueue();
    const [, seen] = await Promise.all([insert(1), queue.run(({ sessions }) => sessions.find(idAt(1)))]);
    expect(seen).toMatchObject({ id: idAt(1), revision: 1 });
  });

  test('are at most 256 a transaction; the rest follows in the next', async () => {
    const { insert, count, told } = await openQueue();
    await Promise.all(Array.from({ length: 600 }, (_, at) => insert(at)));
    expect(count('commit')).toBe(3);
    expect(told.map((ids) => ids.length)).toEqual([256, 256, 88]);
  });

  test('share it with those that the same turn brings later', async () => {
    const { insert, count } = await openQueue();
    const first = insert(1);
    await Promise.resolve();
    const second = insert(2);
    await Promise.all([first, second]);
    expect(count('commit')).toBe(1);
  });
});

describe('a unit that fails', () => {
  test('is rolled back alone: its neighbours are stored, and revisions have no gap', async () => {
    const { queue, insert, reader, told } = await openQueue();
    const failing = queue.run(async ({ sessions }) => {
      await sessions.insert(sessionAt(2));
      await sessions.insert(sessionAt(3));
      throw new Error('no');
    });
    const [first, failed, last] = await Promise.allSettled([insert(1), failing, insert(4)]);
    expect(first).toMatchObject({ value: { revision: 1 } });
    expect(failed).toMatchObject({ reason: { message: 'no' } });
    expect(last).toMatchObject({ value: { revision: 2 } });
    expect((await reader.running()).map(({ id }) => id)).toEqual([idAt(1), idAt(4)]);
    expect(told).toEqual([[idAt(1), idAt(4)]]);
  });

  test('before it has stored anything leaves the others as they are: they run once', async () => {
    const { queue, insert, count, told } = await openQueue();
    const refused = () =>
      queue.run(async ({ sessions }) => {
        await sessions.find(idAt(1));
        throw new Error('no');
      });
    const outcomes = await Promise.allSettled([refused(), insert(1), refused(), insert(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(['begin immediate', 'savepoint unit', 'rollback', 'commit'].map(count)).toEqual([1, 0, 0, 1]);
    expect(told).toEqual([[idAt(1), idAt(2)]]);
  });

  test.each<readonly [string, (stores: Stores) => Promise<unknown>]>([
    ['a row', ({ kills }) => kills.insert(aKill())],
    ['a revision', ({ sessions }) => sessions.update(sessionAt(9))],
    ['a record', ({ records }) => records.append(aRecord)],
    ['what Kysely writes', ({ people }) => people.removeExpiredSignIns(0)],
  ])('behind %s makes all of them run again, with a savepoint each', async (_, leave) => {
    const { queue, insert, count, reader, told, toldKills } = await openQueue();
    const failing = queue.run(async (stores) => {
      await leave(stores);
      throw new Error('no');
    });
    const outcomes = await Promise.allSettled([insert(1), failing, insert(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(['begin immediate', 'rollback', 'commit'].map(count)).toEqual([2, 1, 1]);
    expect(['savepoint unit', 'rollback to unit', 'release unit'].map(count)).toEqual([3, 1, 3]);
    expect([await reader.head(), told, toldKills]).toEqual([2, [[idAt(1), idAt(2)]], []]);
  });

  test('late makes the next 100 transactions give savepoints at once, so that who fails again and again costs the others little', async () => {
    const { queue, insert, count } = await openQueue();
    const failLate = () => queue.run(({ kills }) => kills.insert(aKill()).then(() => Promise.reject(new Error('no'))));
    const began = () => ['begin immediate', 'savepoint unit'].map(count);
    await expect(failLate()).rejects.toThrow('no');
    expect(began()).toEqual([2, 1]);
    for (let at = 0; at < 100; at += 1) await Promise.allSettled([insert(at), failLate()]);
    expect(began()).toEqual([100, 200]);
    await insert(100);
    expect(began()).toEqual([1, 0]);
  });

  test('whose transaction SQLite has rolled back takes the others along, whatever it makes of that', async () => {
    const { queue, handle, insert, reader, told } = await openQueue();
    const hiding = queue.run(async () => void handle.exec('rollback'));
    const outcomes = await Promise.allSettled([insert(1), hiding, insert(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([await reader.head(), await reader.running(), told]).toEqual([0, [], []]);
    expect(await insert(3)).toMatchObject({ revision: 1 });
  });

  test('tells of no kill, and the one behind it of its own', async () => {
    const { queue, toldKills } = await openQueue();
    const requestedBy = { kind: 'BOOTSTRAP', id: null, name: 'Bootstrap token' } as const;
    const order = (at: number, failure?: Error): Promise<void> =>
      queue.run(async ({ kills, sessions }) => {
        const terms = { requestedBy, reason: null, graceMs: 0, endsAs: 'KILLED' } as const;
        await kills.insert(requestKill({ ...terms, id: `kill${at}`, sessionId: idAt(at) }, null, 0).kill);
        if (failure !== undefined) throw failure;
        await sessions.insert(sessionAt(at));
      });
    await Promise.allSettled([order(1, new Error('no')), order(2)]);
    expect(toldKills).toEqual(['kill2']);
  });

  test('by breaking a rule of the database is rolled back alone, too', async () => {
    const { insert, reader } = await openQueue();
    const outcomes = await Promise.allSettled([insert(1), insert(1), insert(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await reader.head()).toBe(2);
  });
});

describe('answers', () => {
  test('come after the commit, and after everybody was told of it', async () => {
    const { queue, insert, told, count } = await openQueue();
    const seen: string[] = [];
    const answered = (name: string) => () => void seen.push(`${name}: told ${told.length}, commits ${count('commit')}`);
    await Promise.all([
      insert(1).then(answered('stored')),
      queue.run(() => Promise.reject(new Error('no'))).catch(answered('failed')),
    ]);
    expect(seen).toEqual(['stored: told 1, commits 1', 'failed: told 1, commits 0']);
  });
});

describe('changes that follow each other', () => {
  test('are settled once, when a turn has brought none, and answered before', async () => {
    const { insert, told, settledCount } = await openQueue();
    await insert(1);
    await Promise.all([insert(2), insert(3)]);
    expect([told.length, settledCount()]).toEqual([2, 0]);
    await pause();
    expect(settledCount()).toBe(1);
    await insert(4);
    await pause();
    expect(settledCount()).toBe(2);
  });

  test('are settled now and then, where they never end', async () => {
    const { insert, told, settledCount } = await openQueue();
    const seen: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      await insert(at);
      seen.push(settledCount());
    }
    expect(told).toHaveLength(12);
    expect(seen).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    await pause();
    expect(settledCount()).toBe(3);
  });

  test('are settled also when only units come behind them that change nothing', async () => {
    const { queue, insert, settledCount } = await openQueue();
    await insert(1);
    for (let at = 0; at < 12; at += 1) await queue.run(({ sessions }) => sessions.find(idAt(1)));
    expect(settledCount()).toBe(1);
    await pause();
    expect(settledCount()).toBe(1);
  });

  test('are settled also where approvals change and their sessions do not', async () => {
    const { queue, settledCount } = await openQueue();
    await queue.run(({ approvals }) => approvals.insert(anApproval()));
    await pause();
    expect(settledCount()).toBe(1);
  });

  test('are not told of as settled by a store that closes', async () => {
    const { queue, insert, settledCount } = await openQueue();
    const last = insert(1);
    await queue.close();
    await last;
    await pause();
    expect(settledCount()).toBe(0);
  });
});

describe('a commit that fails', () => {
  test('fails all its units, tells nobody, stores nothing; the next one succeeds', async () => {
    const { queue, handle, insert, reader, told } = await openQueue();
    // What breaks a deferred rule is found at the commit alone.
    handle.pragma('foreign_keys = on');
    handle.exec('create table parents (id integer primary key)');
    handle.exec('create table children (parent integer references parents (id) deferrable initially deferred)');
    const orphan = queue.run(async () => handle.prepare('insert into children values (1)').run());
    const outcomes = await Promise.allSettled([insert(1), orphan, insert(2)]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } });
    }
    expect(await reader.head()).toBe(0);
    expect(told).toEqual([]);
    expect(await insert(3)).toMatchObject({ revision: 1 });
    expect(told).toEqual([[idAt(3)]]);
  });

  test('because another process writes fails its units, and the next one succeeds', async () => {
    const { path, insert, reader, told } = await openQueue();
    const other = new SQLite(path);
    other.exec('begin immediate');
    const outcomes = await Promise.allSettled([insert(1), insert(2)]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'SQLITE_BUSY' } });
    other.exec('rollback');
    other.close();
    expect([await reader.head(), told]).toEqual([0, []]);
    expect(await insert(3)).toMatchObject({ revision: 1 });
  });
});

test('a full disk loses nothing that was answered, tells nothing that is not stored, and is survived', async () => {
  const { handle, insert, reader, told } = await openQueue();
  const pages = handle.pragma('page_count', { simple: true }) as number;
  handle.pragma(`max_page_count = ${pages + 20}`);
  const metadata = { filler: 'x'.repeat(3_000) };
  const stored: string[] = [];
  const failed: unknown[] = [];
  for (let group = 0; group < 6; group += 1) {
    const units = Array.from({ length: 8 }, (_, at) => insert(group * 8 + at, { metadata }));
    for (const outcome of await Promise.allSettled(units)) {
      if (outcome.status === 'fulfilled') stored.push(outcome.value.id);
      else failed.push(outcome.reason);
    }
  }
  expect(stored.length).toBeGreaterThan(5);
  expect(failed.length).toBeGreaterThan(5);
  for (const reason of failed) expect(reason).toMatchObject({ code: 'SQLITE_FULL' });
  expect((await reader.running()).map(({ id }) => id)).toEqual(stored);
  expect(told.flat()).toEqual(stored);
  expect(await reader.head()).toBe(stored.length);

  handle.pragma(`max_page_count = ${pages + 2_000}`);
  expect(await insert(1_000, { metadata })).toMatchObject({ revision: stored.length + 1 });
});

describe('closing', () => {
  test('waits for what is under way, and for what waits', async () => {
    const { queue, insert, reader } = await openQueue();
    const units = Promise.all(Array.from({ length: 300 }, (_, at) => insert(at)));
    await turn();
    await queue.close();
    expect(await reader.head()).toBe(300);
    await units;
  });

  test('takes no unit more, also none that a unit brings about', async () => {
    const { queue, insert } = await openQueue();
    const late: Promise<unknown>[] = [];
    const unit = queue.run(async () => void late.push(insert(2).catch((error: unknown) => error)));
    const closed = queue.close();
    await expect(insert(3)).rejects.toThrow(StoreClosedError);
    await unit;
    await closed;
    expect(late).toHaveLength(1);
    expect(await late[0]).toBeInstanceOf(StoreClosedError);
  });
});
