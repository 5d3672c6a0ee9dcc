import { describe, expect, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { aKill } from '../modules/kills/kill.testing.ts';
import { aSession } from '../modules/sessions/session.testing.ts';
import type { Task } from '../modules/tasks/index.ts';
import { openStore } from '../store/store.ts';
import { createRelated } from './related.ts';

const sessionAt = (at: number) => aSession({ id: `app_${at}` });
const taskAt = (at: number): Task => ({
  id: `task_${at}`,
  sessionId: `app_${at}`,
  parentId: null,
  name: 'x',
  state: 'RUNNING',
  progress: null,
  message: null,
  error: null,
  startedAtMs: 1,
  endedAtMs: null,
});

/** A store with a task and a kill for each of the first `count` sessions, and what it was asked. */
async function setUp(count: number) {
  const store = await openStore({ dataDir: temporaryDir(), newEpoch: 'abcdefgh', onCommit: () => undefined });
  await store.write(async ({ sessions, tasks, kills }) => {
    for (let at = 0; at < count; at += 1) {
      await sessions.insert(aSession({ id: `app_${at}`, externalId: null }));
      await tasks.insert(taskAt(at));
      await kills.insert(aKill({ id: `kill_${at}`, sessionId: `app_${at}` }));
    }
  });
  const asked: (readonly string[])[] = [];
  const noting =
    <T>(read: (ids: readonly string[]) => Promise<T>) =>
    (ids: readonly string[]) => {
      asked.push(ids);
      return read(ids);
    };
  const related = createRelated({
    tasks: { ...store.tasks, currentOf: noting(store.tasks.currentOf) },
    kills: { ...store.kills, findMany: noting(store.kills.findMany) },
    sessions: { findMany: noting(store.sessions.findMany) },
    hosts: store.hosts,
    approvals: store.approvals,
    commands: store.commands,
  });
  return { store, asked, related };
}

describe('what belongs to the sessions of one turn', () => {
  test('is read at once, and each gets its own', async () => {
    const { store, asked, related } = await setUp(4);
    const order = [2, 0, 9, 3, 2, 1];
    const tasks = Promise.all(order.map((at) => related.currentTask(sessionAt(at))));
    const kills = Promise.all(order.map((at) => related.kill(`kill_${at}`)));
    expect((await tasks).map((task) => task?.id ?? null)).toEqual(order.map((at) => (at === 9 ? null : `task_${at}`)));
    expect((await kills).map((kill) => kill?.id ?? null)).toEqual(order.map((at) => (at === 9 ? null : `kill_${at}`)));
    expect(asked).toHaveLength(2);
    const sessions = await Promise.all(order.map((at) => related.session(`app_${at}`)));
    expect(sessions.map((session) => session?.id ?? null)).toEqual(order.map((at) => (at === 9 ? null : `app_${at}`)));
    expect(asked).toHaveLength(3);
    await store.close();
  });

  test('may be asked for by any number of readers', async () => {
    const { store, related } = await setUp(2);
    const many = Array.from({ length: 50_000 }, (_, at) => at);
    const tasks = await Promise.all(many.map((at) => related.currentTask(sessionAt(at % 5_000))));
    expect(tasks.filter((task) => task !== null)).toHaveLength(20);
    const kills = await Promise.all(many.map((at) => related.kill(`kill_${at}`)));
    expect(kills.filter((kill) => kill !== null)).toHaveLength(2);
    await store.close();
  });

  test('is read anew each time, since a subscription outlives every cache', async () => {
    const { store, related } = await setUp(1);
    expect(await related.currentTask(sessionAt(0))).toEqual(taskAt(0));
    expect((await related.kill('kill_0'))?.state).toBe('REQUESTED');
    await store.write(async ({ tasks, kills }) => {
      await tasks.update({ ...taskAt(0), state: 'SUCCEEDED', endedAtMs: 2 });
      await kills.update(aKill({ id: 'kill_0', sessionId: 'app_0', state: 'ENDED', endedAtMs: 2, evidence: 'OWNER' }));
    });
    expect(await related.currentTask(sessionAt(0))).toBeNull();
    expect((await related.kill('kill_0'))?.state).toBe('ENDED');
    await store.close();
  });
});
