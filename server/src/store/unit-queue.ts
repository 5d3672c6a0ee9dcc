import { Changes } from './changes.ts';
import { StoreClosedError } from './errors.ts';
import { HotSessions } from './hot-sessions.ts';
import { Revisions } from './revisions.ts';
import type { Connection } from './sqlite/database.ts';
import type { Statements } from './sqlite/statements.ts';
import { createStores, type Stores } from './stores.ts';
import { WaitingRecords } from './waiting-records.ts';

/** More in one transaction would hold the event loop for tens of milliseconds. */
const maxUnits = 256;
/** Changes of more transactions in a row are told of though more are coming: who writes all the time keeps nobody waiting. */
const maxUntold = 4;
/** After as many the log is copied into the database in a turn that brings nothing: some 3,000 pages where each commit is one unit. */
const commitsToCopy = 200;

interface Unit {
  readonly work: (stores: Stores) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export interface CommitListener {
  /** Told of what a transaction changed, if anything, before its units are answered. */
  onCommit(changes: Changes): void;
  /**
   * Sessions or their approvals were changed, by one transaction or by several in a row, and a turn of the event loop has
   * brought no further change. In a row that does not end, told now and then.
   */
  onSettled?(): void;
}

/**
 * Groups units of work that arrive in one turn of the event loop into one transaction, so that many share one sync of
 * the disk. Each has a savepoint of its own: the failing one is rolled back alone. Answers come after the commit.
 */
export class UnitQueue {
  readonly #statements: Statements;
  readonly #stores: Stores;
  readonly #revisions: Revisions;
  readonly #hotSessions = new HotSessions();
  readonly #records: WaitingRecords;
  /** Of the unit that runs. */
  readonly #changesOfUnit = new Changes();
  readonly #listener: CommitListener;
  #waiting: Unit[] = [];
  #draining: Promise<void> | null = null;
  #commitsInLog = 0;
  #isClosed = false;

  /**
   * @param connection nobody else's: what anybody runs on it is part of the transaction
   */
  constructor(connection: Connection, listener: CommitListener) {
    this.#statements = connection.statements;
    this.#revisions = new Revisions(connection.statements);
    this.#records = new WaitingRecords(connection.statements);
    this.#stores = createStores(connection, this.#hotSessions, this.#revisions, this.#records, this.#changesOfUnit);
    this.#listener = listener;
  }

  run<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new StoreClosedError());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Lets what waits be stored, and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  get #isLogLong(): boolean {
    return this.#commitsInLog >= commitsToCopy;
  }

  async #drain(): Promise<void> {
    let untold = 0;
    while (this.#waiting.length > 0 || untold > 0 || this.#isLogLong) {
      // Whatever else this turn brings joins the transaction, or what is told of the one before.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const units = this.#waiting.slice(0, maxUnits);
      this.#waiting = this.#waiting.slice(maxUnits);
      if (units.length === 0 && untold === 0) this.#copyLog();
      const hasChanged = units.length > 0 && (await this.#commit(units));
      if (hasChanged) untold += 1;
      if (untold === 0 || (hasChanged && untold < maxUntold)) continue;
      untold = 0;
      // Whoever is told reads what is being closed.
      if (!this.#isClosed) this.#listener.onSettled?.();
    }
    this.#draining = null;
  }

  /** @returns whether it changed anything of a session */
  async #commit(units: readonly Unit[]): Promise<boolean> {
    const changes = new Changes();
    const answers: (() => void)[] = [];
    const statements = this.#statements;
    this.#revisions.begin();
    this.#records.begin();
    try {
      statements.run('begin immediate');
      try {
        for (const unit of units) answers.push(await this.#run(unit, changes));
        this.#records.store();
        this.#revisions.store();
        statements.run('commit');
      } catch (error) {
        // SQLite may have rolled back by itself, as it does when the disk is full.
        tryRollback(statements);
        this.#hotSessions.rollBack();
        throw error;
      }
    } catch (error) {
      for (const unit of units) unit.reject(error);
      return false;
    }
    this.#commitsInLog += 1;
    if (!changes.isEmpty) this.#listener.onCommit(changes);
    for (const answer of answers) answer();
    return changes.wakeIds.size > 0;
  }

  /**
   * Takes milliseconds: where all are answered and told it makes nobody wait, as it does whoever's commit makes the log too long.
   */
  #copyLog(): void {
    if (!this.#isLogLong) return;
    this.#commitsInLog = 0;
    try {
      this.#statements.first('pragma wal_checkpoint(passive)');
    } catch {
      // What is committed is safe in the log, and copied another time.
    }
  }

  async #run(unit: Unit, changes: Changes): Promise<() => void> {
    const statements = this.#statements;
    const { taken } = this.#revisions;
    statements.run('savepoint unit');
    try {
      const value = await unit.work(this.#stores);
      statements.run('release unit');
      this.#hotSessions.release();
      this.#records.release();
      changes.takeOver(this.#changesOfUnit);
      return () => unit.resolve(value as never);
    } catch (error) {
      this.#hotSessions.rollBackUnit();
      this.#records.rollBackUnit();
      this.#changesOfUnit.clear();
      try {
        this.#revisions.giveBack(taken);
        statements.run('rollback to unit');
        statements.run('release unit');
      } catch {
        // On a full disk SQLite rolls the whole transaction back by itself and knows no savepoint more: the group has failed.
        throw error;
      }
      return () => unit.reject(error);
    }
  }
}

function tryRollback(statements: Statements): void {
  try {
    statements.run('rollback');
  } catch {
    // Nothing is open any more.
  }
}
