import type { StreamName } from '../supervisor/running-command.ts';
import type { EnvironmentVariable, Problem, Resolution } from '../resolution.ts';
import type { SafetyMode } from '../policy.ts';

/** A session that runs here, as the server tells of it. */
export interface HostSession {
  readonly id: string;
  readonly safetyMode: SafetyMode;
  readonly lifecycle: 'PENDING_APPROVAL' | 'ACTIVE' | 'ENDING' | 'ENDED';
  /** For so long its commands go on without the server. */
  readonly cutOffMs: number;
  /** The order to end it; null while there is none. */
  readonly killId: string | null;
}

/** What exactly is to run; all of it was shown to whoever approved it. */
export interface CommandSpec {
  readonly argv: readonly string[];
  readonly line: string | null;
  readonly executable: string;
  readonly executableDigest: string;
  readonly cwd: string;
  readonly env: readonly EnvironmentVariable[];
  readonly stdin: string | null;
  readonly timeoutMs: number;
  readonly systemUser: string;
  readonly sandbox: boolean;
}

export interface HostCommand {
  readonly id: string;
  readonly sessionId: string;
  readonly state: string;
  readonly isCancelRequested: boolean;
  readonly spec: CommandSpec;
  readonly hash: string;
}

/** What somebody would like to run: the host says what that would be. */
export interface CommandCheck {
  readonly id: string;
  readonly sessionId: string;
  readonly argv: readonly string[];
  readonly cwd: string | null;
  readonly systemUser: string | null;
  readonly env: readonly EnvironmentVariable[];
}

/** All that is for this host to do, or what has changed of it. */
export interface HostWork {
  /** Whatever it does not name is over. */
  readonly isAll: boolean;
  readonly sessions: readonly HostSession[];
  readonly commands: readonly HostCommand[];
  readonly checks: readonly CommandCheck[];
}

export interface ReportedChunk {
  readonly stream: StreamName;
  readonly atMs: number;
  readonly bytes: Buffer;
}

/** What became of a command, with all that it put out told before. */
export interface CommandReport {
  readonly outcome: 'EXITED' | 'SIGNALLED' | 'TIMED_OUT' | 'CANCELLED' | 'REFUSED' | 'LOST';
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly message: string | null;
  readonly outputBytes: number;
  readonly outputTruncated: boolean;
}

export interface HostLoad {
  readonly loadAverage: number;
  readonly freeMemoryBytes: number;
  readonly runningCommands: number;
}

/** Both ends may close it: then whoever waits for more is told at once that there is none. */
export interface Work extends AsyncIterableIterator<HostWork> {
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * The server, as far as a host has to do with it. What cannot be told is thrown, and may be told again: everything here is safe to
 * repeat.
 */
export interface Server {
  /** What there is to do, from the whole of it on. Ends with an error when the connection does. @throws {RefusedError} */
  work(): Work;
  reportHost(load: HostLoad): Promise<void>;
  answerCheck(checkId: string, answer: Resolution | Problem): Promise<void>;
  /** @returns whether it is this host's to run. */
  startCommand(id: string): Promise<{ readonly isStarted: boolean; readonly isCancelRequested: boolean }>;
  /** @returns where the server's copy ends; null where it takes no more. */
  appendOutput(commandId: string, offset: number, chunks: readonly ReportedChunk[]): Promise<number | null>;
  /** @returns false where output is missing before it. */
  finishCommand(id: string, report: CommandReport): Promise<boolean>;
  acknowledgeKill(killId: string): Promise<void>;
  reportSessionEnd(sessionId: string, survivors: readonly string[]): Promise<void>;
}

/** Thrown when the server will have nothing more to do with this process: trying again is of no use. */
export class RefusedError extends Error {
  readonly reason: 'SUPERSEDED' | 'NOT_ACCEPTED';

  constructor(reason: 'SUPERSEDED' | 'NOT_ACCEPTED', message: string) {
    super(message);
    this.name = 'RefusedError';
    this.reason = reason;
  }
}
