import { expect, test } from 'vitest';
import { everything, list, matching, rowIdsOf } from '../contract/opened.testing.ts';
import { openStore, type Store } from '../store.ts';
import { databaseOfBefore } from './database-of-before.testing.ts';

test('what a database of before has is found by text, tag, date and order, and so is what becomes of it', async () => {
  const { dataDir, handle, db, put } = await databaseOfBefore();
  for (const [row, ended] of [
    [1, 5],
    [2, 6],
    [3, null],
    [4, 7],
  ] as const)
    put(row, { ended, external: null });
  const describe = handle.prepare(
    'update sessions set search_text = ?, tags = ?, started_at = ?, status = ?, lifecycle = ?, attention_rank = ? where row_id = ?',
  );
  const hourMs = 3_600_000;
  describe.run('nightly report\napp_1', '["red","blue"]', hourMs, 'ENDED', 'ENDED', 0, 1);
  describe.run('report of failures\napp_2', '["red","red"]', 2 * hourMs, 'FAILED', 'ENDED', 10, 2);
  describe.run('report as it runs\napp_3', '["red"]', 9 * hourMs, 'IDLE', 'ACTIVE', 20, 3);
  // Its clock went back.
  describe.run('import\napp_4', '[]', hourMs + 1, 'ENDED', 'ENDED', 0, 4);
  handle.exec('update registry set head = 4');
  await db.destroy();

  const store = await openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
  expect(await matching(store, { search: 'report' })).toEqual(['app_3', 'app_2', 'app_1']);
  expect(await matching(store, { search: 'nightly r' })).toEqual(['app_1']);
  expect(await matching(store, { tags: ['red'] })).toEqual(['app_3', 'app_2', 'app_1']);
  expect(await matching(store, { tags: ['blue'], lifecycle: ['ENDED'] })).toEqual(['app_1']);
  expect(await matching(store, { createdFromMs: hourMs, createdBeforeMs: 2 * hourMs })).toEqual(['app_4', 'app_1']);
  expect(rowIdsOf(await list(store, { orderBy: 'ATTENTION' }))).toEqual(['app_3', 'app_2', 'app_4', 'app_1']);

  await change(store, 'app_1', { name: 'Renamed', tags: ['green'] });
  await change(store, 'app_3', { lifecycle: 'ENDED', endReason: 'LOST', endedAtMs: 8 });
  await change(store, 'app_2', { lifecycle: 'ACTIVE', endReason: null, endedAtMs: null });
  expect(await matching(store, { search: 'report' })).toEqual(['app_3', 'app_2']);
  expect(await matching(store, { search: 'nightly' })).toEqual([]);
  expect(await matching(store, { search: 'rename' })).toEqual(['app_1']);
  expect(await matching(store, { tags: ['red'] })).toEqual(['app_3', 'app_2']);
  expect(await matching(store, { tags: ['blue'] })).toEqual([]);
  expect(await matching(store, { tags: ['green'] })).toEqual(['app_1']);
  expect(await matching(store, { lifecycle: ['ENDED'] })).toEqual(['app_4', 'app_3', 'app_1']);

  await store.write(({ sessions }) => sessions.removeEnded(100, 10, 1));
  expect(await matching(store, {})).toEqual(['app_2']);
  expect(await store.sessions.counts({}, everything, 'APP')).toEqual([{ key: 'demo', count: 1 }]);
  await store.close();
});

async function change(store: Store, id: string, members: object): Promise<void> {
  await store.write(async ({ sessions }) => {
    const session = await sessions.find(id);
    if (session !== null) await sessions.update({ ...session, ...members });
  });
}
