import type { Selectable } from 'kysely';
import type { Actor } from '../kernel/record.ts';
import {
  activityOf,
  attentionRankOf,
  type Metadata,
  type Remote,
  type ReportedError,
  type Session,
  statusOf,
} from '../modules/sessions/index.ts';
import type { SessionsTable } from './tables.ts';

export type SessionRow = Selectable<SessionsTable>;

export function rowOfSession(session: Session): Omit<SessionRow, 'row_id' | 'record_id'> {
  return {
    id: session.id,
    kind: session.kind,
    app: session.app,
    name: session.name,
    user_id: session.userId,
    external_id: session.externalId,
    metadata: JSON.stringify(session.metadata),
    tags: JSON.stringify(session.tags),
    pinned_at: session.pinnedAtMs,
    owner_id: session.ownerId,
    key_id: session.keyId,
    heartbeat_interval_ms: session.heartbeatIntervalMs,
    lifecycle: session.lifecycle,
    stated_activity: session.statedActivity,
    open_task_count: session.openTaskCount,
    task_count: session.taskCount,
    pending_approval_count: session.pendingApprovalCount,
    liveness: session.liveness,
    kill_id: session.killId,
    is_unresponsive: flagOf(session.isUnresponsive),
    started_at: session.startedAtMs,
    last_heartbeat_at: session.lastHeartbeatAtMs,
    last_activity_at: session.lastActivityAtMs,
    ended_at: session.endedAtMs,
    end_reason: session.endReason,
    end_message: session.endMessage,
    error: textOf(session.error),
    attempt: session.attempt,
    revision: session.revision,
    search_text: searchTextOf(session),
    ...columnsOfRemote(session.remote),
    ...computedColumns(session),
  };
}

/** What follows from the rest of a session. */
export function computedColumns(session: Session): Pick<SessionRow, 'activity' | 'status' | 'attention_rank'> {
  return { activity: activityOf(session), status: statusOf(session), attention_rank: attentionRankOf(session) };
}

/** What a session is read from: the other columns are stored for filters and orders. */
type StoredRow = Omit<SessionRow, 'row_id' | 'record_id' | 'search_text' | keyof ReturnType<typeof computedColumns>>;

export function sessionOfRow(row: StoredRow): Session {
  return {
    id: row.id,
    kind: row.kind,
    app: row.app,
    name: row.name,
    userId: row.user_id,
    externalId: row.external_id,
    metadata: parse<Metadata>(row.metadata),
    tags: parse<readonly string[]>(row.tags),
    pinnedAtMs: row.pinned_at,
    ownerId: row.owner_id,
    keyId: row.key_id,
    heartbeatIntervalMs: row.heartbeat_interval_ms,
    lifecycle: row.lifecycle,
    statedActivity: row.stated_activity,
    openTaskCount: row.open_task_count,
    taskCount: row.task_count,
    pendingApprovalCount: row.pending_approval_count,
    liveness: row.liveness,
    killId: row.kill_id,
    isUnresponsive: row.is_unresponsive === 1,
    startedAtMs: row.started_at,
    lastHeartbeatAtMs: row.last_heartbeat_at,
    lastActivityAtMs: row.last_activity_at,
    endedAtMs: row.ended_at,
    endReason: row.end_reason,
    endMessage: row.end_message,
    error: row.error === null ? null : parse<ReportedError>(row.error),
    attempt: row.attempt,
    remote: remoteOf(row),
    revision: row.revision,
  };
}

/**
 * A session as it is stored now, of the one shape that those from rows have. A spread makes another shape of whatever a spread has
 * made, and V8 reads and copies objects of very many shapes by looking each member up.
 */
export function sessionAtRevision(session: Session, revision: number): Session {
  return {
    id: session.id,
    kind: session.kind,
    app: session.app,
    name: session.name,
    userId: session.userId,
    externalId: session.externalId,
    metadata: session.metadata,
    tags: session.tags,
    pinnedAtMs: session.pinnedAtMs,
    ownerId: session.ownerId,
    keyId: session.keyId,
    heartbeatIntervalMs: session.heartbeatIntervalMs,
    lifecycle: session.lifecycle,
    statedActivity: session.statedActivity,
    openTaskCount: session.openTaskCount,
    taskCount: session.taskCount,
    pendingApprovalCount: session.pendingApprovalCount,
    liveness: session.liveness,
    killId: session.killId,
    isUnresponsive: session.isUnresponsive,
    startedAtMs: session.startedAtMs,
    lastHeartbeatAtMs: session.lastHeartbeatAtMs,
    lastActivityAtMs: session.lastActivityAtMs,
    endedAtMs: session.endedAtMs,
    endReason: session.endReason,
    endMessage: session.endMessage,
    error: session.error,
    attempt: session.attempt,
    remote: session.remote,
    revision,
  };
}

type RemoteColumns = Pick<
  SessionRow,
  'host_id' | 'safety_mode' | 'system_user' | 'started_by' | 'start_key' | 'commands_executed' | 'open_command_count'
>;

const noRemote: RemoteColumns = {
  host_id: null,
  safety_mode: null,
  system_user: null,
  started_by: null,
  start_key: null,
  commands_executed: null,
  open_command_count: null,
};

export function columnsOfRemote(remote: Remote | null): RemoteColumns {
  if (remote === null) return noRemote;
  return {
    host_id: remote.hostId,
    safety_mode: remote.safetyMode,
    system_user: remote.systemUser,
    started_by: JSON.stringify(remote.startedBy),
    start_key: remote.startKey,
    commands_executed: remote.commandsExecuted,
    open_command_count: remote.openCommandCount,
  };
}

function remoteOf(row: RemoteColumns): Remote | null {
  const { host_id, safety_mode, started_by } = row;
  if (host_id === null || safety_mode === null || started_by === null) return null;
  return {
    hostId: host_id,
    safetyMode: safety_mode,
    systemUser: row.system_user,
    startedBy: parse<Actor>(started_by),
    startKey: row.start_key,
    commandsExecuted: row.commands_executed ?? 0,
    openCommandCount: row.open_command_count ?? 0,
  };
}

export function searchTextOf({ name, id }: Session): string {
  return `${foldCase(name ?? '')}\n${foldCase(id)}`;
}

/**
 * How names, ids and searches are compared: SQL's own folding knows no letters beyond ASCII. A line break counts as a
 * space, so that none can be searched for: one stands between the name and the id.
 */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\n', ' ');
}

export function flagOf(is: boolean): 0 | 1 {
  return is ? 1 : 0;
}

export function textOf(error: ReportedError | null): string | null {
  return error === null ? null : JSON.stringify(error);
}

/** What only {@link rowOfSession} has written. */
function parse<T>(json: string): T {
  return JSON.parse(json) as T;
}
