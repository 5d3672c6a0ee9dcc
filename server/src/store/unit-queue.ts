import type { Changes } from './changes.ts';
import { StoreClosedError } from './errors.ts';
import { SharedTransaction, type Stored } from './shared-transaction.ts';
import type { Connection } from './sqlite/database.ts';
import type { Stores } from './stores.ts';

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
 * the disk. The failing one fails alone. Answers come after the commit.
 */
export class UnitQueue {
  readonly #transaction: SharedTransaction;
  readonly #listener: CommitListener;
  readonly #copyLog: () => void;
  #waiting: Unit[] = [];
  #draining: Promise<void> | null = null;
  #commitsInLog = 0;
  #isClosed = false;

  /**
   * @param connection nobody else's: what anybody runs on it is part of the transaction
   * @param copyLog begins to copy the log into the database, now that nobody waits for an answer; does not throw
   */
  constructor(connection: Connection, listener: CommitListener, copyLog: () => void) {
    this.#transaction = new SharedTransaction(connection);
    this.#listener = listener;
    this.#copyLog = copyLog;
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
      if (units.length === 0 && untold === 0 && this.#isLogLong) {
        this.#commitsInLog = 0;
        this.#copyLog();
      }
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
    let stored: Stored;
    try {
      stored = await this.#transaction.run(units.map(({ work }) => work));
    } catch (error) {
      for (const unit of units) unit.reject(error);
      return false;
    }
    const { outcomes, changes } = stored;
    this.#commitsInLog += 1;
    if (!changes.isEmpty) this.#listener.onCommit(changes);
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') units[at]?.resolve(outcome.value as never);
      else units[at]?.reject(outcome.reason);
    }
    return changes.wakeIds.size > 0;
  }
}
