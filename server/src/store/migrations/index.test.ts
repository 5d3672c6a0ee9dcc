import { expect, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { openStore } from '../store.ts';
import { databaseOfBefore } from './database-of-before.testing.ts';

/** What is said while it is opened. */
async function open(dataDir: string): Promise<readonly (readonly string[])[]> {
  const told: (readonly string[])[] = [];
  const onOldDatabase = (steps: readonly string[]) => void told.push(steps);
  const store = await openStore({ dataDir, newEpoch: 'epoch123', onCommit: () => undefined, onOldDatabase });
  await store.close();
  return told;
}

test('a database of before is told of with the steps that it lacks, and once they are taken no more', async () => {
  const { dataDir, db } = await databaseOfBefore();
  await db.destroy();
  const [steps = [], ...more] = await open(dataDir);
  expect([steps[0], steps.at(-1), more]).toEqual(['0002-access', expect.stringMatching(/^00\d\d-/), []]);
  expect(await open(dataDir)).toEqual([]);
});

test('of a new database nothing is told', async () => {
  const dataDir = temporaryDir();
  expect([await open(dataDir), await open(dataDir)]).toEqual([[], []]);
});
