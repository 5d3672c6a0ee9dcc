import { join } from 'node:path';
import Database from 'better-sqlite3';

/** More in one transaction would hold the event loop for tens of milliseconds. */
const maxUnits = 256;

interface Unit {
  readonly work: () => void;
  readonly done: () => void;
}

/**
 * What a peer stores with: SQLite, a write-ahead log, full sync, prepared statements, and one transaction for all that comes
 * in one turn of the event loop, answered after its commit. It writes the rows that ours writes.
 */
export class Writer {
  readonly #database: Database.Database;
  readonly #statements;
  #waiting: Unit[] = [];
  #isScheduled = false;
  #revision = 0;

  constructor(folder: string) {
    const database = new Database(join(folder, 'peer.db'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec(`
      create table sessions (id text primary key, state text not null, changed_at integer not null, revision integer not null);
      create table tasks (id text primary key, session_id text not null, name text not null, state text not null,
        started_at integer not null, ended_at integer);
      create table kills (id text primary key, session_id text not null, state text not null, reason text,
        requested_at integer not null);
      create table records (id integer primary key autoincrement, at integer not null, action text not null,
        session_id text not null, after text not null);
      create index records_session on records (session_id, id);
    `);
    this.#database = database;
    this.#statements = {
      session: database.prepare(
        'insert into sessions values (?, ?, ?, ?) on conflict (id) do update set state = excluded.state, changed_at = excluded.changed_at, revision = excluded.revision',
      ),
      startTask: database.prepare('insert into tasks values (?, ?, ?, ?, ?, null)'),
      finishTask: database.prepare('update tasks set state = ?, ended_at = ? where id = ?'),
      kill: database.prepare('insert into kills values (?, ?, ?, ?, ?)'),
      record: database.prepare('insert into records (at, action, session_id, after) values (?, ?, ?, ?)'),
    };
  }

  startTask(sessionId: string, taskId: string, name: string): Promise<void> {
    return this.#write(() => {
      const at = Date.now();
      this.#statements.startTask.run(taskId, sessionId, name, 'RUNNING', at);
      this.#changed(sessionId, 'RUNNING', 'TASK_STARTED', { taskId, name }, at);
    });
  }

  finishTask(sessionId: string, taskId: string, outcome: string): Promise<void> {
    return this.#write(() => {
      const at = Date.now();
      this.#statements.finishTask.run(outcome, at, taskId);
      this.#changed(sessionId, 'IDLE', 'TASK_FINISHED', { taskId, outcome }, at);
    });
  }

  kill(sessionId: string, killId: string, reason: string): Promise<void> {
    return this.#write(() => {
      const at = Date.now();
      this.#statements.kill.run(killId, sessionId, 'REQUESTED', reason, at);
      this.#changed(sessionId, 'ENDING', 'KILL_REQUESTED', { killId, reason }, at);
    });
  }

  #changed(sessionId: string, state: string, action: string, after: object, at: number): void {
    this.#revision += 1;
    this.#statements.session.run(sessionId, state, at, this.#revision);
    this.#statements.record.run(at, action, sessionId, JSON.stringify(after));
  }

  #write(work: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ work, done: resolve });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const units = this.#waiting.slice(0, maxUnits);
      this.#waiting = this.#waiting.slice(maxUnits);
      this.#database.exec('begin immediate');
      for (const { work } of units) work();
      this.#database.exec('commit');
      for (const { done } of units) done();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}
