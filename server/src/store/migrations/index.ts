import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Tables } from '../tables.ts';
import { createInitialMigration } from './0001-initial.ts';

/** Brings the database to the newest form. @param epoch for a database that is new */
export async function migrate(db: Kysely<Tables>, epoch: string): Promise<void> {
  const migrations: Readonly<Record<string, Migration>> = { '0001-initial': createInitialMigration(epoch) };
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be brought to its newest form.', { cause: error });
}
