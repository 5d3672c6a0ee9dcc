import { constants } from 'node:os';

/** What became of a command that was started. */
export interface CommandEnd {
  readonly outcome: 'EXITED' | 'SIGNALLED' | 'TIMED_OUT' | 'CANCELLED' | 'REFUSED';
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** For people; null where outcome, code and signal say it all. */
  readonly message: string | null;
  /** Processes of it that could not be ended, with the words they were given. */
  readonly survivors: readonly string[];
}

const signalNames = new Map<number, string>(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/**
 * What an exit means. bubblewrap, as every shell does, gives 128 and the signal's number for a command that a signal ended; one that
 * gives such a number by itself is taken for that.
 */
export function meaningOfExit(
  code: number | null,
  signal: string | null,
): Pick<CommandEnd, 'outcome' | 'exitCode' | 'signal'> {
  const name = signal ?? (code === null ? undefined : signalNames.get(code - 128));
  if (name !== undefined) return { outcome: 'SIGNALLED', exitCode: null, signal: name };
  return { outcome: 'EXITED', exitCode: code, signal: null };
}
