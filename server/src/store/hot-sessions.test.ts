import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionStore } from '../modules/sessions/index.ts';
import { ended, idAt, sessionAt } from './contract/opened.testing.ts';
import { HotSessions } from './hot-sessions.ts';
import { migrate } from './migrations/index.ts';
import { type SessionRow, sessionOfRow } from './session-rows.ts';
import { connectTo } from './sqlite/database.ts';
import { UnitQueue } from './unit-queue.ts';

const few = 4;
const at = fc.nat(few - 1);
const anyAct = fc.oneof(
  fc.record({ kind: fc.constant('FIND' as const), at }),
  fc.record({ kind: fc.constant('FIND_EXTERNAL' as const), at }),
  fc.record({ kind: fc.constant('INSERT' as const), at }),
  fc.record({ kind: fc.constant('UPDATE' as const), at, name: fc.string({ maxLength: 3 }) }),
  fc.record({ kind: fc.constant('GIVE' as const), at, userId: fc.constantFrom(null, 'ada', 'eve') }),
  fc.record({ kind: fc.constant('END' as const), at }),
  fc.record({ kind: fc.constant('HEAR' as const), at, ms: fc.nat(1_000) }),
  fc.record({ kind: fc.constant('REMOVE' as const) }),
);
type Act = typeof anyAct extends fc.Arbitrary<infer A> ? A : never;
const anyUnit = fc.record({ acts: fc.array(anyAct, { minLength: 1, maxLength: 5 }), fails: fc.boolean() });
const anyGroup = fc.record({
  units: fc.array(anyUnit, { minLength: 1, maxLength: 4 }),
  outcome: fc.constantFrom('COMMITS', 'COMMITS', 'COMMITS', 'FAILS'),
});

async function run(act: Act, sessions: SessionStore): Promise<void> {
  if (act.kind === 'REMOVE') return void (await sessions.removeEnded(3_000_000, 2, 3_000_000));
  const id = idAt(act.at);
  const found = await sessions.find(id);
  if (act.kind === 'FIND_EXTERNAL') return void (await sessions.findByExternalId('demo', `external ${act.at}`));
  // One that is there already breaks a rule of the database, and the unit goes on.
  if (act.kind === 'INSERT') return void (await sessions.insert(sessionAt(act.at)).catch(() => null));
  if (found === null || act.kind === 'FIND') return;
  if (act.kind === 'HEAR') return sessions.saveHeard([{ id, lastHeartbeatAtMs: act.ms }]);
  const members = act.kind === 'END' ? ended : act.kind === 'GIVE' ? { userId: act.userId } : { name: act.name };
  await sessions.update({ ...found, ...members });
}

test('whatever units do, and however they and their transactions end, they find what is stored', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  let databases = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyGroup, { minLength: 1, maxLength: 8 }), async (groups) => {
      databases += 1;
      const handle = new SQLite(join(dir, `${databases}.db`));
      handle.pragma('synchronous = off');
      const connection = connectTo(handle);
      await migrate(connection.db, 'testtest');
      // What breaks a deferred rule is found at the commit alone.
      handle.exec('create table parents (id integer primary key)');
      handle.exec('create table children (parent integer references parents (id) deferrable initially deferred)');
      const queue = new UnitQueue(connection, { onCommit: () => undefined }, () => undefined);
      const stored = handle.prepare<[string], SessionRow>('select * from sessions where id = ?');

      const compare = async (sessions: SessionStore): Promise<void> => {
        for (let number = 0; number < few; number += 1) {
          const row = stored.get(idAt(number));
          expect(await sessions.find(idAt(number))).toEqual(row === undefined ? null : sessionOfRow(row));
        }
      };
      for (const { units, outcome } of groups) {
        const running = units.map(({ acts, fails }) =>
          queue.run(async ({ sessions }) => {
            for (const act of acts) {
              await run(act, sessions);
              await compare(sessions);
            }
            if (fails) throw new Error('no');
          }),
        );
        if (outcome === 'FAILS')
          running.push(queue.run(async () => void handle.exec('insert into children values (1)')));
        const outcomes = await Promise.allSettled(running);
        const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
        for (const reason of reasons) expect(reason).toMatch(/^Error: no$|FOREIGN KEY/);
        await queue.run(({ sessions }) => compare(sessions));
      }
      await queue.close();
      await connection.db.destroy();
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('those that were longest not asked for are forgotten', () => {
  const hot = new HotSessions();
  const storedAt = (number: number) => ({ session: sessionAt(number), rowId: number, recordId: null });
  for (let number = 0; number < 500; number += 1) hot.keep(storedAt(number));
  expect(hot.find(idAt(0))).toBeDefined();
  hot.keep(storedAt(0));
  hot.keep(storedAt(500));
  const isKept = (number: number) => hot.find(idAt(number)) !== undefined;
  expect([0, 1, 2, 499, 500].filter(isKept)).toEqual([0, 2, 499, 500]);
});
