import { contentHash } from '../../kernel/content-hash.ts';
import type { Cancel, Clock } from '../../kernel/clock.ts';
import type { SafetyMode } from '../sessions/index.ts';
import type { CommandProblem } from './command.ts';
import type { CommandInput, Resolved } from './input.ts';

/** How long a host has to say what a command comes to. */
const checkWithinMs = 10_000;

/** What a host is asked before anything is stored: whether it could run this, and what that would be. */
export interface CommandCheck {
  readonly id: string;
  readonly hostId: string;
  readonly sessionId: string;
  readonly safetyMode: SafetyMode;
  /** Null: whom the host runs as. */
  readonly systemUser: string | null;
  readonly argv: readonly string[];
  readonly cwd: string | null;
  readonly env: CommandInput['env'];
}

export type CheckAnswer = Resolved | { readonly problem: { readonly code: CommandProblem; readonly message: string } };

interface Waiting {
  readonly check: CommandCheck;
  readonly cancel: Cancel;
  answer(answer: CheckAnswer | null): void;
}

/** What hosts are being asked. It lives in memory: whoever asked is still there, or asks again. */
export class CommandChecks {
  readonly #clock: Clock;
  readonly #onAsked: (hostId: string) => void;
  readonly #waiting = new Map<string, Waiting>();

  /** @param onAsked told of a host that has something new to answer */
  constructor(clock: Clock, onAsked: (hostId: string) => void) {
    this.#clock = clock;
    this.#onAsked = onAsked;
  }

  /** @returns null where the host does not answer in time */
  ask(check: CommandCheck): Promise<CheckAnswer | null> {
    return new Promise((resolve) => {
      const answer = (given: CheckAnswer | null): void => {
        if (!this.#waiting.delete(check.id)) return;
        cancel();
        resolve(given);
      };
      const cancel = this.#clock.after(checkWithinMs, () => answer(null));
      this.#waiting.set(check.id, { check, cancel, answer });
      this.#onAsked(check.hostId);
    });
  }

  /** What a host has still to answer, oldest first. */
  of(hostId: string): readonly CommandCheck[] {
    return [...this.#waiting.values()].flatMap(({ check }) => (check.hostId === hostId ? [check] : []));
  }

  /** How many a session waits for. */
  countOf(sessionId: string): number {
    let count = 0;
    for (const { check } of this.#waiting.values()) count += Number(check.sessionId === sessionId);
    return count;
  }

  /** @returns whether anybody still waits for it of this host */
  answer(hostId: string, checkId: string, answer: CheckAnswer): boolean {
    const waiting = this.#waiting.get(checkId);
    if (waiting?.check.hostId !== hostId) return false;
    waiting.answer(answer);
    return true;
  }

  /** Lets everybody go who waits, as without an answer. */
  stop(): void {
    for (const waiting of [...this.#waiting.values()]) waiting.answer(null);
  }
}

/** Of what was asked with a key: equal for the same thing. */
export function inputHashOf({ argv, line, cwd, env, stdin, timeoutMs }: CommandInput): string {
  return contentHash({ argv, line, cwd, env, stdin, timeoutMs });
}
