import type { Actor } from '../../kernel/record.ts';

/** Who says yes to what runs: a person to each command; a person to the session as a whole; nobody, in a sandbox. */
export const safetyModes = ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'] as const;
export type SafetyMode = (typeof safetyModes)[number];

const minuteMs = 60_000;

/** For how long a host lets a session's processes run without the server. */
export const cutOffMs: Readonly<Record<SafetyMode, number>> = {
  SUPERVISED: 2 * minuteMs,
  AUTONOMOUS: 15 * minuteMs,
  READ_ONLY: 2 * minuteMs,
};

/** After how long without its host a session is lost: nobody is told that it is gone while it may still run. */
export const lostWithoutHostMs: Readonly<Record<SafetyMode, number>> = {
  SUPERVISED: 5 * minuteMs,
  AUTONOMOUS: 16 * minuteMs,
  READ_ONLY: 5 * minuteMs,
};

/** What a session has that a host works for. */
export interface Remote {
  readonly hostId: string;
  readonly safetyMode: SafetyMode;
  /** Whom its commands run as; null: whom the host runs as. */
  readonly systemUser: string | null;
  readonly startedBy: Actor;
  /** What whoever started it calls it, unique on its host: who asks again is given the same. */
  readonly startKey: string | null;
  /** How many commands ran, whatever came of them. */
  readonly commandsExecuted: number;
  /** How many wait for their turn or run. */
  readonly openCommandCount: number;
}
