import { Changes } from './changes.ts';
import { HotSessions } from './hot-sessions.ts';
import { Revisions } from './revisions.ts';
import type { Connection } from './sqlite/database.ts';
import type { Statements } from './sqlite/statements.ts';
import { createStores, type Stores } from './stores.ts';
import { WaitingRecords } from './waiting-records.ts';

/** Whatever made a unit fail late may come again soon: so many transactions give savepoints without trying to do without. */
const carefulFor = 100;

type Work = (stores: Stores) => Promise<unknown>;

/** What came of units that share a transaction. */
export interface Stored {
  /** Of each unit, in their order. */
  readonly outcomes: readonly PromiseSettledResult<unknown>[];
  readonly changes: Changes;
}

/**
 * Runs units of work in one transaction, one after the other. One that fails before it has stored anything leaves nothing to
 * undo, and nearly all that fail do. Where one fails later all is rolled back, and each runs again with a savepoint of its own:
 * SQLite can undo only what it has kept, and to keep it for every unit costs each of them a twelfth.
 */
export class SharedTransaction {
  readonly #statements: Statements;
  readonly #stores: Stores;
  readonly #revisions: Revisions;
  readonly #hotSessions = new HotSessions();
  readonly #records: WaitingRecords;
  /** Where the stores collect what units change. */
  readonly #collected = new Changes();
  /** So many more give each unit a savepoint. */
  #carefulLeft = 0;

  /**
   * @param connection nobody else's: what anybody runs on it is part of the transaction
   */
  constructor(connection: Connection) {
    this.#statements = connection.statements;
    this.#revisions = new Revisions(connection.statements);
    this.#records = new WaitingRecords(connection.statements, this.#hotSessions);
    this.#stores = createStores(connection, this.#hotSessions, this.#revisions, this.#records, this.#collected);
  }

  /** @throws what keeps it from being stored as a whole: then nothing of it is */
  async run(works: readonly Work[]): Promise<Stored> {
    if (this.#carefulLeft === 0) {
      const stored = await this.#attempt(() => this.#runTogether(works));
      if (stored !== null) return stored;
      this.#carefulLeft = carefulFor;
    } else this.#carefulLeft -= 1;
    return this.#attempt(() => this.#runApart(works));
  }

  /** @returns null where `runUnits` did, and nothing is stored */
  async #attempt<Result extends Stored | null>(runUnits: () => Promise<Result>): Promise<Result> {
    const statements = this.#statements;
    this.#collected.clear();
    this.#hotSessions.begin();
    this.#revisions.begin();
    this.#records.begin();
    statements.run('begin immediate');
    try {
      const stored = await runUnits();
      if (stored === null) {
        this.#rollBack();
        return stored;
      }
      this.#records.store();
      this.#revisions.store();
      statements.run('commit');
      return stored;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** @returns null where a unit has failed behind something that it has stored */
  async #runTogether(works: readonly Work[]): Promise<Stored | null> {
    const outcomes: PromiseSettledResult<unknown>[] = [];
    for (const work of works) {
      const before = this.#traces;
      try {
        outcomes.push({ status: 'fulfilled', value: await work(this.#stores) });
      } catch (reason) {
        if (!this.#statements.isInTransaction) throw reason;
        if (this.#traces !== before) return null;
        outcomes.push({ status: 'rejected', reason });
      }
      // On a full disk SQLite rolls all back by itself, and what is run behind that would be stored at once, whatever comes of it.
      if (!this.#statements.isInTransaction) throw new Error('The transaction was over before its units.');
    }
    const changes = new Changes();
    changes.takeOver(this.#collected);
    return { outcomes, changes };
  }

  async #runApart(works: readonly Work[]): Promise<Stored> {
    const statements = this.#statements;
    const changes = new Changes();
    const outcomes: PromiseSettledResult<unknown>[] = [];
    for (const work of works) {
      const { taken } = this.#revisions;
      const waiting = this.#records.mark();
      statements.run('savepoint unit');
      try {
        outcomes.push({ status: 'fulfilled', value: await work(this.#stores) });
        this.#hotSessions.release();
        changes.takeOver(this.#collected);
      } catch (reason) {
        if (!statements.isInTransaction) throw reason;
        this.#collected.clear();
        this.#hotSessions.rollBackUnit();
        this.#records.rollBackTo(waiting);
        this.#revisions.giveBack(taken);
        statements.run('rollback to unit');
        outcomes.push({ status: 'rejected', reason });
      }
      statements.run('release unit');
    }
    return { outcomes, changes };
  }

  /** Grows with all that a unit does; what it changes is collected behind that. */
  get #traces(): number {
    return this.#statements.writeCount + this.#revisions.taken + this.#records.appended;
  }

  #rollBack(): void {
    this.#hotSessions.rollBack();
    // SQLite may have done so by itself.
    if (this.#statements.isInTransaction) this.#statements.run('rollback');
  }
}
