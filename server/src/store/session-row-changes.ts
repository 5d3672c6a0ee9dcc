import type { Session } from '../modules/sessions/index.ts';
import { columnsOfRemote, computedColumns, flagOf, searchTextOf, type SessionRow, textOf } from './session-rows.ts';

type Changes = { -readonly [Column in keyof SessionRow]?: SessionRow[Column] };

/**
 * The columns in which a session's row is another than it was. Most of a session stays as it is, and is no column of
 * anything here: to make and compare two whole rows takes several times as long, and so does to look members up by their names.
 */
export function changesOf(session: Session, former: Session): Partial<SessionRow> {
  const changes: Changes = {};
  take(changes, 'id', session.id, former.id);
  take(changes, 'kind', session.kind, former.kind);
  take(changes, 'app', session.app, former.app);
  take(changes, 'name', session.name, former.name);
  if (session.name !== former.name || session.id !== former.id) {
    take(changes, 'search_text', searchTextOf(session), searchTextOf(former));
  }
  take(changes, 'user_id', session.userId, former.userId);
  take(changes, 'external_id', session.externalId, former.externalId);
  if (session.metadata !== former.metadata) {
    take(changes, 'metadata', JSON.stringify(session.metadata), JSON.stringify(former.metadata));
  }
  if (session.tags !== former.tags) take(changes, 'tags', JSON.stringify(session.tags), JSON.stringify(former.tags));
  take(changes, 'pinned_at', session.pinnedAtMs, former.pinnedAtMs);
  take(changes, 'owner_id', session.ownerId, former.ownerId);
  take(changes, 'key_id', session.keyId, former.keyId);
  take(changes, 'heartbeat_interval_ms', session.heartbeatIntervalMs, former.heartbeatIntervalMs);
  take(changes, 'lifecycle', session.lifecycle, former.lifecycle);
  take(changes, 'stated_activity', session.statedActivity, former.statedActivity);
  take(changes, 'open_task_count', session.openTaskCount, former.openTaskCount);
  take(changes, 'task_count', session.taskCount, former.taskCount);
  take(changes, 'pending_approval_count', session.pendingApprovalCount, former.pendingApprovalCount);
  take(changes, 'liveness', session.liveness, former.liveness);
  take(changes, 'kill_id', session.killId, former.killId);
  take(changes, 'is_unresponsive', flagOf(session.isUnresponsive), flagOf(former.isUnresponsive));
  take(changes, 'started_at', session.startedAtMs, former.startedAtMs);
  take(changes, 'last_heartbeat_at', session.lastHeartbeatAtMs, former.lastHeartbeatAtMs);
  take(changes, 'last_activity_at', session.lastActivityAtMs, former.lastActivityAtMs);
  take(changes, 'ended_at', session.endedAtMs, former.endedAtMs);
  take(changes, 'end_reason', session.endReason, former.endReason);
  take(changes, 'end_message', session.endMessage, former.endMessage);
  if (session.error !== former.error) take(changes, 'error', textOf(session.error), textOf(former.error));
  take(changes, 'attempt', session.attempt, former.attempt);
  take(changes, 'revision', session.revision, former.revision);
  if (session.remote !== former.remote) takeRemote(changes, session, former);
  const [computed, was] = [computedColumns(session), computedColumns(former)];
  take(changes, 'activity', computed.activity, was.activity);
  take(changes, 'status', computed.status, was.status);
  take(changes, 'attention_rank', computed.attention_rank, was.attention_rank);
  return changes;
}

function takeRemote(changes: Changes, session: Session, former: Session): void {
  const [remote, was] = [columnsOfRemote(session.remote), columnsOfRemote(former.remote)];
  take(changes, 'host_id', remote.host_id, was.host_id);
  take(changes, 'safety_mode', remote.safety_mode, was.safety_mode);
  take(changes, 'system_user', remote.system_user, was.system_user);
  take(changes, 'started_by', remote.started_by, was.started_by);
  take(changes, 'start_key', remote.start_key, was.start_key);
  take(changes, 'commands_executed', remote.commands_executed, was.commands_executed);
  take(changes, 'open_command_count', remote.open_command_count, was.open_command_count);
}

function take<Column extends keyof SessionRow>(
  changes: Changes,
  column: Column,
  value: Changes[Column],
  was: Changes[Column],
): void {
  if (value !== was) changes[column] = value;
}
