import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecordReader } from './records.ts';
import type { Stores } from './stores.ts';
import { ended, idAt, sessionAt } from './contract/opened.testing.ts';
import { aRecord, openQueue } from './unit-queue.testing.ts';

const few = 3;
const anyAct = fc.oneof(
  fc.record({ kind: fc.constant('APPEND' as const), at: fc.nat(few - 1) }),
  fc.record({ kind: fc.constant('APPEND_TO_NOBODY' as const), at: fc.constant(0) }),
  fc.record({ kind: fc.constant('RENAME' as const), at: fc.nat(few - 1) }),
  fc.record({ kind: fc.constant('HEAR' as const), at: fc.nat(few - 1) }),
);
type Act = typeof anyAct extends fc.Arbitrary<infer A> ? A : never;
const anyUnit = fc.record({ acts: fc.array(anyAct, { maxLength: 5 }), fails: fc.boolean() });
const anyGroup = fc.record({
  units: fc.array(anyUnit, { minLength: 1, maxLength: 5 }),
  outcome: fc.constantFrom('COMMITS', 'COMMITS', 'COMMITS', 'FAILS'),
});
const anyGroups = fc.array(anyGroup, { minLength: 1, maxLength: 6 });

test('whatever units do, and whichever of them fail, the records of a session are a chain of all that stand', async () => {
  const { queue, handle, db } = await openQueue();
  const { ofSession } = createRecordReader(db);
  const idsOf = handle.prepare('select id from records where session_id = ? order by id desc').pluck();
  const countAndLast = handle.prepare('select count(*), max(id) from records').raw();
  // What breaks a deferred rule is found at the commit alone.
  handle.exec('create table parents (id integer primary key)');
  handle.exec('create table children (parent integer references parents (id) deferrable initially deferred)');
  let sessions = 0;
  await fc.assert(
    fc.asyncProperty(anyGroups, async (groups) => {
      const from = sessions;
      sessions += few;
      const stand: string[][] = Array.from({ length: few }, () => []);
      for (let at = 0; at < few; at += 1) await queue.run((stores) => stores.sessions.insert(sessionAt(from + at)));
      const run = async (stores: Stores, { kind, at }: Act, note: string) => {
        const sessionId = idAt(from + at);
        if (kind === 'APPEND') return stores.records.append({ ...aRecord, sessionId, note });
        if (kind === 'APPEND_TO_NOBODY') return stores.records.append(aRecord);
        if (kind === 'HEAR') return stores.sessions.saveHeard([{ id: sessionId, lastHeartbeatAtMs: 1 }]);
        return void (await stores.sessions.update(sessionAt(from + at, { name: note })));
      };
      for (const [group, { units, outcome }] of groups.entries()) {
        const noteOf = (unit: number, act: number) => `${group} ${unit} ${act}`;
        const running = units.map(({ acts, fails }, unit) =>
          queue.run(async (stores) => {
            for (const [at, act] of acts.entries()) await run(stores, act, noteOf(unit, at));
            if (fails) throw new Error('no');
          }),
        );
        if (outcome === 'FAILS')
          running.push(queue.run(async () => void handle.exec('insert into children values (1)')));
        await Promise.allSettled(running);
        for (const [unit, { acts, fails }] of units.entries()) {
          for (const [at, act] of acts.entries()) {
            if (outcome === 'COMMITS' && !fails && act.kind === 'APPEND') stand[act.at]?.unshift(noteOf(unit, at));
          }
        }
        for (const [at, notes] of stand.entries()) {
          const found = await ofSession(idAt(from + at), 1_000, null);
          expect(found.map(({ note }) => note)).toEqual(notes);
          expect(found.map(({ id }) => id)).toEqual(idsOf.all(idAt(from + at)));
        }
        const [count, lastId] = countAndLast.get() as [number, number | null];
        expect(lastId ?? 0).toBe(count);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('all records of a session go with it, and no others', async () => {
  const { queue, handle } = await openQueue();
  for (const at of [1, 2]) await queue.run(({ sessions }) => sessions.insert(sessionAt(at, ended)));
  for (const at of [1, 2, 1, 1, 2]) {
    await queue.run(({ records }) => records.append({ ...aRecord, sessionId: idAt(at) }));
  }
  await queue.run(({ sessions }) => sessions.removeEnded(3_000_000, 1, 3_000_000));
  const [left] = handle.prepare('select id from sessions').pluck().all();
  expect(handle.prepare('select distinct session_id from records').pluck().all()).toEqual([left]);
});

test('a page of records reads no more than it gives, however many there are', async () => {
  const { queue, db, handle, ran } = await openQueue();
  await queue.run(({ sessions }) => sessions.insert(sessionAt(1)));
  await queue.run(async ({ records }) => {
    for (let count = 0; count < 20; count += 1) await records.append({ ...aRecord, sessionId: idAt(1) });
  });
  const { ofSession } = createRecordReader(db);
  const [newest] = await ofSession(idAt(1), 2, null);
  const plans: string[] = [];
  for (const beforeId of [null, newest?.id ?? 0]) {
    ran();
    await ofSession(idAt(1), 2, beforeId);
    const [text = ''] = ran();
    for (const row of handle.prepare<[], { detail: string }>(`explain query plan ${text}`).all())
      plans.push(row.detail);
  }
  expect(plans.filter((step) => /SCAN (?!page)/.test(step))).toEqual([]);
  expect(plans.join('\n')).toContain('SEARCH records USING INTEGER PRIMARY KEY');
});
