import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { migrate } from '../migrations/index.ts';
import { openDatabase } from './database.ts';
import { readOneMoment } from './one-moment.ts';

async function openBoth() {
  const { writer, reader, close } = await openDatabase(temporaryDir(), (db) => migrate(db, 'testtest'));
  onTestFinished(close);
  return {
    reader,
    commit: (head: number) => writer.statements.run('update registry set head = ?', head),
    readHead: () => readOneMoment(reader, () => reader.statements.first('select head from registry')),
  };
}

test('statements of one moment are read at once where nobody else reads', async () => {
  const { reader, commit } = await openBoth();
  commit(7);
  let hasRead = false;
  const found = readOneMoment(reader, () => (hasRead = true));
  expect([hasRead, reader.statements.isInTransaction]).toEqual([true, false]);
  await found;
});

test('statements of one moment wait for whoever is in the middle of theirs, and then see what is so', async () => {
  const { reader, commit, readHead } = await openBoth();
  const heads: Promise<unknown>[] = [];
  const others = await reader.db.transaction().execute(async (theirs) => {
    const ask = () => theirs.selectFrom('registry').select('head').executeTakeFirst();
    const before = await ask();
    commit(7);
    heads.push(readHead());
    return [before, await ask()];
  });
  expect(others).toEqual([{ head: 0 }, { head: 0 }]);
  expect(await Promise.all(heads)).toEqual([{ head: 7 }]);
});
