import { InvalidInputError } from '@rollcall/sdk';
import { expect, test } from 'vitest';
import { until } from '../harness/until.ts';
import type { Session } from './model.ts';
import { own, serve, stored, work } from './owner.ts';

/** The tasks of a session as lines: name, state, and the name of the task above. */
function tree(session: Session): string[] {
  const nameOf = (id: string | null) => session.tasks.find((task) => task.id === id)?.name ?? '-';
  return session.tasks.map((task) => `${task.name} ${task.state} ${nameOf(task.parentId)}`);
}

const haveSettled = (session: Session, count: number) =>
  session.tasks.filter(({ state }) => state !== 'RUNNING').length === count;

test('runs a task and gives its result', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  expect(await session.task('Adding', () => 1 + 1)).toBe(2);
  expect(await session.task('Adding later', async () => 2 + 2)).toBe(4);
  await until('both tasks told', () => haveSettled(stored(server, session), 2));
  expect(tree(stored(server, session))).toEqual(['Adding SUCCEEDED -', 'Adding later SUCCEEDED -']);
});

test('marks a task that throws as failed and throws it again, the same object', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const error = new Error('The disk is full');
  const failing = [
    session.task('Sync', () => {
      throw error;
    }),
    session.task('Async', () => Promise.reject(error)),
  ];
  await Promise.all(failing.map((task) => expect(task).rejects.toBe(error)));
  await until('both tasks told', () => haveSettled(stored(server, session), 2));
  expect(stored(server, session).tasks).toMatchObject([
    { state: 'FAILED', error: 'The disk is full' },
    { state: 'FAILED', error: 'The disk is full' },
  ]);
});

test('nests tasks by where they are called, also across Promise.all, and by task.task', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  await session.task('Report', async (report) => {
    await Promise.all(
      ['Orders', 'Invoices'].map((name) =>
        session.task(name, async () => {
          await Promise.resolve();
          await session.task(`${name} chart`, () => undefined);
        }),
      ),
    );
    await report.task('Footer', () => undefined);
  });
  await session.task('After', () => undefined);
  await until('all tasks told', () => haveSettled(stored(server, session), 7));
  expect(tree(stored(server, session)).sort()).toEqual([
    'After SUCCEEDED -',
    'Footer SUCCEEDED Report',
    'Invoices SUCCEEDED Report',
    'Invoices chart SUCCEEDED Invoices',
    'Orders SUCCEEDED Report',
    'Orders chart SUCCEEDED Orders',
    'Report SUCCEEDED -',
  ]);
});

test('a task of another session is no parent', async () => {
  const server = await serve();
  const { client } = own(server);
  const [outer, inner] = await Promise.all([client.session({ app: 'reports' }), client.session({ app: 'billing' })]);
  await outer.task('Outer', () => inner.task('Inner', () => undefined));
  await until('the inner task told', () => haveSettled(stored(server, inner), 1));
  expect(tree(stored(server, inner))).toEqual(['Inner SUCCEEDED -']);
});

test('tells progress at most four times a second, the latest first and the last always', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const held = work();
  const task = session.task('Counting', async (counting) => {
    for (let step = 0; step < 500; step += 1) {
      counting.progress(step / 1_000, `step ${step}`);
      await Promise.resolve();
    }
    await held.promise;
    counting.progress(7);
  });
  await until('the latest progress', () => stored(server, session).tasks[0]?.message === 'step 499');
  held.finish();
  await task;
  await until('the task told', () => haveSettled(stored(server, session), 1));
  expect(stored(server, session).tasks[0]).toMatchObject({ progress: 1, message: 'step 499', state: 'SUCCEEDED' });
  const reports = server.operations.filter(({ name }) => name === 'ReportProgress');
  expect(reports.length).toBeLessThanOrEqual(4);
});

test('refuses a task without a name and cuts one that is too long', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  await expect(session.task(' ', () => undefined)).rejects.toBeInstanceOf(InvalidInputError);
  await session.task('x'.repeat(300), () => undefined);
  await until('the task told', () => haveSettled(stored(server, session), 1));
  expect(stored(server, session).tasks[0]?.name).toHaveLength(200);
});
