import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { anApproval } from '../modules/approvals/approval.testing.ts';
import { ended, everything, idAt, insert, insertAll, rowIdsOf, sessionAt } from './contract/opened.testing.ts';
import { TooManyOperationsError } from '../kernel/errors.ts';
import { StoreClosedError } from './errors.ts';
import { createSessionReader } from './session-reader.ts';
import { readSlowlyApart, SlowReads } from './slow-reads.ts';
import { openReader } from './sqlite/database.ts';
import { openStore } from './store.ts';

const page = (members = {}) =>
  ({
    kind: 'PAGE',
    query: { filter: {}, scope: everything, orderBy: 'STARTED', first: 50, after: null, ...members },
  }) as const;

async function open() {
  const dataDir = temporaryDir();
  const path = join(dataDir, 'rollcall.db');
  const openIt = async () => {
    const store = await openStore({ dataDir, newEpoch: 'testtest', onCommit: () => undefined });
    onTestFinished(() => store.close());
    return store;
  };
  const reads = new SlowReads(path);
  onTestFinished(() => reads.close());
  return { path, reads, openIt };
}

test('the thread gives what the reader itself gives, and sees every write that was answered', async () => {
  const { reads, openIt } = await open();
  const store = await openIt();
  await insertAll(store, 3, { tags: ['a'], metadata: { deep: [1, null, 'é'] } });
  await insert(store, sessionAt(9, { ...ended, pinnedAtMs: 1 }));
  for (const members of [{}, { orderBy: 'ATTENTION' as const }, { filter: { search: 'session' } }, { first: 2 }]) {
    const asked = page(members);
    expect(await reads.ask(asked)).toEqual(await store.sessions.list(asked.query));
  }
  const of = [{}, everything, 'STATUS'] as const;
  expect(await reads.ask({ kind: 'COUNTS', of })).toEqual(await store.sessions.counts(...of));
  await store.write(({ approvals }) => approvals.insert(anApproval()));
  const { query } = page();
  const approvals = { ...query, orderBy: 'NEWEST', after: null } as const;
  expect(await reads.ask({ kind: 'APPROVALS', query: approvals })).toEqual(await store.approvals.list(approvals));
  for (let at = 10; at < 60; at += 1) {
    const { revision } = await insert(store, sessionAt(at));
    const seen = await reads.ask(page({ first: 1 }));
    expect([rowIdsOf(seen), seen.revision]).toEqual([[idAt(at)], revision]);
  }
});

test('a read that fails fails alone', async () => {
  const { reads, openIt } = await open();
  await openIt();
  const [wrong, right] = await Promise.allSettled([reads.ask(page({ first: Number.NaN })), reads.ask(page())]);
  expect(wrong).toMatchObject({ status: 'rejected', reason: { message: /^A read failed: / } });
  expect(right).toMatchObject({ status: 'fulfilled', value: { rows: [] } });
});

test('a thread that ends by itself fails what waits for it, and the next read starts another', async () => {
  const { reads, openIt } = await open();
  // There is no database yet.
  const outcomes = await Promise.allSettled([reads.ask(page()), reads.ask(page())]);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { message: /has ended/ } });
  await openIt();
  expect(await reads.ask(page())).toMatchObject({ rows: [] });
});

test('closing answers what is under way, refuses what waits, takes nothing more, and may be done twice', async () => {
  const { reads, openIt } = await open();
  await insertAll(await openIt(), 5);
  const underWay = reads.ask(page());
  const waiting = Promise.allSettled(Array.from({ length: 20 }, () => reads.ask(page())));
  const closed = reads.close();
  await expect(reads.ask(page())).rejects.toThrow(StoreClosedError);
  for (const outcome of await waiting) expect(outcome).toMatchObject({ reason: expect.any(StoreClosedError) as Error });
  await closed;
  expect(await underWay).toMatchObject({ totalCount: 5 });
  await reads.close();
});

const named = (name: string, hasLeft = () => false) => ({ name, hasLeft });

