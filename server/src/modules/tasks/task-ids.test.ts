import { describe, expect, test } from 'vitest';
import { owner, startApp } from '../../app.testing.ts';
import { admitKey } from '../../app-people.testing.ts';
import { query, sessionOf } from '../../app-reading.testing.ts';
import { TaskIdTakenError, TaskNotFoundError } from './errors.ts';

/** A session of a key for every app and one of a key for the shop alone. */
async function startWithTwoApps() {
  const app = await startApp();
  const key = await admitKey(app, { apps: ['shop'], rights: ['REGISTER'] });
  const { session } = await app.register();
  const { session: inShop } = await app.register({ app: 'shop' }, key);
  const { tasks } = app.services;
  return {
    app,
    tasks,
    key,
    id: session.id,
    shopId: inShop.id,
    start: (taskId: string) => tasks.startTask(owner(), { sessionId: session.id, taskId, name: 'x' }),
    startInShop: (taskId: string, parentId?: string) =>
      tasks.startTask(key, { sessionId: inShop.id, taskId, name: 'Shop', parentId }),
    async statesOf(id: string): Promise<readonly string[]> {
      const text = 'query ($id: ID!) { session(id: $id) { tasks { id state } } }';
      interface Answer {
        session: { tasks: { id: string; state: string }[] };
      }
      const { session } = await query<Answer>(app, text, { id });
      return session.tasks.map(({ id: taskId, state }) => `${taskId} ${state}`);
    },
  };
}

describe('a task id', () => {
  test('is taken where another session of the key’s apps has it', async () => {
    const { app, tasks, start } = await startWithTwoApps();
    await start('t1');
    const { session: other } = await app.register();
    const taken = tasks.startTask(owner(), { sessionId: other.id, taskId: 't1', name: 'Mine' });
    await expect(taken).rejects.toThrow(TaskIdTakenError);
    expect(await sessionOf(app, other.id)).toMatchObject({ revision: other.revision, openTaskCount: 0 });
  });

  test('may be in use in an app the key is not for: nobody learns of it, and nobody is in the way', async () => {
    const { id, key, shopId, start, startInShop, statesOf, tasks } = await startWithTwoApps();
    await start('t1');
    for (const act of [
      () => tasks.reportProgress(key, { taskId: 't1', progress: 1 }),
      () => tasks.finishTask(key, { taskId: 't1', outcome: 'SUCCEEDED' }),
      () => startInShop('t2', 't1'),
    ]) {
      await expect(act()).rejects.toThrow(TaskNotFoundError);
    }
    expect(await startInShop('t1')).toMatchObject({ sessionId: shopId });
    expect(await startInShop('t1')).toMatchObject({ sessionId: shopId });
    await tasks.reportProgress(key, { taskId: 't1', progress: 0.5 });
    await tasks.finishTask(key, { taskId: 't1', outcome: 'FAILED' });
    expect(await statesOf(shopId)).toEqual(['t1 FAILED']);
    expect(await statesOf(id)).toEqual(['t1 RUNNING']);
  });

  test('that two sessions have is the newest one’s to a key of both, and taken for a third', async () => {
    const { app, id, shopId, start, startInShop, statesOf, tasks } = await startWithTwoApps();
    await start('t1');
    await startInShop('t1');
    const { session: third } = await app.register();
    const taken = tasks.startTask(owner(), { sessionId: third.id, taskId: 't1', name: 'x' });
    await expect(taken).rejects.toThrow(TaskIdTakenError);
    expect(await start('t1')).toMatchObject({ sessionId: id });
    const finished = await tasks.finishTask(owner(), { taskId: 't1', outcome: 'SUCCEEDED' });
    expect(finished).toMatchObject({ sessionId: shopId, state: 'SUCCEEDED' });
    expect(await statesOf(id)).toEqual(['t1 RUNNING']);
  });

  test('is looked for in the one session of a token alone', async () => {
    const { app, start, tasks } = await startWithTwoApps();
    await start('t1');
    const registered = await app.register();
    const page = await app.holderOf(registered);
    await expect(tasks.finishTask(page, { taskId: 't1', outcome: 'FAILED' })).rejects.toThrow(TaskNotFoundError);
    const mine = { sessionId: registered.session.id, taskId: 't1', name: 'Mine' };
    expect(await tasks.startTask(page, mine)).toMatchObject({ sessionId: registered.session.id });
    expect(await tasks.finishTask(page, { taskId: 't1', outcome: 'FAILED' })).toMatchObject({ name: 'Mine' });
  });
});
