import type { AppKeyStore, PeopleStore, SessionTokenStore } from '../modules/access/index.ts';
import type { ApprovalRuleStore, ApprovalStore, GrantStore } from '../modules/approvals/index.ts';
import type { CommandOutputStore, CommandStore } from '../modules/commands/index.ts';
import type { RecordStore } from '../modules/history/index.ts';
import type { HostStore } from '../modules/hosts/index.ts';
import type { KillStore } from '../modules/kills/index.ts';
import type { SessionStore } from '../modules/sessions/index.ts';
import type { TaskStore } from '../modules/tasks/index.ts';
import { createSessionTokenStore } from './access.ts';
import { createApprovalRuleStore } from './approval-rules.ts';
import { createApprovalStore } from './approvals.ts';
import type { Changes } from './changes.ts';
import { createCommandOutputStore } from './command-output.ts';
import { createCommandStore } from './commands.ts';
import type { HotSessions } from './hot-sessions.ts';
import { createGrantStore } from './grants.ts';
import { createHostStore } from './hosts.ts';
import { createAppKeyStore } from './keys.ts';
import { createKillStore } from './kills.ts';
import { createPeopleStore } from './people.ts';
import { createRecordStore } from './records.ts';
import type { Revisions } from './revisions.ts';
import { createSessionStore } from './sessions.ts';
import type { Connection } from './sqlite/database.ts';
import { createTaskStore } from './tasks.ts';
import type { WaitingRecords } from './waiting-records.ts';

/** Everything a unit of work may touch. */
export interface Stores {
  readonly sessions: SessionStore;
  readonly tasks: TaskStore;
  readonly kills: KillStore;
  readonly approvals: ApprovalStore;
  readonly grants: GrantStore;
  readonly commands: CommandStore;
  readonly commandOutput: CommandOutputStore;
  readonly records: RecordStore;
  readonly tokens: SessionTokenStore;
  readonly people: PeopleStore;
  readonly keys: AppKeyStore;
  readonly hosts: HostStore;
  readonly rules: ApprovalRuleStore;
}

/**
 * The stores of all units of work.
 * @param changes what the unit that runs has changed so far; somebody empties it between two
 */
export function createStores(
  connection: Connection,
  hotSessions: HotSessions,
  revisions: Revisions,
  records: WaitingRecords,
  changes: Changes,
): Stores {
  const { db } = connection;
  return {
    sessions: createSessionStore(connection, hotSessions, revisions, records, changes.sessions),
    tasks: createTaskStore(connection, hotSessions),
    kills: createKillStore(connection, changes.kills),
    approvals: createApprovalStore(connection, revisions, changes.approvals),
    grants: createGrantStore(connection, changes.grants),
    commands: createCommandStore(connection, revisions, changes.commands, changes.grown),
    commandOutput: createCommandOutputStore(connection),
    records: createRecordStore(records),
    tokens: createSessionTokenStore(connection),
    // Each unit that changes access collects that anew.
    get people() {
      return createPeopleStore(db, changes.access);
    },
    get keys() {
      return createAppKeyStore(db, changes.access);
    },
    hosts: createHostStore(connection, revisions, changes),
    rules: createApprovalRuleStore(connection),
  };
}
