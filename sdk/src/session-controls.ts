import type { KillHandler } from './lifetime.ts';
import type { JsonObject } from './json.ts';

/** A stretch of work inside a session. */
export interface Task {
  /**
   * Tells how far it is, from 0 to 1, and what it is doing. Call it as often as you like: the latest is told, at most
   * four times a second, and the last one always.
   */
  progress(fraction: number, message?: string): void;
  /** Runs work as a part of this task. In Node `session.task` called inside a task does the same. */
  task<Result>(name: string, work: (task: Task) => Result | Promise<Result>): Promise<Result>;
}

/** What may change about a running session; what is absent stays. */
export interface SessionChanges {
  readonly name?: string | null;
  /** A JSON merge patch (RFC 7396): null removes a field, objects merge. */
  readonly metadata?: JsonObject;
  readonly tags?: readonly string[];
  /** `REQUIRES_ACTION` or `PAUSED`; null goes back to what the tasks say. */
  readonly activity?: 'REQUIRES_ACTION' | 'PAUSED' | null;
  /** Something that went wrong without ending it; null takes it back. */
  readonly error?: { readonly message: string; readonly code?: string; readonly helpUrl?: string } | null;
}

/** A server-side socket of the `ws` package, a browser's, or whatever closes the same way. */
export interface ClosableSocket {
  close(code: number, reason: string): void;
  /** Where there is one, it is called when the other end has not answered the close within 500 ms. */
  terminate?(): void;
  addEventListener?(type: 'close', listener: () => void): void;
}

/** What works on a session can do with it. Nothing here waits for the server, and nothing fails because it is away. */
export interface SessionControls {
  /** The id Rollcall gave it; undefined until the server has registered it. */
  readonly id: string | undefined;
  /**
   * Aborts when the work has to stop: with a `SessionKilledError` that says who and why, a `SessionSupersededError` when
   * another process took over, or a `SessionEndedError` when it was ended elsewhere. Never because the server is away.
   *
   * @example
   * await fetch(url, { signal: session.signal });
   */
  readonly signal: AbortSignal;
  /**
   * Runs work as a task, and gives what it gives. What it throws marks the task failed (cancelled, once the session was
   * killed) and is thrown again.
   *
   * @throws the signal's reason when it has aborted, without running the work.
   * @throws {SessionEndedError} when the session has ended.
   */
  task<Result>(name: string, work: (task: Task) => Result | Promise<Result>): Promise<Result>;
  /** Changes what is shown of the session. @throws {InvalidInputError} when `metadata` cannot be written as JSON. */
  update(changes: SessionChanges): void;
  /**
   * Calls back once when somebody kills the session; at once where that has happened. The session counts as running until
   * every handler and task is over, so clean-up belongs here: it has the kill's grace before the session is shown as
   * unresponsive. What a handler throws is reported to `onError` and stops nothing. Returns a function that forgets it.
   */
  onKill(handler: KillHandler): () => void;
  /**
   * Closes a socket when the session is killed: with 1001 in Node and 4001 in browsers, "Session terminated by
   * administrator". Returns a function that forgets it; a socket that closes by itself is forgotten.
   */
  closeOnKill(socket: ClosableSocket): () => void;
}
