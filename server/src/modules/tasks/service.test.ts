import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import { query, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { SessionEndedError, SessionNotFoundError } from '../sessions/index.ts';
import { TaskFinishedError, TaskNotFoundError } from './errors.ts';
import type { Task } from './task.ts';

/** An app with one session that has no task yet. */
async function startWithSession() {
  const app = await startApp();
  const { session } = await app.register();
  const { tasks } = app.services;
  return {
    app,
    id: session.id,
    start: (taskId: string, parentId?: string) =>
      tasks.startTask(owner(), { sessionId: session.id, taskId, name: `Task ${taskId}`, parentId }),
    report: (taskId: string, progress: number, message?: string | null) =>
      tasks.reportProgress(owner(), { taskId, progress, message }),
    finish: (taskId: string, outcome = 'SUCCEEDED', error?: string) =>
      tasks.finishTask(owner(), { taskId, outcome, error }),
  };
}

interface SeenTask extends Pick<Task, 'id' | 'parentId' | 'state'> {
  readonly endedAt: string | null;
}

/** The tasks as everybody sees them, newest first, and the current one. */
async function tasksOf(app: TestApp, id: string) {
  const { session } = await query<{ session: { tasks: SeenTask[]; currentTask: SeenTask | null } }>(
    app,
    `query ($id: ID!) { session(id: $id) { tasks(first: 500) { ...seen } currentTask { ...seen } } }
     fragment seen on Task { id parentId state endedAt }`,
    { id },
  );
  return session;
}

describe('a task', () => {
  test('starts, reports and finishes, in one change each; progress leaves no record', async () => {
    const { app, id, start, report, finish } = await startWithSession();
    const watcher = await watch(app);
    await watcher.told();
    const startedAtMs = app.clock.wallMs();

    const task = await start('t1');
    expect(task).toEqual({
      id: 't1',
      sessionId: id,
      parentId: null,
      name: 'Task t1',
      state: 'RUNNING',
      progress: null,
      message: null,
      error: null,
      startedAtMs,
      endedAtMs: null,
    });
    expect(await watcher.told()).toEqual([{ revision: 2, upserted: [`${id} RUNNING`], removed: [], resync: false }]);
    expect(await sessionOf(app, id)).toMatchObject({ openTaskCount: 1, taskCount: 1, lastActivityAtMs: startedAtMs });

    app.clock.advance(5_000);
    expect(await report('t1', 0.4, 'rendering')).toEqual({ ...task, progress: 0.4, message: 'rendering' });
    expect(await watcher.told()).toEqual([{ revision: 3, upserted: [`${id} RUNNING`], removed: [], resync: false }]);
    expect(await sessionOf(app, id)).toMatchObject({ lastActivityAtMs: startedAtMs + 5_000 });

    const failed = { ...task, progress: 0.4, message: 'rendering', state: 'FAILED', error: 'no paper' };
    app.clock.advance(1_000);
    expect(await finish('t1', 'FAILED', 'no paper')).toEqual({ ...failed, endedAtMs: startedAtMs + 6_000 });
    expect(await watcher.told()).toEqual([{ revision: 4, upserted: [`${id} IDLE`], removed: [], resync: false }]);
    expect(await sessionOf(app, id)).toMatchObject({ openTaskCount: 0, taskCount: 1 });
    expect(await recordsOf(app, id)).toEqual([
      'SESSION_REGISTERED by KEY',
      'TASK_STARTED by KEY',
      'TASK_FINISHED by KEY: no paper',
    ]);
  });

  test('started again is the same task, and changes nothing', async () => {
    const { app, id, start, finish } = await startWithSession();
    const task = await start('t1');
    expect(await start('t1')).toEqual(task);
    const finished = await finish('t1');
    expect(await start('t1')).toEqual(finished);
    await app.services.sessions.endSession(owner(), { id, reason: 'COMPLETED' });
    const before = await sessionOf(app, id);
    expect(await start('t1')).toEqual(finished);
    expect(await sessionOf(app, id)).toEqual(before);
  });

  test('finished again is as it was closed first', async () => {
    const { app, id, start, finish } = await startWithSession();
    await start('t1');
    const finished = await finish('t1', 'FAILED', 'first');
    const before = await sessionOf(app, id);
    expect(await finish('t1', 'SUCCEEDED')).toEqual(finished);
    expect(await sessionOf(app, id)).toEqual(before);
  });

  test('that is over takes no progress', async () => {
    const { start, report, finish } = await startWithSession();
    await start('t1');
    await finish('t1', 'CANCELLED');
    const error = await report('t1', 1).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TaskFinishedError);
    expect(error).toMatchObject({ code: 'TASK_FINISHED', taskId: 't1', state: 'CANCELLED' });
  });

  test('keeps its message unless a report gives another, or null', async () => {
    const { start, report } = await startWithSession();
    await start('t1');
    await report('t1', 0.1, 'rendering');
    expect(await report('t1', 0.2)).toMatchObject({ progress: 0.2, message: 'rendering' });
    expect(await report('t1', 0.1, null)).toMatchObject({ progress: 0.1, message: null });
  });

  test('that nobody knows can neither report nor finish', async () => {
    const { report, finish } = await startWithSession();
    await expect(report('t1', 1)).rejects.toThrow(TaskNotFoundError);
    await expect(finish('t1')).rejects.toThrow(TaskNotFoundError);
  });

  test('started twice at once is one', async () => {
    const { app, id, start } = await startWithSession();
    const [first, second] = await Promise.all([start('t1'), start('t1')]);
    expect(second).toEqual(first);
    expect(await sessionOf(app, id)).toMatchObject({ openTaskCount: 1, taskCount: 1 });
  });
});

