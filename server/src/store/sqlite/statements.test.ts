import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
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
