import { createHook } from 'node:async_hooks';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { connectTo } from './database.ts';

function open() {
  const handle = new SQLite(':memory:');
  onTestFinished(() => void handle.close());
  return connectTo(handle).db;
}

/** The promises that it takes, for each of them, to read so often at once. */
async function promisesPerRead(reads: number): Promise<number> {
  const db = open();
  let promises = 0;
  const hook = createHook({ init: (_, type) => void (promises += type === 'PROMISE' ? 1 : 0) }).enable();
  await Promise.all(Array.from({ length: reads }, () => sql`select 1`.execute(db)));
  hook.disable();
  return promises / reads;
}

test('a read costs the same, however many wait for their turn', async () => {
  expect(await promisesPerRead(400)).toBeLessThan(1.2 * (await promisesPerRead(20)));
});

test('whoever asks first reads first, and alone', async () => {
  const db = open();
  const told: string[] = [];
  const readOnce = async (name: string): Promise<void> =>
    db.connection().execute(async (connection) => {
      told.push(`${name} begins`);
      await sql`select 1`.execute(connection);
      told.push(`${name} ends`);
    });
  await Promise.all(['one', 'two', 'three'].map(readOnce));
  expect(told).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
});

test('a read that fails lets the next one have its turn', async () => {
  const db = open();
  const found = await Promise.allSettled([sql`select nothing`.execute(db), sql`select 1`.execute(db)]);
  expect(found.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
