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

/** A session as it is stored, both ways. */
export interface StoredSession {
  readonly session: Session;
  readonly row: SessionRow;
}

/** The columns in which a session's row is another than it was. */
export function changesOf(row: SessionRow, former: SessionRow): Partial<SessionRow> {
  const changes: Partial<SessionRow> = {};
  const take = <Column extends keyof SessionRow>(column: Column): void => {
    if (row[column] !== former[column]) changes[column] = row[column];
  };
  // Object.entries would make 41 pairs of it.
  for (const column in row) take(column as keyof SessionRow);
  return changes;
}

/** @param former what it was, of which unchanged texts are taken over as they are */
export function rowOfSession(session: Session, former: StoredSession | null = null): Omit<SessionRow, 'row_id'> {
  return {
    id: session.id,
    kind: session.kind,
    app: session.app,
    name: session.name,
    user_id: session.userId,
    external_id: session.externalId,
    metadata: session.metadata === former?.session.metadata ? former.row.metadata : JSON.stringify(session.metadata),
    tags: session.tags === former?.session.tags ? former.row.tags : JSON.stringify(session.tags),
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
    is_unresponsive: session.isUnresponsive ? 1 : 0,
    started_at: session.startedAtMs,
    last_heartbeat_at: session.lastHeartbeatAtMs,
    last_activity_at: session.lastActivityAtMs,
    ended_at: session.endedAtMs,
    end_reason: session.endReason,
    end_message: session.endMessage,
    error: session.error === null ? null : JSON.stringify(session.error),
    attempt: session.attempt,
    revision: session.revision,
    ...columnsOfRemote(session.remote, former),
    activity: activityOf(session),
    status: statusOf(session),
    attention_rank: attentionRankOf(session),
    search_text: session.name === former?.session.name ? former.row.search_text : searchTextOf(session),
  };
}

export function sessionOfRow(row: SessionRow): Session {
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

function columnsOfRemote(remote: Remote | null, former: StoredSession | null): RemoteColumns {
  if (remote === null) return noRemote;
  const { startedBy } = remote;
  return {
    host_id: remote.hostId,
    safety_mode: remote.safetyMode,
    system_user: remote.systemUser,
    started_by: startedBy === former?.session.remote?.startedBy ? former.row.started_by : JSON.stringify(startedBy),
    start_key: remote.startKey,
    commands_executed: remote.commandsExecuted,
    open_command_count: remote.openCommandCount,
  };
}

function remoteOf(row: SessionRow): Remote | null {
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

function searchTextOf({ name, id }: Session): string {
  return `${foldCase(name ?? '')}\n${foldCase(id)}`;
}

/**
 * How names, ids and searches are compared: SQL's own folding knows no letters beyond ASCII. A line break counts as a
 * space, so that none can be searched for: one stands between the name and the id.
 */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\n', ' ');
}

/** What only {@link rowOfSession} has written. */
function parse<T>(json: string): T {
  return JSON.parse(json) as T;
}
