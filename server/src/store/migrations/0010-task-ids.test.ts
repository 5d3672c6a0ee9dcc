import { expect, test } from 'vitest';
import { openStore } from '../store.ts';
import { databaseOfBefore } from './database-of-before.testing.ts';

test('the tasks of a database of before are found by their ids, of which each session keeps one', async () => {
  const { dataDir, handle, db, put } = await databaseOfBefore();
  put(1, { external: null });
  put(2, { app: 'other' });
  handle.exec(`
    insert into tasks values
      (5, 't1', 'app_1', null, 'Render', 'RUNNING', 0.5, 'page 1', null, 1, null),
      (9, 't2', 'app_2', null, 'Print', 'FAILED', null, null, 'no paper', 2, 3);
  `);
  await db.destroy();

  const store = await openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
  const find = (id: string, apps: readonly string[] | null) =>
    store.write(({ tasks }) => tasks.findNewest(id, { apps, userId: null }));
  const render = await find('t1', ['demo']);
  if (render === null) throw new Error('It is kept');
  expect(render).toMatchObject({ sessionId: 'app_1', progress: 0.5 });
  expect(await find('t1', ['other'])).toBeNull();
  expect(await find('t2', null)).toMatchObject({ sessionId: 'app_2', error: 'no paper' });
  await expect(store.write(({ tasks }) => tasks.insert(render))).rejects.toThrow('UNIQUE');
  await store.write(({ tasks }) => tasks.insert({ ...render, sessionId: 'app_2', name: 'Elsewhere' }));
  await store.write(({ tasks }) => tasks.update({ ...render, progress: 1 }));
  expect(await find('t1', null)).toMatchObject({ sessionId: 'app_2', progress: 0.5 });
  expect(await store.write(({ tasks }) => tasks.find('app_1', 't1'))).toMatchObject({ name: 'Render', progress: 1 });
  expect((await store.tasks.newestOf('app_2', 3)).map(({ id }) => id)).toEqual(['t1', 't2']);
  expect((await store.tasks.currentOf(['app_1', 'app_2'])).map(({ name }) => name)).toEqual(['Render', 'Elsewhere']);
  await store.close();
});
