import type { Cancel, Clock } from '../../kernel/clock.ts';
import { nextDueMs, type TimedApproval } from './approval.ts';

/** Timers take no more than 24 days at once. */
const longestWaitMs = 86_400_000;
/** What fell due and was not stored, as on a full disk, is tried again. */
const tryAgainMs = 1_000;

interface Waiting {
  approval: TimedApproval;
  /** When it was asked, or approved, on the monotonic clock. */
  sinceMs: number;
  cancel: Cancel;
}

/** How long questions wait for an answer and approvals for a deed, on the monotonic clock; the wall clock may jump. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting>();
  #onDue: ((approvalId: string) => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `onDue` with the id of each that time does something to, until that is observed. */
  start(onDue: (approvalId: string) => void): void {
    this.#onDue = onDue;
    for (const waiting of this.#waiting.values()) this.#arm(waiting);
  }

  /** After a start of the server: what was open before goes on, as far as the wall clock tells. */
  restore(approval: TimedApproval): void {
    if (nextDueMs(approval) === null) return;
    const beganMs = approval.decidedAtMs ?? approval.askedAtMs;
    const elapsedMs = Math.max(0, this.#clock.wallMs() - beganMs);
    this.#wait(approval, this.#clock.monotonicMs() - elapsedMs);
  }

  /** Takes over what a commit made of it. */
  observe(approval: TimedApproval): void {
    const known = this.#waiting.get(approval.id);
    known?.cancel();
    if (nextDueMs(approval) === null) {
      this.#waiting.delete(approval.id);
      return;
    }
    const goesOn = known?.approval.state === approval.state;
    this.#wait(approval, goesOn ? known.sinceMs : this.#clock.monotonicMs());
  }

  /** It is gone. */
  forget(approvalId: string): void {
    this.#waiting.get(approvalId)?.cancel();
    this.#waiting.delete(approvalId);
  }

  /** Since it was asked, or approved: nothing where it has only just become what it is. */
  elapsedMs({ id, state }: Pick<TimedApproval, 'id' | 'state'>): number {
    const waiting = this.#waiting.get(id);
    return waiting?.approval.state === state ? this.#clock.monotonicMs() - waiting.sinceMs : 0;
  }

  stop(): void {
    this.#onDue = null;
    for (const { cancel } of this.#waiting.values()) cancel();
  }

  #wait(approval: TimedApproval, sinceMs: number): void {
    const waiting: Waiting = { approval: timesOf(approval), sinceMs, cancel: () => undefined };
    this.#waiting.set(approval.id, waiting);
    this.#arm(waiting);
  }

  #arm(waiting: Waiting): void {
    const dueMs = nextDueMs(waiting.approval);
    if (this.#onDue === null || dueMs === null) return;
    const leftMs = Math.max(0, waiting.sinceMs + dueMs - this.#clock.monotonicMs());
    this.#after(waiting, Math.min(Math.ceil(leftMs), longestWaitMs));
  }

  #after(waiting: Waiting, delayMs: number): void {
    waiting.cancel = this.#clock.after(delayMs, () => {
      const { approval } = waiting;
      // A timer may be early, and a long way is gone in several steps.
      if (this.elapsedMs(approval) < (nextDueMs(approval) ?? 0)) return this.#arm(waiting);
      this.#after(waiting, tryAgainMs);
      this.#onDue?.(approval.id);
    });
  }
}

/** Without what is asked, which may be large. */
function timesOf(approval: TimedApproval): TimedApproval {
  const { id, state, askedAtMs, expiresAtMs, onExpiry, decidedAtMs, actedAtMs, remindedCount } = approval;
  return { id, state, askedAtMs, expiresAtMs, onExpiry, decidedAtMs, actedAtMs, remindedCount };
}
