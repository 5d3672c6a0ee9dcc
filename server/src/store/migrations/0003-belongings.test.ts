import { expect, test } from 'vitest';
import { openStore } from '../store.ts';
import { databaseOfBefore } from './database-of-before.testing.ts';

test('a database of before keeps its tasks, whose ids another session may have from then on, and the tokens of what runs', async () => {
  const { dataDir, handle, db, put } = await databaseOfBefore();
  put(1, {});
  put(2, { app: 'other' });
  put(3, { app: 'lost', ended: 5 });
  handle.exec(`
    insert into tasks values
      (5, 't1', 'app_1', null, 'Render', 'RUNNING', 0.5, 'page 1', null, 1, null),
      (9, 't2', 'app_1', 't1', 'Print', 'FAILED', null, null, 'no paper', 2, 3);
    insert into session_tokens values (1, 'runs', 'app_1', 'owner1', 'k1', 1), (2, 'lost', 'app_3', 'owner1', 'k1', 1);
  `);
  await db.destroy();

  const store = await openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
  const [print, render] = await store.tasks.newestOf('app_1', 10);
  if (print === undefined || render === undefined) throw new Error('They are kept');
  expect(print).toMatchObject({ id: 't2', parentId: 't1', state: 'FAILED', error: 'no paper', endedAtMs: 3 });
  expect(render).toMatchObject({ id: 't1', name: 'Render', progress: 0.5, message: 'page 1', startedAtMs: 1 });
  await store.write(({ tasks }) => tasks.insert({ ...render, sessionId: 'app_2' }));
  await expect(store.write(({ tasks }) => tasks.insert(render))).rejects.toThrow('UNIQUE');
  expect((await store.tasks.currentOf(['app_1', 'app_2'])).map(({ id }) => id)).toEqual(['t1', 't1']);
  expect(await store.access.findToken('runs')).not.toBeNull();
  expect(await store.access.findToken('lost')).toBeNull();
  await store.close();
});
