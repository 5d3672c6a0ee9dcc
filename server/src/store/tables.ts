import type { Generated } from 'kysely';
import type { Role } from '../kernel/principal.ts';
import type { Actor, RecordAction } from '../kernel/record.ts';
import type { KillEvidence, KilledAs, KillState } from '../modules/kills/index.ts';
import type {
  SafetyMode,
  SessionActivity,
  SessionEndReason,
  SessionKind,
  SessionLifecycle,
  SessionLiveness,
  SessionStatus,
  StatedActivity,
} from '../modules/sessions/index.ts';
import type { TaskState } from '../modules/tasks/index.ts';
import type { HostTables } from './host-tables.ts';
import type { ApprovalTables } from './approval-tables.ts';
import type { CommandTables } from './command-tables.ts';

/** One row: the order of all changes. */
export interface RegistryTable {
  id: number;
  /** Names this database's life. */
  epoch: string;
  /** The newest revision. */
  head: number;
  /** Changes up to this revision may be gone. */
  floor: number;
  /** Whether there ever was an admin. */
  is_set_up: Generated<number>;
}

/** Times are integer milliseconds UTC, flags 0 or 1, objects JSON text. */
export interface SessionsTable {
  /** Given at registration; the order of every list. */
  row_id: Generated<number>;
  id: string;
  kind: SessionKind;
  app: string;
  name: string | null;
  user_id: string | null;
  external_id: string | null;
  metadata: string;
  tags: string;
  pinned_at: number | null;
  owner_id: string;
  key_id: string;
  heartbeat_interval_ms: number;
  lifecycle: SessionLifecycle;
  stated_activity: StatedActivity | null;
  open_task_count: number;
  task_count: number;
  pending_approval_count: number;
  liveness: SessionLiveness;
  kill_id: string | null;
  is_unresponsive: number;
  started_at: number;
  last_heartbeat_at: number;
  last_activity_at: number;
  ended_at: number | null;
  end_reason: SessionEndReason | null;
  end_message: string | null;
  error: string | null;
  attempt: number;
  revision: number;
  /** These only where a host works for it. */
  host_id: string | null;
  safety_mode: SafetyMode | null;
  system_user: string | null;
  /** An actor, as JSON. */
  started_by: string | null;
  start_key: string | null;
  commands_executed: number | null;
  open_command_count: number | null;
  /** What follows from the rest, stored for filters and orders. */
  activity: SessionActivity;
  status: SessionStatus;
  attention_rank: number;
  /** Name and id on a line each, folded. */
  search_text: string;
  /** The newest of what was done to it; each record names the one before. */
  record_id: Generated<number | null>;
}

/** What left the view of some: a session that was removed, or one that changed its user. A session may leave several. */
export interface TombstonesTable {
  session_id: string;
  app: string;
  /** Whose it was. */
  user_id: string | null;
  revision: number;
  removed_at: number;
}

/** Where sessions that were registered in an hour of the wall clock stand. */
export interface SessionHoursTable {
  /** Whole hours since 1970. */
  hour: number;
  first_row_id: number;
  last_row_id: number;
}

export interface TasksTable {
  row_id: Generated<number>;
  id: string;
  session_id: string;
  parent_id: string | null;
  name: string;
  state: TaskState;
  progress: number | null;
  message: string | null;
  error: string | null;
  started_at: number;
  ended_at: number | null;
}

export interface KillsTable {
  id: string;
  session_id: string;
  state: KillState;
  requested_by_kind: Actor['kind'];
  requested_by_id: string | null;
  requested_by_name: string;
  reason: string | null;
  grace_ms: number;
  requested_at: number;
  sent_at: number | null;
  acknowledged_at: number | null;
  ended_at: number | null;
  evidence: KillEvidence | null;
  attempt: number;
  previous_id: string | null;
  ends_as: KilledAs;
  /** A JSON array. */
  survivors: string;
}

export interface RecordsTable {
  id: Generated<number>;
  /** The one before of the same session. */
  previous_id: number | null;
  at: number;
  action: RecordAction;
  session_id: string | null;
  /** The person, key or sign-in, where it was done to no session. */
  subject_id: string | null;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  actor_name: string;
  origin: string | null;
  note: string | null;
  after: string;
}

export interface SessionTokensTable {
  row_id: Generated<number>;
  hash: string;
  session_id: string;
  owner_id: string;
  key_id: string;
  created_at: number;
}

export interface PeopleTable {
  id: string;
  name: string;
  /** The name as it is compared. */
  folded_name: string;
  role: Role;
  /** A JSON array; null is every app. */
  apps: string | null;
  user_id: string | null;
  password_hash: string | null;
  identity_issuer: string | null;
  identity_subject: string | null;
  created_at: number;
}

export interface SignInsTable {
  id: string;
  hash: string;
  person_id: string;
  origin: string | null;
  created_at: number;
  expires_at: number;
  last_seen_at: number;
}

/** At most one a person. */
export interface SetUpCodesTable {
  person_id: string;
  hash: string;
  expires_at: number;
}

export interface AppKeysTable {
  row_id: Generated<number>;
  id: string;
  name: string;
  /** A JSON array; null is every app. */
  apps: string | null;
  /** A JSON array. */
  rights: string;
  expires_at: number | null;
  max_running_sessions: number | null;
  created_at: number;
  created_by_name: string;
  revoked_at: number | null;
  last_used_at: number | null;
}

/** Also some that work no longer: a secret that is known is never brought in again. */
export interface AppKeySecretsTable {
  row_id: Generated<number>;
  hash: string;
  key_id: string;
  created_at: number;
  expires_at: number | null;
}

export interface Tables extends ApprovalTables, HostTables, CommandTables {
  registry: RegistryTable;
  sessions: SessionsTable;
  session_hours: SessionHoursTable;
  tombstones: TombstonesTable;
  tasks: TasksTable;
  kills: KillsTable;
  records: RecordsTable;
  session_tokens: SessionTokensTable;
  people: PeopleTable;
  sign_ins: SignInsTable;
  set_up_codes: SetUpCodesTable;
  app_keys: AppKeysTable;
  app_key_secrets: AppKeySecretsTable;
}
