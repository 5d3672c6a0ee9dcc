import type { Actor } from '../../kernel/record.ts';

/** Who says yes to what runs: a person to each command; a person to the session as a whole; nobody, in a sandbox. */
export const safetyModes = ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'] as const;
export type SafetyMode = (typeof safetyModes)[number];

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
