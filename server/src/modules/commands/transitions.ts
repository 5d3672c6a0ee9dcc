import type { RecordDraft } from '../../kernel/record.ts';
import type { ApprovalState } from '../approvals/index.ts';
import { type Command, type CommandOutcome, type CommandState, isOpen } from './command.ts';
import { hashOf } from './spec.ts';

/** A command's next state, and the record that tells of it. */
export interface CommandChange {
  readonly command: Command;
  readonly record: RecordDraft;
}

export type CommandRequest = Pick<
  Command,
  | 'id'
  | 'sessionId'
  | 'hostId'
  | 'app'
  | 'userId'
  | 'key'
  | 'inputHash'
  | 'safetyMode'
  | 'spec'
  | 'requestedBy'
  | 'approvalId'
>;

/** @param isApproved whether it may run at once: nobody has to be asked, or a grant covers it */
export function requestCommand(request: CommandRequest, isApproved: boolean, nowMs: number): CommandChange {
  const command: Command = {
    hash: hashOf(request.spec, request),
    state: isApproved ? 'QUEUED' : 'PENDING_APPROVAL',
    requestedAtMs: nowMs,
    queuedAtMs: isApproved ? nowMs : null,
    startedAtMs: null,
    endedAtMs: null,
    instanceId: null,
    exitCode: null,
    signal: null,
    message: null,
    outputBytes: 0,
    isOutputTruncated: false,
    isCancelRequested: false,
    revision: 0,
    ...request,
  };
  return changed(command, 'COMMAND_REQUESTED');
}

/** What became of the question it waits for, or of the approval it was queued by. @returns null where that changes nothing */
export function followApproval(
  command: Command,
  { state, note }: { readonly state: ApprovalState; readonly note: string | null },
  nowMs: number,
): CommandChange | null {
  if (command.state !== 'PENDING_APPROVAL' && command.state !== 'QUEUED') return null;
  switch (state) {
    case 'PENDING':
      return null;
    case 'APPROVED':
      if (command.state === 'QUEUED') return null;
      return changed({ ...command, state: 'QUEUED', queuedAtMs: nowMs }, 'COMMAND_QUEUED');
    case 'DENIED':
    case 'EXPIRED':
    case 'CANCELLED':
      return ended(command, { state, message: note }, nowMs);
  }
}

/** One instance of the host takes it, once and for all. @returns null where it does not wait for that */
export function start(command: Command, instanceId: string, nowMs: number): CommandChange | null {
  if (command.state !== 'QUEUED') return null;
  return changed({ ...command, state: 'RUNNING', instanceId, startedAtMs: nowMs }, 'COMMAND_STARTED');
}

/** Whether this instance runs it already: a lost answer may be asked for again. */
export function isStartedBy({ state, instanceId }: Command, by: string): boolean {
  return state === 'RUNNING' && instanceId === by;
}

/** It may begin no more, whatever was approved. @returns null unless it waits for its start */
export function withdraw(command: Command, message: string, nowMs: number): CommandChange | null {
  return command.state === 'QUEUED' ? ended(command, { state: 'CANCELLED', message }, nowMs) : null;
}

/** Before its start it is over at once; what runs is for the host to stop. @returns null where there is nothing to cancel */
export function requestCancel(command: Command, nowMs: number): CommandChange | null {
  if (!isOpen(command) || command.isCancelRequested) return null;
  const cancelled = { ...command, isCancelRequested: true };
  if (command.state === 'RUNNING') return changed(cancelled, 'COMMAND_CANCELLED');
  return changed({ ...cancelled, state: 'CANCELLED', endedAtMs: nowMs }, 'COMMAND_CANCELLED');
}

/** How a command ended, as its host says. */
export interface CommandReport {
  readonly instanceId: string;
  readonly outcome: CommandOutcome;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly message: string | null;
  readonly isOutputTruncated: boolean;
}

/**
 * The host says how it ended: of what it runs, of what it refuses to run, and of what was given up for lost while it ran.
 * @returns null where the report changes nothing
 */
export function finish(command: Command, report: CommandReport, nowMs: number): CommandChange | null {
  if (!isCredible(command, report)) return null;
  const { outcome, exitCode, signal, message, instanceId } = report;
  const isOutputTruncated = command.isOutputTruncated || report.isOutputTruncated;
  const next = { ...command, instanceId: command.instanceId ?? instanceId, isOutputTruncated };
  return ended(next, { state: stateAfter(outcome, exitCode), exitCode, signal, message }, nowMs);
}

/** Nobody can say any more what becomes of it. @returns null unless it runs */
export function lose(command: Command, message: string, nowMs: number): CommandChange | null {
  return command.state === 'RUNNING' ? ended(command, { state: 'LOST', message }, nowMs) : null;
}

/** Its session is over: what has not begun never will, and what runs is lost unless its host says otherwise. */
export function endWithSession(command: Command, nowMs: number): CommandChange | null {
  if (command.state === 'RUNNING') return lose(command, 'Its session ended before its host told of its end.', nowMs);
  return isOpen(command) ? ended(command, { state: 'CANCELLED', message: 'Its session has ended.' }, nowMs) : null;
}

function isCredible({ state, instanceId }: Command, report: CommandReport): boolean {
  if (state === 'QUEUED') return report.outcome === 'REFUSED';
  if (state === 'RUNNING') return instanceId === report.instanceId || report.outcome === 'LOST';
  return state === 'LOST' && instanceId === report.instanceId && report.outcome !== 'LOST';
}

function stateAfter(outcome: CommandOutcome, exitCode: number | null): CommandState {
  switch (outcome) {
    case 'EXITED':
      return exitCode === 0 ? 'SUCCEEDED' : 'FAILED';
    case 'SIGNALLED':
    case 'REFUSED':
      return 'FAILED';
    case 'TIMED_OUT':
    case 'CANCELLED':
    case 'LOST':
      return outcome;
  }
}

function ended(
  command: Command,
  end: Pick<Command, 'state' | 'message'> & Partial<Pick<Command, 'exitCode' | 'signal'>>,
  nowMs: number,
): CommandChange {
  // What was lost and is told of later ended no later than it was lost.
  const endedAtMs = command.endedAtMs ?? nowMs;
  return changed({ ...command, ...end, endedAtMs }, 'COMMAND_ENDED', end.message);
}

function changed(command: Command, action: RecordDraft['action'], note: string | null = null): CommandChange {
  const { id, state, hash, exitCode, signal, approvalId, outputBytes, isCancelRequested } = command;
  const after = { commandId: id, state, hash, approvalId, exitCode, signal, outputBytes, isCancelRequested };
  return { command, record: { action, note, after } };
}
