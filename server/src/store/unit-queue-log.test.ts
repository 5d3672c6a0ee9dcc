import { describe, expect, test } from 'vitest';
import { openQueue, pause, turn } from './unit-queue.testing.ts';

describe('the log', () => {
  async function openLong() {
    const opened = await openQueue();
    for (let at = 0; at < 199; at += 1) await opened.insert(at);
    await pause();
    expect(opened.countCopies()).toBe(0);
    return opened;
  }

  test('is copied into the database after 200 commits, once those who waited have their answers', async () => {
    const { insert, countCopies } = await openLong();
    await insert(199);
    expect(countCopies()).toBe(0);
    await pause();
    expect(countCopies()).toBe(1);
    await insert(200);
    await pause();
    expect(countCopies()).toBe(0);
  });

  test('is copied behind the turn in which those who watch are told', async () => {
    const { insert, countCopies, settledCount } = await openLong();
    const before = settledCount();
    await insert(199);
    while (settledCount() === before) await turn();
    expect(countCopies()).toBe(0);
    await pause();
    expect(countCopies()).toBe(1);
  });

  test('is copied as well where nothing that anybody watches was changed', async () => {
    const { queue, countCopies } = await openLong();
    await queue.run(async () => undefined);
    await pause();
    expect(countCopies()).toBe(1);
  });

  test('is not copied as long as each turn brings something', async () => {
    const { insert, countCopies } = await openLong();
    for (let at = 199; at < 210; at += 1) await insert(at);
    expect(countCopies()).toBe(0);
    await pause();
    expect(countCopies()).toBe(1);
  });
});
