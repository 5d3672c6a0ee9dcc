import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { connectTo } from './database.ts';
import { Statements } from './statements.ts';

function openStatements() {
  const ran: string[] = [];
  const handle = new SQLite(':memory:', { verbose: (statement) => void ran.push(String(statement)) });
  handle.exec('create table kills (id text primary key, state text, reason text)');
  ran.splice(0);
  return { ran, handle, statements: new Statements(handle) };
}

test('an update names the columns it is given, and no other', () => {
  const { ran, statements } = openStatements();
  statements.run('insert into kills values (?, ?, ?)', 'a', 'SENT', null);
  statements.update('kills', { state: 'ENDED', reason: "it's" }, { id: 'a' });
  expect(ran.at(-1)).toBe("update kills set state = 'ENDED', reason = 'it''s' where id = 'a'");
  expect(statements.first('select * from kills where id = ?', 'a')).toEqual({
    id: 'a',
    state: 'ENDED',
    reason: "it's",
  });
  expect(statements.first('select * from kills where id = ?', 'b')).toBeUndefined();
});

test('an insert gives the new row’s id', () => {
  const { statements } = openStatements();
  statements.run(
    'create table tombstones (session_id text, app text, user_id text, revision integer primary key, removed_at integer)',
  );
  expect(
    statements.insert('tombstones', { session_id: 'x', app: 'demo', user_id: null, revision: 7, removed_at: 1 }),
  ).toBe(7);
});

test('of many different statements the newest are kept, and each works', () => {
  const { statements } = openStatements();
  for (let round = 0; round < 2; round += 1) {
    for (let at = 0; at < 1_000; at += 1) expect(statements.first(`select ${at} as at`)).toEqual({ at });
  }
});

test('what is changed and what it is found by are told apart, whatever came before', () => {
  const { ran, statements } = openStatements();
  for (let round = 0; round < 2; round += 1) {
    statements.update('kills', { state: 'SENT', reason: 'x' }, { id: 'a' });
    statements.update('kills', { state: 'SENT' }, { reason: 'x', id: 'a' });
    statements.update('kills', { reason: 'x', state: 'SENT' }, { id: 'a' });
    expect(ran.splice(0)).toEqual([
      "update kills set state = 'SENT', reason = 'x' where id = 'a'",
      "update kills set state = 'SENT' where reason = 'x' and id = 'a'",
      "update kills set reason = 'x', state = 'SENT' where id = 'a'",
    ]);
  }
});

test('of many sets of columns the newest are kept, and each works', () => {
  const { handle, ran, statements } = openStatements();
  const columns = Array.from({ length: 7 }, (_, at) => `c${at}`);
  handle.exec(`create table sessions (id text, ${columns.join()})`);
  ran.splice(0);
  for (let round = 0; round < 2; round += 1) {
    for (let set = 1; set < 2 ** columns.length; set += 1) {
      const changes = Object.fromEntries(columns.filter((_, at) => set & (1 << at)).map((column) => [column, set]));
      statements.update('sessions', changes, { id: 'a' });
      const named = Object.keys(changes).map((column) => `${column} = ${set}.0`);
      expect(ran.splice(0)).toEqual([`update sessions set ${named.join(', ')} where id = 'a'`]);
    }
  }
});

test('a row is given by its names, or as its values', () => {
  const { statements } = openStatements();
  statements.run('insert into kills values (?, ?, ?)', 'a', 'SENT', null);
  const text = 'select state, id, reason from kills where id = ?';
  expect(statements.first(text, 'a')).toEqual({ state: 'SENT', id: 'a', reason: null });
  expect(statements.firstValues(text, 'a')).toEqual(['SENT', 'a', null]);
  expect(statements.firstValues(text, 'b')).toBeUndefined();
});

test('what Kysely puts together once runs again with other values', () => {
  const { handle } = openStatements();
  const { db, statements } = connectTo(handle);
  for (const id of ['a', 'b', 'c']) statements.run('insert into kills values (?, ?, ?)', id, 'SENT', `of ${id}`);
  const behind = db
    .selectFrom('kills')
    .select('reason')
    .where('state', '=', 'SENT')
    .where('id', '>', sql<string>`@id`)
    .where('reason', '!=', 'nobody’s')
    .compile();
  expect(statements.allOf(behind, { id: 'a' })).toEqual([{ reason: 'of b' }, { reason: 'of c' }]);
  expect(statements.allOf(behind, { id: 'b' })).toEqual([{ reason: 'of c' }]);
});

test('statements of one read see one state, and are over when one of them fails', () => {
  const dataDir = temporaryDir();
  const [writer, reader] = [0, 1].map(() => new SQLite(join(dataDir, 'one-read.db')));
  if (writer === undefined || reader === undefined) throw new Error('two handles are needed');
  onTestFinished(() => [writer, reader].forEach((handle) => void handle.close()));
  writer.pragma('journal_mode = WAL');
  writer.exec('create table heads (head integer); insert into heads values (1)');
  const statements = new Statements(reader);
  const head = () => statements.first('select head from heads');
  const seen = statements.inOneRead(() => {
    const before = head();
    writer.exec('update heads set head = 2');
    return [before, head()];
  });
  expect(seen).toEqual([{ head: 1 }, { head: 1 }]);
  expect(() => statements.inOneRead(() => statements.all('select missing'))).toThrow('no such column');
  expect(reader.inTransaction).toBe(false);
  expect(head()).toEqual({ head: 2 });
});
