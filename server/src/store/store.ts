import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { AccessReader } from '../modules/access/index.ts';
import type { ApprovalReader, ApprovalRuleReader, GrantReader } from '../modules/approvals/index.ts';
import type { CommandReader } from '../modules/commands/index.ts';
import type { RecordReader } from '../modules/history/index.ts';
import type { HostReader } from '../modules/hosts/index.ts';
import type { KillReader } from '../modules/kills/index.ts';
import type { SessionReader } from '../modules/sessions/index.ts';
import type { TaskReader } from '../modules/tasks/index.ts';
import { createAccessReader } from './access.ts';
import { createApprovalRuleReader } from './approval-rules.ts';
import { createApprovalReader } from './approval-reader.ts';
import { createCommandReader } from './command-reader.ts';
import { createGrantReader } from './grants.ts';
import { createHostReader } from './host-reader.ts';
import { createKillReader } from './kills.ts';
import { LogCopies } from './log-copies.ts';
import { migrate } from './migrations/index.ts';
import { createRecordReader } from './records.ts';
import { createSessionReader } from './session-reader.ts';
import { readApprovalsSlowlyApart, readSlowlyApart, SlowReads } from './slow-reads.ts';
import { openDatabase } from './sqlite/database.ts';
import type { Stores } from './stores.ts';
import { createTaskReader } from './tasks.ts';
import { type CommitListener, UnitQueue } from './unit-queue.ts';

export { StoreClosedError } from './errors.ts';

export interface Store {
  readonly write: UnitOfWork<Stores>;
  readonly sessions: SessionReader;
  readonly tasks: TaskReader;
  readonly kills: KillReader;
  readonly approvals: ApprovalReader;
  readonly grants: GrantReader;
  readonly commands: CommandReader;
  readonly hosts: HostReader;
  readonly rules: ApprovalRuleReader;
  readonly records: RecordReader;
  readonly access: AccessReader;
  /** Names this database's life; revisions of another one mean nothing here. */
  readonly epoch: string;
  /** The newest session's id, for ids that go on from there. */
  readonly newestId: string | undefined;
  /** Stores what waits, then lets go of the files. */
  close(): Promise<void>;
}

interface OpenOptions extends CommitListener {
  /** Where the database is kept; made where it does not exist. */
  readonly dataDir: string;
  /** For a database that is new: eight characters, a–z and 0–9. */
  readonly newEpoch: string;
  /** A database of an earlier release is about to be changed, by these steps: one of a million rows takes many seconds. */
  readonly onOldDatabase?: (steps: readonly string[]) => void;
}

/** @throws {DataDirectoryInUseError} when another server has it open */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { dataDir, newEpoch, onOldDatabase } = options;
  const database = await openDatabase(dataDir, (db) => migrate(db, newEpoch, onOldDatabase));
  const { writer, reader } = database;
  const logCopies = new LogCopies(database.path);
  // Nobody waits for a copy.
  const units = new UnitQueue(writer, options, () => void logCopies.copy());
  const slowReads = new SlowReads(database.path);
  const { epoch } = await reader.db.selectFrom('registry').select('epoch').executeTakeFirstOrThrow();
  const newest = await reader.db
    .selectFrom('sessions')
    .select('id')
    .orderBy('row_id', 'desc')
    .limit(1)
    .executeTakeFirst();

  return {
    write: (work) => units.run(work),
    sessions: readSlowlyApart(createSessionReader(reader), reader, slowReads),
    tasks: createTaskReader(reader.db),
    kills: createKillReader(reader.db),
    approvals: readApprovalsSlowlyApart(createApprovalReader(reader.db), reader, slowReads),
    grants: createGrantReader(reader.db),
    commands: createCommandReader(reader.db),
    hosts: createHostReader(reader.db),
    rules: createApprovalRuleReader(reader.db),
    records: createRecordReader(reader.db),
    access: createAccessReader(reader.db),
    epoch,
    newestId: newest?.id,
    async close() {
      await units.close();
      await slowReads.close();
      await logCopies.close();
      await database.close();
    },
  };
}
