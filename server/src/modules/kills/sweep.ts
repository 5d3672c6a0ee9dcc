import type { Cancel, Clock } from '../../kernel/clock.ts';
import { readEach } from '../../kernel/read-each.ts';
import { system } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { EndingStores, SessionReader } from '../sessions/index.ts';
import { type Kill, markUnresponsive } from './kill.ts';
import { changeKill } from './ordering.ts';
import type { KillReader } from './store.ts';

interface KillSweepPorts {
  readonly clock: Clock;
  readonly sessions: SessionReader;
  readonly kills: KillReader;
  readonly write: UnitOfWork<EndingStores>;
  onError(error: unknown): void;
}

/** Calls kills unanswered whose grace has passed. */
export function createKillSweep({ clock, sessions, kills, write, onError }: KillSweepPorts) {
  const timers = new Set<Cancel>();

  async function expire(killId: string): Promise<void> {
    await write((stores) => changeKill(stores, killId, markUnresponsive, system, clock.wallMs()));
  }

  function watchGrace(kill: Kill): void {
    const cancel = clock.after(kill.graceMs, () => {
      timers.delete(cancel);
      expire(kill.id).catch(onError);
    });
    timers.add(cancel);
  }

  return {
    watchGrace,

    /** After a start: what was under way gets its whole grace again, since owners were cut off with us. */
    async restore(): Promise<void> {
      const pendingIds = (await sessions.running()).flatMap(({ killId }) => killId ?? []);
      for (const kill of (await readEach(pendingIds, kills.findMany)).values()) {
        if (kill instanceof Error) onError(kill);
        else if (kill.endedAtMs === null && kill.state !== 'UNRESPONSIVE') watchGrace(kill);
      }
    },

    stop(): void {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
