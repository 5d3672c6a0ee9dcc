import type { Session } from '../modules/sessions/index.ts';
import { columnsOfRemote, computedColumns, flagOf, searchTextOf, type SessionRow, textOf } from './session-rows.ts';

/** The columns that each member of a session decides by itself. */
const columnsOf: { readonly [Member in keyof Session]: (session: Session) => Partial<SessionRow> } = {
  id: ({ id }) => ({ id }),
  kind: ({ kind }) => ({ kind }),
  app: ({ app }) => ({ app }),
  name: (session) => ({ name: session.name, search_text: searchTextOf(session) }),
  userId: ({ userId }) => ({ user_id: userId }),
  externalId: ({ externalId }) => ({ external_id: externalId }),
  metadata: ({ metadata }) => ({ metadata: JSON.stringify(metadata) }),
  tags: ({ tags }) => ({ tags: JSON.stringify(tags) }),
  pinnedAtMs: ({ pinnedAtMs }) => ({ pinned_at: pinnedAtMs }),
  ownerId: ({ ownerId }) => ({ owner_id: ownerId }),
  keyId: ({ keyId }) => ({ key_id: keyId }),
  heartbeatIntervalMs: ({ heartbeatIntervalMs }) => ({ heartbeat_interval_ms: heartbeatIntervalMs }),
  lifecycle: ({ lifecycle }) => ({ lifecycle }),
  statedActivity: ({ statedActivity }) => ({ stated_activity: statedActivity }),
  openTaskCount: ({ openTaskCount }) => ({ open_task_count: openTaskCount }),
  taskCount: ({ taskCount }) => ({ task_count: taskCount }),
  pendingApprovalCount: ({ pendingApprovalCount }) => ({ pending_approval_count: pendingApprovalCount }),
  liveness: ({ liveness }) => ({ liveness }),
  killId: ({ killId }) => ({ kill_id: killId }),
  isUnresponsive: ({ isUnresponsive }) => ({ is_unresponsive: flagOf(isUnresponsive) }),
  startedAtMs: ({ startedAtMs }) => ({ started_at: startedAtMs }),
  lastHeartbeatAtMs: ({ lastHeartbeatAtMs }) => ({ last_heartbeat_at: lastHeartbeatAtMs }),
  lastActivityAtMs: ({ lastActivityAtMs }) => ({ last_activity_at: lastActivityAtMs }),
  endedAtMs: ({ endedAtMs }) => ({ ended_at: endedAtMs }),
  endReason: ({ endReason }) => ({ end_reason: endReason }),
  endMessage: ({ endMessage }) => ({ end_message: endMessage }),
  error: ({ error }) => ({ error: textOf(error) }),
  attempt: ({ attempt }) => ({ attempt }),
  revision: ({ revision }) => ({ revision }),
  remote: ({ remote }) => columnsOfRemote(remote),
};
const members = Object.keys(columnsOf) as readonly (keyof Session)[];

/**
 * The columns in which a session's row is another than it was. Most of a session stays as it is, and is no column of
 * anything here: to make and compare two whole rows takes several times as long.
 */
export function changesOf(session: Session, former: Session): Partial<SessionRow> {
  const changes: Partial<SessionRow> = {};
  for (const member of members) {
    if (session[member] === former[member]) continue;
    const columns = columnsOf[member];
    takeChanged(columns(session), columns(former), changes);
  }
  takeChanged(computedColumns(session), computedColumns(former), changes);
  return changes;
}

function takeChanged(columns: Partial<SessionRow>, were: Partial<SessionRow>, changes: Partial<SessionRow>): void {
  const take = <Column extends keyof SessionRow>(column: Column): void => {
    if (columns[column] !== were[column]) changes[column] = columns[column];
  };
  for (const column in columns) take(column as keyof SessionRow);
}
