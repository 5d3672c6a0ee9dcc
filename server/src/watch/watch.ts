import { InvalidInputError } from '../kernel/errors.ts';
import type { OpenSubscription, SubscriptionSource } from '../kernel/subscription.ts';
import { Subscription } from './subscription.ts';

/** Of a session's owner, and as many of everybody else: nobody who watches can keep the owner from its own. */
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
  /** By what they wake on; each with whether it is the owner's. */
  const sleepers = new Map<string | null, Map<Sleeper, boolean>>();
  const groupOf = (sessionId: string | null): Map<Sleeper, boolean> => {
    const group = sleepers.get(sessionId) ?? new Map<Sleeper, boolean>();
    sleepers.set(sessionId, group);
    return group;
  };

  return {
    openSubscription<T>(source: SubscriptionSource<T>) {
      const { sessionId, isOwner = false } = source;
      // Each looks by itself at every change; nobody needs more, and one session's own must not slow the others.
      const alike = [...(sleepers.get(sessionId)?.values() ?? [])].filter((other) => other === isOwner);
      if (sessionId !== null && alike.length >= maxPerSession) {
        throw new InvalidInputError([
          { path: 'sessionId', message: `has ${maxPerSession} open signals; close one first` },
        ]);
      }
      const subscription = new Subscription(source, () => {
        const group = sleepers.get(sessionId);
        group?.delete(subscription);
        if (group?.size === 0) sleepers.delete(sessionId);
      });
      groupOf(sessionId).set(subscription, isOwner);
      return subscription;
    },
    wake(sessionIds) {
      for (const sessionId of [...sessionIds, null]) {
        for (const sleeper of [...(sleepers.get(sessionId)?.keys() ?? [])]) sleeper.wake();
      }
    },
    wakeAll() {
      for (const group of [...sleepers.values()]) {
        for (const sleeper of [...group.keys()]) sleeper.wake();
      }
    },
    openCount: () => [...sleepers.values()].reduce((sum, group) => sum + group.size, 0),
  };
}