test('what nobody waits for any more is not read, and keeps no place', async () => {
  const { reads, openIt } = await open();
  await insertAll(await openIt(), 5);
  let hasLeft = false;
  const answered: string[] = [];
  const ask = async (what: string, asker: Parameters<typeof reads.ask>[1]) => {
    await reads.ask(page(), asker);
    answered.push(what);
  };
  const underWay = ask('under way', named('one'));
  for (let at = 0; at < 100; at += 1)
    void ask(
      'left',
      named('one', () => hasLeft),
    );
  await expect(reads.ask(page(), named('one'))).rejects.toThrow(TooManyOperationsError);
  hasLeft = true;
  await Promise.all([underWay, ask('back', named('one')), ask('other', named('two'))]);
  expect(answered).toEqual(['under way', 'back', 'other']);
});

test('whoever asks for much waits behind their own, and others get their turn', async () => {
  const { reads, openIt } = await open();
  await insertAll(await openIt(), 5);
  const answered: string[] = [];
  const ask = async (asker: string) => {
    await reads.ask(page(), named(asker));
    answered.push(asker);
  };
  await Promise.all([...Array.from({ length: 6 }, () => ask('much')), ask('one'), ask('two'), ask('two')]);
  expect(answered).toEqual(['much', 'much', 'one', 'two', 'much', 'two', 'much', 'much', 'much']);
});

test('of one asker and of all together only so many wait; what is over makes room', async () => {
  const { reads, openIt } = await open();
  await openIt();
  const askAll = (askers: readonly string[]) => askers.map((asker) => reads.ask(page(), named(asker)));
  // The first is under way and waits no more.
  const own = askAll(Array.from({ length: 101 }, () => 'much'));
  await expect(reads.ask(page(), named('much'))).rejects.toThrow(TooManyOperationsError);
  const others = askAll(Array.from({ length: 1_900 }, (_, at) => `other ${at}`));
  await expect(reads.ask(page(), named('one too many'))).rejects.toThrow(TooManyOperationsError);
  await Promise.all([...own, ...others]);
  expect(await reads.ask(page(), named('much'))).toMatchObject({ rows: [] });
});

test('of many sessions a page of everything, or of the few that run, is read at once, and all else by the thread', async () => {
  const { path, reads, openIt } = await open();
  const store = await openIt();
  await insertAll(store, 150, ended);
  const handle = new SQLite(path);
  handle.exec(`update sqlite_sequence set seq = 20000 where name = 'sessions'`);
  handle.close();
  await insert(store, sessionAt(20_001));
  const connection = openReader(path);
  onTestFinished(() => connection.db.destroy());
  const apart = readSlowlyApart(createSessionReader(connection), connection, reads);
  await reads.close();
  const of = (members = {}) => apart.list(page(members).query);
  const ofDemo = { apps: ['demo'], userId: null };
  for (const members of [
    { first: 100, orderBy: 'ATTENTION' },
    { filter: { lifecycle: ['ENDED'] } },
    { filter: { ids: [idAt(1)], search: 'session' }, first: 500 },
  ])
    expect((await of(members)).rows).not.toHaveLength(0);
  const running = [
    { filter: { lifecycle: ['ACTIVE'], search: 'session' } },
    { filter: { lifecycle: ['ACTIVE'] }, scope: ofDemo },
  ];
  for (const members of running) expect((await of(members)).rows).not.toHaveLength(0);
  await insertAll(store, 300, {}, 20_002);
  for (const members of [
    ...running,
    { filter: { apps: ['demo'] } },
    { filter: { lifecycle: ['ENDED'], userId: 'ada' } },
    { first: 101 },
    { filter: { search: 'session' } },
    { filter: { lifecycle: ['ENDED'], createdFromMs: 0 } },
    { filter: { lifecycle: ['ENDED'] }, scope: ofDemo },
  ])
    await expect(of(members)).rejects.toThrow(StoreClosedError);
  await expect(apart.counts({}, everything, 'APP')).rejects.toThrow(StoreClosedError);
});
