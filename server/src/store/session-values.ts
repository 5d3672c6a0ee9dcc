import { sql } from 'kysely';
import type { Session } from '../modules/sessions/index.ts';
import { sessionOfRow, type SessionRow } from './session-rows.ts';

/**
 * Where a session is stored, and what it is read from: not what is stored for filters and orders alone, of which the text of a
 * search is the longest.
 */
export const sessionColumns = [
  'row_id',
  'record_id',
  'revision',
  'id',
  'kind',
  'app',
  'name',
  'user_id',
  'external_id',
  'metadata',
  'tags',
  'pinned_at',
  'owner_id',
  'key_id',
  'heartbeat_interval_ms',
  'lifecycle',
  'stated_activity',
  'open_task_count',
  'task_count',
  'pending_approval_count',
  'liveness',
  'kill_id',
  'is_unresponsive',
  'started_at',
  'last_heartbeat_at',
  'last_activity_at',
  'ended_at',
  'end_reason',
  'end_message',
  'error',
  'attempt',
  'host_id',
  'safety_mode',
  'system_user',
  'started_by',
  'start_key',
  'commands_executed',
  'open_command_count',
] as const satisfies readonly (keyof SessionRow)[];

type ValuesOf<Columns extends readonly (keyof SessionRow)[]> = {
  readonly [At in keyof Columns]: SessionRow[Columns[At]];
};

/** A session's row without the names of its columns. */
export type SessionValues = ValuesOf<typeof sessionColumns>;

/** What to select for {@link SessionValues}. */
export const sessionValues = sql.join(sessionColumns.map((column) => sql.ref(`sessions.${column}`)));

/** In a literal: to give so many values their names one by one takes longer than SQLite takes to find them. */
export function sessionOfValues([
  ,
  ,
  revision,
  id,
  kind,
  app,
  name,
  user_id,
  external_id,
  metadata,
  tags,
  pinned_at,
  owner_id,
  key_id,
  heartbeat_interval_ms,
  lifecycle,
  stated_activity,
  open_task_count,
  task_count,
  pending_approval_count,
  liveness,
  kill_id,
  is_unresponsive,
  started_at,
  last_heartbeat_at,
  last_activity_at,
  ended_at,
  end_reason,
  end_message,
  error,
  attempt,
  host_id,
  safety_mode,
  system_user,
  started_by,
  start_key,
  commands_executed,
  open_command_count,
]: readonly [...SessionValues, ...unknown[]]): Session {
  return sessionOfRow({
    id,
    kind,
    app,
    name,
    user_id,
    external_id,
    metadata,
    tags,
    pinned_at,
    owner_id,
    key_id,
    heartbeat_interval_ms,
    lifecycle,
    stated_activity,
    open_task_count,
    task_count,
    pending_approval_count,
    liveness,
    kill_id,
    is_unresponsive,
    started_at,
    last_heartbeat_at,
    last_activity_at,
    ended_at,
    end_reason,
    end_message,
    error,
    attempt,
    revision,
    host_id,
    safety_mode,
    system_user,
    started_by,
    start_key,
    commands_executed,
    open_command_count,
  });
}
