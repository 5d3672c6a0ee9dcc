import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Tables } from '../tables.ts';
import { createInitialMigration } from './0001-initial.ts';
import { accessMigration } from './0002-access.ts';
import { belongingsMigration } from './0003-belongings.ts';
import { readingMigration } from './0004-reading.ts';
import { approvalsMigration } from './0005-approvals.ts';
import { grantsMigration } from './0006-grants.ts';
import { hostsMigration } from './0007-hosts.ts';
import { commandsMigration } from './0008-commands.ts';
import { approvalRulesMigration } from './0009-approval-rules.ts';
import { taskIdsMigration } from './0010-task-ids.ts';
import { recordChainsMigration } from './0011-record-chains.ts';

/**
 * Brings the database to the newest form, each step wholly or not at all.
 * @param epoch for a database that is new
 * @param onOld told before one that is not new is changed, by which steps
 */
export async function migrate(
  db: Kysely<Tables>,
  epoch: string,
  onOld?: (steps: readonly string[]) => void,
): Promise<void> {
  const migrations: Readonly<Record<string, Migration>> = {
    '0001-initial': createInitialMigration(epoch),
    '0002-access': accessMigration,
    '0003-belongings': belongingsMigration,
    '0004-reading': readingMigration,
    '0005-approvals': approvalsMigration,
    '0006-grants': grantsMigration,
    '0007-hosts': hostsMigration,
    '0008-commands': commandsMigration,
    '0009-approval-rules': approvalRulesMigration,
    '0010-task-ids': taskIdsMigration,
    '0011-record-chains': recordChainsMigration,
  };
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const known = await migrator.getMigrations();
  const steps = known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
  if (steps.length > 0 && steps.length < known.length) onOld?.(steps);
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be brought to its newest form.', { cause: error });
}
