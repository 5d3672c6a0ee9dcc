import type { Actor } from '../../kernel/record.ts';
import type { SafetyMode } from '../sessions/index.ts';
import type { CommandSpec } from './spec.ts';

export const commandStates = [
  'PENDING_APPROVAL',
  'QUEUED',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'DENIED',
  'EXPIRED',
  'CANCELLED',
  'TIMED_OUT',
  'LOST',
] as const;
export type CommandState = (typeof commandStates)[number];

/** What a host may say of a command's end. */
export const commandOutcomes = ['EXITED', 'SIGNALLED', 'TIMED_OUT', 'CANCELLED', 'REFUSED', 'LOST'] as const;
export type CommandOutcome = (typeof commandOutcomes)[number];

/** Why a host says beforehand that it could not run something. */
export const commandProblems = [
  'CWD_NOT_FOUND',
  'CWD_NOT_ALLOWED',
  'ENVIRONMENT_NOT_ALLOWED',
  'EXECUTABLE_NOT_FOUND',
  'MODE_NOT_ALLOWED',
  'SANDBOX_MISSING',
  'SYSTEM_USER_NOT_ALLOWED',
  'OTHER',
] as const;
export type CommandProblem = (typeof commandProblems)[number];

/** Something a remote-access session asks its host to execute. Times are milliseconds UTC. */
export interface Command {
  readonly id: string;
  readonly sessionId: string;
  readonly hostId: string;
  /** The session's, as of asking: whoever may see that may see this. */
  readonly app: string;
  readonly userId: string | null;
  /** The asker's own key for it, unique within the session. */
  readonly key: string;
  /** Of what was asked, before the host resolved it: equal for the same thing. */
  readonly inputHash: string;
  readonly safetyMode: SafetyMode;
  readonly spec: CommandSpec;
  /** Of the spec and where it runs. */
  readonly hash: string;
  readonly state: CommandState;
  readonly requestedBy: Actor;
  readonly requestedAtMs: number;
  /** The question it waits for, or waited for; null where nobody had to be asked. */
  readonly approvalId: string | null;
  readonly queuedAtMs: number | null;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Which start of the host's process executes it. */
  readonly instanceId: string | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why it ended as it did, in words, where there is more to say. */
  readonly message: string | null;
  readonly outputBytes: number;
  /** It wrote more than is kept. */
  readonly isOutputTruncated: boolean;
  readonly isCancelRequested: boolean;
  /** The registry's revision at its last change, of which its growing output is none. */
  readonly revision: number;
}

/** The most of a command's output that is kept. */
export const maxOutputBytes = 10_000_000;

/** How long output is kept after the end. */
export const outputKeptMs = 14 * 86_400_000;

/** Whether something may still come of it. */
export function isOpen({ state }: Pick<Command, 'state'>): boolean {
  return state === 'PENDING_APPROVAL' || state === 'QUEUED' || state === 'RUNNING';
}

/** Until when its output can be read; null while nobody can tell. */
export function outputKeptUntilMs({ endedAtMs }: Pick<Command, 'endedAtMs'>): number | null {
  return endedAtMs === null ? null : endedAtMs + outputKeptMs;
}
