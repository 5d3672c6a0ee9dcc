import { type DatabaseConnection, SqliteAdapter, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely';

/** SQLite as Kysely has it, but for what its adapter and its driver do otherwise here. */
export class OwnDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  override createDriver(): SqliteDriver {
    return new QueueingDriver(this.#config);
  }
}

/** Kysely leaves SQLite's tables out of transactions, though SQLite does not: a migration cut short leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Each waits for the one before it. By Kysely's own lock all that wait wake whenever one is done, to find that they wait
 * on: fifteen thousand reads that one document asked for took a hundred million turns, and twelve seconds.
 */
class QueueingDriver extends SqliteDriver {
  #last = Promise.resolve();
  #release = (): void => undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    let release = this.#release;
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.#release();
  }
}
