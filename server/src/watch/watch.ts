import { InvalidInputError } from '../kernel/errors.ts';
import type { OpenSubscription, SubscriptionSource } from '../kernel/subscription.ts';
import { Subscription } from './subscription.ts';

const maxPerSession = 100;

interface Sleeper {
  wake(): void;
}

export interface Watch {
  readonly openSubscription: OpenSubscription;
  /** A commit changed these sessions: wakes who watches one of them, and who watches everything. */
  wake(sessionIds: Iterable<string>): void;
  /** Rights changed: wakes everybody, for each to find out whether it is theirs. */
  wakeAll(): void;
  /** How many subscriptions are open. */
  openCount(): number;
}

/** The live end: who waits for which changes. It holds no changes; whoever wakes reads them from the store. */
export function createWatch(): Watch {
  const sleepers = new Map<string | null, Set<Sleeper>>();
  const groupOf = (sessionId: string | null): Set<Sleeper> => {
    const group = sleepers.get(sessionId) ?? new Set();
    sleepers.set(sessionId, group);
    return group;
  };

  return {
    openSubscription<T>(source: SubscriptionSource<T>) {
      const { sessionId } = source;
      // Each looks by itself at every change; nobody needs more, and one session's own must not slow the others.
      if (sessionId !== null && groupOf(sessionId).size >= maxPerSession) {
        throw new InvalidInputError([
          { path: 'sessionId', message: `has ${maxPerSession} open signals; close one first` },
        ]);
      }
      const subscription = new Subscription(source, () => {
        const group = sleepers.get(sessionId);
        group?.delete(subscription);
        if (group?.size === 0) sleepers.delete(sessionId);
      });
      groupOf(sessionId).add(subscription);
      return subscription;
    },
    wake(sessionIds) {
      for (const sessionId of [...sessionIds, null]) {
        for (const sleeper of [...(sleepers.get(sessionId) ?? [])]) sleeper.wake();
      }
    },
    wakeAll() {
      for (const group of [...sleepers.values()]) {
        for (const sleeper of [...group]) sleeper.wake();
      }
    },
    openCount: () => [...sleepers.values()].reduce((sum, group) => sum + group.size, 0),
  };
}
