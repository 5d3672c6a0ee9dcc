import { duration, latency, sinceMs } from '$lib/ui/duration.ts';
import type { Mark } from '$lib/ui/mark.ts';
import { visibleText } from '../approvals/visible.ts';
import type { CommandRow } from './session-commands.svelte.ts';

/** What a person typed, or the words of what runs. */
export function textOf({ line, argv }: Pick<CommandRow, 'line' | 'argv'>): string {
  return line ?? argv.map(quoted).join(' ');
}

/** A word as a shell would take it; never run, only read. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Whether something may still come of it. */
export function isOpen({ state }: Pick<CommandRow, 'state'>): boolean {
  return state === 'PENDING_APPROVAL' || state === 'QUEUED' || state === 'RUNNING';
}

export function markOf({ state }: CommandRow): Mark {
  switch (state) {
    case 'PENDING_APPROVAL':
      return 'needs';
    case 'QUEUED':
      return 'quiet';
    case 'RUNNING':
      return 'running';
    case 'SUCCEEDED':
      return 'idle';
    case 'FAILED':
    case 'TIMED_OUT':
      return 'failed';
    case 'LOST':
      return 'unresponsive';
    case 'DENIED':
    case 'EXPIRED':
    case 'CANCELLED':
      return 'ended';
  }
}

/** Where it stands, in words: `succeeded · 1.2 s`, `failed · exit 2 · 30 ms`. */
export function stateWords(row: CommandRow, nowMs: number): string {
  const took = row.startedAt === null ? [] : [tookWords(row.startedAt, row.endedAt, nowMs)];
  switch (row.state) {
    case 'PENDING_APPROVAL':
      return 'waits for an answer';
    case 'QUEUED':
      return row.isCancelRequested ? 'being cancelled' : 'waits for its turn';
    case 'RUNNING':
      return [row.isCancelRequested ? 'being cancelled' : 'runs', ...took].join(' · ');
    case 'SUCCEEDED':
      return ['succeeded', 'exit 0', ...took].join(' · ');
    case 'FAILED':
      return ['failed', ...exitWords(row), ...took].join(' · ');
    case 'TIMED_OUT':
      return [`ended: over its time of ${duration(row.timeoutMs)}`, ...took].join(' · ');
    case 'LOST':
      return 'lost: its host has not told how it ended';
    case 'DENIED':
      return 'denied: it did not run';
    case 'EXPIRED':
      return 'expired: it did not run';
    case 'CANCELLED':
      return row.startedAt === null
        ? 'cancelled: it did not run'
        : ['cancelled', ...exitWords(row), ...took].join(' · ');
  }
}

/** Who allowed it; undefined where nobody had to, or has yet. */
export function approvedWords({ approval }: CommandRow, viewerId: string | undefined): string | undefined {
  if (approval?.decidedBy == null || approval.state === 'CANCELLED') return undefined;
  const { decidedBy, grantId, state } = approval;
  const isViewer = viewerId !== undefined && decidedBy.id === viewerId;
  const name = isViewer ? 'you' : visibleText(decidedBy.name);
  if (state === 'DENIED') return `denied by ${name}`;
  if (grantId !== null) return `allowed by a grant of ${isViewer ? 'yours' : name}`;
  return `approved by ${name}`;
}

/** What one may do to end it before its time: `Stop it`; undefined where that is nothing, or not theirs. */
export function cancelWord(
  { state, canCancel, requestedBy }: CommandRow,
  viewerId: string | undefined,
): string | undefined {
  if (!canCancel || !isOpen({ state })) return undefined;
  if (state === 'RUNNING') return 'Stop it';
  if (viewerId !== undefined && requestedBy.id === viewerId) return 'Take it back';
  // What somebody else asked is not theirs to take back: while it waits for an answer, they deny it.
  return state === 'QUEUED' ? 'Cancel it' : undefined;
}

/** What is to be said of its output beside showing it; undefined where nothing is. */
export function outputNote(row: CommandRow, nowMs: number): string | undefined {
  if (isOutputGone(row, nowMs)) return 'Its output was kept for 14 days and is gone.';
  if (row.outputTruncated) return 'Cut at 10 MB: it wrote more, which is not kept. The command itself went on.';
  if (row.startedAt !== null && row.endedAt !== null && row.outputBytes === 0) return 'It wrote nothing.';
  return undefined;
}

/** Whether there was output that is not there any more. */
export function isOutputGone({ outputKeptUntil, outputBytes }: CommandRow, nowMs: number): boolean {
  return outputBytes > 0 && outputKeptUntil !== null && Date.parse(outputKeptUntil) <= nowMs;
}

function exitWords({ exitCode, signal }: CommandRow): readonly string[] {
  if (signal !== null) return [`ended by ${signal}`];
  return exitCode === null ? [] : [`exit ${exitCode}`];
}

function tookWords(startedAt: string, endedAt: string | null, nowMs: number): string {
  return endedAt === null ? duration(sinceMs(startedAt, nowMs)) : latency(sinceMs(startedAt, Date.parse(endedAt)));
}
