import type { Actor } from './errors.ts';
import type { JsonObject } from './json.ts';

/** What to ask a person, and how long to wait for them. */
export interface ApprovalRequest {
  /** What is asked, in words of up to 200 characters. */
  readonly title: string;
  /** What is asked, as exact data: JSON of up to 16 KiB. */
  readonly details?: JsonObject;
  /**
   * How long people have to answer, 1,000 (a second) to 2,592,000,000 (30 days).
   *
   * @default as long as the session runs
   */
  readonly expiresInMs?: number;
  /**
   * What happens after `expiresInMs`. `DENY`: the question is closed and allows nothing. `WAIT`: it is overdue, and waits on.
   *
   * @default 'DENY'
   */
  readonly onExpiry?: 'DENY' | 'WAIT';
  /** Takes the question back when it aborts; `ask` then rejects with its reason. */
  readonly signal?: AbortSignal;
  /**
   * `throw`: without the server nobody can allow it. `approve`: it goes ahead without anybody's answer, but only where the server
   * was never reached; one that refuses the key, or took the question and went away, allows nothing.
   *
   * @default 'throw'
   */
  readonly whenUnreachable?: 'throw' | 'approve';
  /**
   * How long the server has to take the question.
   *
   * @default 30_000 (30 seconds)
   */
  readonly unreachableAfterMs?: number;
}

/** That something may be done: who allowed it, and when. All null where the server could not be reached and that was to allow it. */
export interface Approval {
  readonly id: string | null;
  readonly decidedBy: Actor | null;
  /** Milliseconds since 1970 UTC, by the server's clock. */
  readonly decidedAtMs: number | null;
  /** What they wrote, or null. */
  readonly note: string | null;
}
