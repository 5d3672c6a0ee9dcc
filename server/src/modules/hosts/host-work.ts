import type { Command, CommandCheck } from '../commands/index.ts';
import type { Session } from '../sessions/index.ts';

/** What a host is told: all there is for it to do, then what has changed of that. */
export interface HostWork {
  readonly hostId: string;
  /** Whether this is all: whatever else the host holds is to end. */
  readonly isAll: boolean;
  /** Ended ones, too, where they have changed. */
  readonly sessions: readonly Session[];
  /** That wait for it or run; later those that changed, over ones too. */
  readonly commands: readonly Command[];
  /** What it has not been asked before. */
  readonly checks: readonly CommandCheck[];
}
