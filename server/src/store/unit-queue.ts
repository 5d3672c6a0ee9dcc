import { Changes } from './changes.ts';
import { StoreClosedError } from './errors.ts';
import { Revisions } from './revisions.ts';
import type { Connection } from './sqlite/database.ts';
import type { Statements } from './sqlite/statements.ts';
import { type CreateStores, prepareStores, type Stores } from './stores.ts';

/** More in one transaction would hold the event loop for tens of milliseconds. */
const maxUnits = 256;

interface Unit {
  readonly work: (stores: Stores) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Groups units of work that arrive in one turn of the event loop into one transaction, so that many share one sync of
 * the disk. Each has a savepoint of its own: the failing one is rolled back alone. Answers come after the commit.
 */
export class UnitQueue {
  readonly #statements: Statements;
  readonly #createStores: CreateStores;
  readonly #onCommit: (changes: Changes) => void;
  #waiting: Unit[] = [];
  #draining: Promise<void> | null = null;
  #isClosed = false;

  /**
   * @param connection nobody else's: what anybody runs on it is part of the transaction
   * @param onCommit told of what a transaction changed, if anything, before its units are answered
   */
  constructor(connection: Connection, onCommit: (changes: Changes) => void) {
    this.#statements = connection.statements;
    this.#createStores = prepareStores(connection);
    this.#onCommit = onCommit;
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

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whatever else this turn brings joins the transaction.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const units = this.#waiting.slice(0, maxUnits);
      this.#waiting = this.#waiting.slice(maxUnits);
      await this.#commit(units);
    }
    this.#draining = null;
  }

  async #commit(units: readonly Unit[]): Promise<void> {
    const changes = new Changes();
    const answers: (() => void)[] = [];
    const statements = this.#statements;
    const revisions = new Revisions(statements);
    try {
      statements.run('begin immediate');
      try {
        for (const unit of units) answers.push(await this.#run(unit, revisions, changes));
        revisions.store();
        statements.run('commit');
      } catch (error) {
        // SQLite may have rolled back by itself, as it does when the disk is full.
        tryRollback(statements);
        throw error;
      }
    } catch (error) {
      for (const unit of units) unit.reject(error);
      return;
    }
    if (!changes.isEmpty) this.#onCommit(changes);
    for (const answer of answers) answer();
  }

  async #run(unit: Unit, revisions: Revisions, changes: Changes): Promise<() => void> {
    const statements = this.#statements;
    const changesHere = new Changes();
    const { taken } = revisions;
    statements.run('savepoint unit');
    try {
      const value = await unit.work(this.#createStores(revisions, changesHere));
      statements.run('release unit');
      changes.add(changesHere);
      return () => unit.resolve(value as never);
    } catch (error) {
      try {
        revisions.giveBack(taken);
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
