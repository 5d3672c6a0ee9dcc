import { type Kysely, sql } from 'kysely';
import { Changes } from './changes.ts';
import type { Stores } from './stores.ts';
import { createStores } from './stores.ts';
import type { Tables } from './tables.ts';

/** Thrown when something is to be stored after the store was closed. */
export class StoreClosedError extends Error {
  constructor() {
    super('The store is closed.');
  }
}

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
  readonly #db: Kysely<Tables>;
  readonly #onCommit: (changes: Changes) => void;
  #waiting: Unit[] = [];
  #draining: Promise<void> | null = null;
  #isClosed = false;

  /** @param onCommit told of what a transaction changed, if anything, before its units are answered */
  constructor(db: Kysely<Tables>, onCommit: (changes: Changes) => void) {
    this.#db = db;
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
    try {
      await this.#db.connection().execute(async (db) => {
        await sql`begin immediate`.execute(db);
        try {
          for (const unit of units) answers.push(await runUnit(db, unit, changes));
          await sql`commit`.execute(db);
        } catch (error) {
          // SQLite may have rolled back by itself, as it does when the disk is full.
          await sql`rollback`.execute(db).catch(() => undefined);
          throw error;
        }
      });
    } catch (error) {
      for (const unit of units) unit.reject(error);
      return;
    }
    if (!changes.isEmpty) this.#onCommit(changes);
    for (const answer of answers) answer();
  }
}

async function runUnit(db: Kysely<Tables>, unit: Unit, changes: Changes): Promise<() => void> {
  const changesHere = new Changes();
  await sql`savepoint unit`.execute(db);
  try {
    const value = await unit.work(createStores(db, changesHere));
    await sql`release unit`.execute(db);
    changes.add(changesHere);
    return () => unit.resolve(value as never);
  } catch (error) {
    try {
      await sql`rollback to unit`.execute(db);
      await sql`release unit`.execute(db);
    } catch {
      // On a full disk SQLite rolls the whole transaction back by itself and knows no savepoint more: the group has failed.
      throw error;
    }
    return () => unit.reject(error);
  }
}
