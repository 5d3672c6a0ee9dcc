import type { Kill } from './kill.ts';

/**
 * The kills of sessions that run, as their last commits stored them: whoever is to be told of one reads nothing. After a
 * start it knows none; then they are read.
 */
export class PendingKills {
  /** Of each session the newest. */
  readonly #kills = new Map<string, Kill>();

  /** A commit stored these kills, and has ended these sessions. */
  observe(kills: Iterable<Kill>, endedSessionIds: Iterable<string>): void {
    for (const kill of kills) this.#kills.set(kill.sessionId, kill);
    for (const sessionId of endedSessionIds) this.#kills.delete(sessionId);
  }

  get(sessionId: string): Kill | null {
    return this.#kills.get(sessionId) ?? null;
  }
}
