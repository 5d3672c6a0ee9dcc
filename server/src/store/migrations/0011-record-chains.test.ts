import { expect, test } from 'vitest';
import { openStore } from '../store.ts';
import { aRecord } from '../unit-queue.testing.ts';
import { databaseOfBefore } from './database-of-before.testing.ts';

test('the records of a database of before stay those of their sessions, and what is done since stands before them', async () => {
  const { dataDir, handle, db, put } = await databaseOfBefore();
  for (const row of [1, 2, 3]) put(row, { external: null });
  const append = handle.prepare(`
    insert into records (id, at, action, session_id, actor_kind, actor_id, actor_name, after) values
      (?, 1, 'SESSION_UPDATED', ?, 'SYSTEM', null, 'Rollcall', '{}')`);
  handle.exec('delete from records');
  const belongs = ['app_1', 'app_2', 'app_gone', 'app_1', 'app_gone', 'app_2', 'app_1', 'app_2'];
  for (const [at, sessionId] of belongs.entries()) append.run(10 + at, sessionId);
  await db.destroy();

  const store = await openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
  const idsOf = async (sessionId: string) => (await store.records.ofSession(sessionId, 10, null)).map(({ id }) => id);
  expect(await Promise.all(['app_1', 'app_2', 'app_3'].map(idsOf))).toEqual([[16, 13, 10], [17, 15, 11], []]);
  expect((await store.records.ofSession('app_1', 1, 16)).map(({ id }) => id)).toEqual([13]);
  await store.write(({ records }) => records.append({ ...aRecord, sessionId: 'app_1' }));
  expect(await idsOf('app_1')).toEqual([18, 16, 13, 10]);
  await store.close();
});
