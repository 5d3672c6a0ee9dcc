import type { Selectable } from 'kysely';
import type { Command } from '../modules/commands/index.ts';
import type { CommandsTable } from './command-tables.ts';

export type CommandRow = Selectable<CommandsTable>;

/** What is never another once it is asked. */
export function requestedColumns(
  command: Command,
): Omit<CommandRow, 'row_id' | 'has_output' | keyof ReturnType<typeof changesOf>> {
  return {
    id: command.id,
    session_id: command.sessionId,
    host_id: command.hostId,
    app: command.app,
    user_id: command.userId,
    own_key: command.key,
    input_hash: command.inputHash,
    safety_mode: command.safetyMode,
    spec: JSON.stringify(command.spec),
    hash: command.hash,
    requested_by_kind: command.requestedBy.kind,
    requested_by_id: command.requestedBy.id,
    requested_by_name: command.requestedBy.name,
    requested_at: command.requestedAtMs,
    approval_id: command.approvalId,
  };
}

/** What may become of it. */
export function changesOf(command: Command) {
  return {
    state: command.state,
    queued_at: command.queuedAtMs,
    started_at: command.startedAtMs,
    ended_at: command.endedAtMs,
    instance_id: command.instanceId,
    exit_code: command.exitCode,
    signal: command.signal,
    message: command.message,
    output_bytes: command.outputBytes,
    is_output_truncated: Number(command.isOutputTruncated),
    is_cancel_requested: Number(command.isCancelRequested),
    revision: command.revision,
  };
}

export function commandOfRow(row: CommandRow): Command {
  return {
    id: row.id,
    sessionId: row.session_id,
    hostId: row.host_id,
    app: row.app,
    userId: row.user_id,
    key: row.own_key,
    inputHash: row.input_hash,
    safetyMode: row.safety_mode,
    // What only requestedColumns has written.
    spec: JSON.parse(row.spec) as Command['spec'],
    hash: row.hash,
    state: row.state,
    requestedBy: { kind: row.requested_by_kind, id: row.requested_by_id, name: row.requested_by_name },
    requestedAtMs: row.requested_at,
    approvalId: row.approval_id,
    queuedAtMs: row.queued_at,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at,
    instanceId: row.instance_id,
    exitCode: row.exit_code,
    signal: row.signal,
    message: row.message,
    outputBytes: row.output_bytes,
    isOutputTruncated: row.is_output_truncated === 1,
    isCancelRequested: row.is_cancel_requested === 1,
    revision: row.revision,
  };
}
