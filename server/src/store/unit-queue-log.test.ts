import { describe, expect, test } from 'vitest';
import { idAt } from './contract/opened.testing.ts';
import { openQueue, pause, turn } from './unit-queue.testing.ts';

describe('the log', () => {
  const copy = 'pragma wal_checkpoint(passive)';

  async function openLong() {
    const opened = await openQueue();
    for (let at = 0; at < 199; at += 1) await opened.insert(at);
    await pause();
    expect(opened.count(copy)).toBe(0);
    return opened;
  }

  test('is copied into the database after 200 commits, once those who waited have their answers', async () => {
    const { insert, count } = await openLong();
    await insert(199);
    expect(count(copy)).toBe(0);
    await pause();
    expect(count(copy)).toBe(1);
    await insert(200);
    await pause();
    expect(count(copy)).toBe(0);
  });

  test('is copied behind the turn in which those who watch are told', async () => {
    const { insert, count, settledCount } = await openLong();
    const before = settledCount();
    await insert(199);
    while (settledCount() === before) await turn();
    expect(count(copy)).toBe(0);
    await pause();
    expect(count(copy)).toBe(1);
  });

  test('is copied as well where nothing that anybody watches was changed', async () => {
    const { queue, count } = await openLong();
    await queue.run(async () => undefined);
    await pause();
    expect(count(copy)).toBe(1);
  });

  test('is not copied as long as each turn brings something', async () => {
    const { insert, count } = await openLong();
    for (let at = 199; at < 210; at += 1) await insert(at);
    expect(count(copy)).toBe(0);
    await pause();
    expect(count(copy)).toBe(1);
  });

  test('that cannot be copied now fails nobody', async () => {
    const { insert, handle } = await openLong();
    await insert(199);
    // While a query gives its rows the handle runs nothing else.
    const rows = handle.prepare('select id from sessions').iterate();
    rows.next();
    await pause();
    rows.return?.();
    expect(await insert(200)).toMatchObject({ id: idAt(200) });
  });
});
