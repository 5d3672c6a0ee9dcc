import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type LogRecord, system } from '../kernel/record.ts';
import { sessionAt } from './contract/opened.testing.ts';
import { migrate } from './migrations/index.ts';
import { createSessionReader } from './session-reader.ts';
import { connectTo } from './sqlite/database.ts';
import { type CommitListener, UnitQueue } from './unit-queue.ts';

/** A queue on a database file, whose every statement is noted. */
export async function openQueue() {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const statements: string[] = [];
  const verbose = (statement: unknown) => void statements.push(String(statement));
  const handle = new SQLite(join(dir, 'rollcall.db'), { timeout: 0, verbose });
  handle.pragma('journal_mode = WAL');
  const connection = connectTo(handle);
  const { db } = connection;
  await migrate(db, 'testtest');
  statements.splice(0);
  const told: string[][] = [];
  const toldKills: string[] = [];
  let settled = 0;
  let copies = 0;
  const listener: CommitListener = {
    onCommit({ sessions, kills }) {
      told.push([...sessions.keys()]);
      toldKills.push(...[...kills.values()].map(({ id }) => id));
    },
    onSettled: () => void (settled += 1),
  };
  const queue = new UnitQueue(connection, listener, () => void (copies += 1));
  onTestFinished(async () => {
    await queue.close();
    await db.destroy();
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    queue,
    handle,
    db,
    told,
    toldKills,
    /** How often it was told that changes were over for now. */
    settledCount: () => settled,
    /** How often the log was to be copied since the last time it was asked. */
    countCopies() {
      const found = copies;
      copies = 0;
      return found;
    },
    path: join(dir, 'rollcall.db'),
    reader: createSessionReader(connection),
    insert: (at: number, members = {}) => queue.run(({ sessions }) => sessions.insert(sessionAt(at, members))),
    /** What was run since the last time it was asked. */
    ran: () => statements.splice(0),
    /** How often this statement was run since the last time it was asked. */
    count(statement: string) {
      const found = statements.filter((sql) => sql === statement).length;
      statements.splice(0, statements.length, ...statements.filter((sql) => sql !== statement));
      return found;
    },
  };
}

export const aRecord: LogRecord = {
  ...system,
  atMs: 1,
  action: 'SESSION_UPDATED',
  sessionId: null,
  subjectId: null,
  note: null,
  after: {},
};

export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Long enough for what is told when a turn brought nothing. */
export async function pause(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await turn();
}