describe('tasks form a tree', () => {
  test('that finishes in any order; the newest open one is the current one', async () => {
    const { app, id, start, finish } = await startWithSession();
    await start('root');
    await start('left', 'root');
    await start('right', 'root');
    await start('leaf', 'left');
    const current = async () => (await tasksOf(app, id)).currentTask?.id;
    expect(await current()).toBe('leaf');
    await finish('root');
    await finish('leaf');
    expect(await current()).toBe('right');
    await finish('right');
    expect(await current()).toBe('left');
    await finish('left');
    expect(await current()).toBeUndefined();
    expect((await tasksOf(app, id)).tasks.map((task) => [task.id, task.parentId])).toEqual([
      ['leaf', 'left'],
      ['right', 'root'],
      ['left', 'root'],
      ['root', null],
    ]);
  });

  test('whose parents may be over, but are of the same session and known', async () => {
    const { app, start, finish } = await startWithSession();
    await start('t1');
    await finish('t1');
    expect(await start('t2', 't1')).toMatchObject({ parentId: 't1' });
    await expect(start('t3', 'nope')).rejects.toThrow(TaskNotFoundError);
    await expect(start('t4', 't4')).rejects.toThrow(TaskNotFoundError);
    const { session: other } = await app.register();
    await expect(
      app.services.tasks.startTask(owner(), { sessionId: other.id, taskId: 't5', name: 'x', parentId: 't1' }),
    ).rejects.toThrow(TaskNotFoundError);
  });
});

describe('the end of a session', () => {
  test('abandons what is open, and leaves alone what is over', async () => {
    const { app, id, start, finish } = await startWithSession();
    await start('done');
    await start('open');
    await start('inner', 'open');
    await finish('done');
    const [, , done] = (await tasksOf(app, id)).tasks;
    app.clock.advance(7_000);
    await app.services.sessions.endSession(owner(), { id, reason: 'STOPPED' });
    const endedAt = new Date(app.clock.wallMs()).toISOString();
    expect((await tasksOf(app, id)).tasks).toEqual([
      { id: 'inner', parentId: 'open', state: 'ABANDONED', endedAt },
      { id: 'open', parentId: null, state: 'ABANDONED', endedAt },
      done,
    ]);
    expect(await sessionOf(app, id)).toMatchObject({ openTaskCount: 0, taskCount: 3 });
  });

  test('is the end of its tasks: what comes late finds them abandoned, and nothing changes', async () => {
    const { app, id, start, report, finish } = await startWithSession();
    await start('t1');
    await app.services.sessions.endSession(owner(), { id, reason: 'COMPLETED' });
    const before = await sessionOf(app, id);
    expect(await finish('t1')).toMatchObject({ state: 'ABANDONED' });
    await expect(report('t1', 0.5)).rejects.toThrow(TaskFinishedError);
    await expect(start('t2')).rejects.toThrow(SessionEndedError);
    expect(await sessionOf(app, id)).toEqual(before);
    expect((await recordsOf(app, id)).at(-1)).toBe('SESSION_ENDED by KEY');
  });

  test('and its recovery leave the counts right: the next attempt starts with nothing open', async () => {
    const { app, id, start, finish } = await startWithSession();
    await app.services.sessions.endSession(owner(), { id, reason: 'COMPLETED' });
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.services.tasks.startTask(owner(), { sessionId: session.id, taskId: 't1', name: 'x' });
    await app.advance(20 * 60_000);
    await app.register({ externalId: 'tab-1' });
    expect(await finish('t1')).toMatchObject({ state: 'ABANDONED' });
    expect(await sessionOf(app, session.id)).toMatchObject({ attempt: 2, openTaskCount: 0, taskCount: 1 });
    await expect(start('t2')).rejects.toThrow(SessionEndedError);
  });
});

test('while a kill is pending, work goes on to its end', async () => {
  const { app, id, start, report, finish } = await startWithSession();
  await start('t1');
  await app.services.kills.killSession(admin, { id });
  await report('t1', 0.9);
  await start('t2');
  await finish('t1');
  expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ENDING', openTaskCount: 1, taskCount: 2 });
});

describe('what is out of bounds', () => {
  test('of a start is refused, and its place is told', async () => {
    const { app, id } = await startWithSession();
    for (const [input, path] of [
      [{ taskId: '' }, 'taskId'],
      [{ taskId: 'x'.repeat(65) }, 'taskId'],
      [{ taskId: 'a b' }, 'taskId'],
      [{ taskId: 'a\n' }, 'taskId'],
      [{ taskId: 'é' }, 'taskId'],
      [{ name: ' ' }, 'name'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ parentId: 'a/b' }, 'parentId'],
      [{ sessionId: '' }, 'sessionId'],
    ] as const) {
      const start = async () =>
        app.services.tasks.startTask(owner(), { sessionId: id, taskId: 't1', name: 'x', ...input });
      await expect(start, JSON.stringify(input)).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] });
    }
    expect((await sessionOf(app, id)).revision).toBe(1);
  });

  test('of a progress is refused; 0 and 1 are not', async () => {
    const { app, start, report } = await startWithSession();
    await start('t1');
    for (const progress of [-0.000_001, 1.000_001, NaN, Infinity, '0.5', null]) {
      const act = async () => app.services.tasks.reportProgress(owner(), { taskId: 't1', progress });
      await expect(act, String(progress)).rejects.toThrow(InvalidInputError);
    }
    expect(await report('t1', 0)).toMatchObject({ progress: 0 });
    expect(await report('t1', 1)).toMatchObject({ progress: 1 });
  });

  test('an unknown session has no tasks', async () => {
    const { app } = await startWithSession();
    const act = async () => app.services.tasks.startTask(owner(), { sessionId: 'app_nope', taskId: 't1', name: 'x' });
    await expect(act).rejects.toThrow(SessionNotFoundError);
  });
});
