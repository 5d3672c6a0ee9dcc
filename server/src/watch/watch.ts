import type { Clock } from '../kernel/clock.ts';
import { InvalidInputError } from '../kernel/errors.ts';
import type { OpenSubscription, SharedSource, ShareSubscriptions, SubscriptionSource } from '../kernel/subscription.ts';
import { AwayReaders } from './away-readers.ts';
import { SharedAsk } from './shared-ask.ts';
import { SharedLooks } from './shared-looks.ts';
import { type Looking, Subscription } from './subscription.ts';

/** Of a session's owner, as many of everybody else, and as many for answers: none of them can keep the owner from its own. */
const maxPerSession = 100;

interface Sleeper {
  wake(): void;
}

/** What somebody wakes on, and as what. */
type Sleep = Pick<SubscriptionSource<never>, 'sessionId' | 'isOwner' | 'isForAnswer'>;

/** With which others of a session it is counted. */
type Part = 'OWNER' | 'ANSWERS' | 'OTHERS';

export interface Watch {
  readonly openSubscription: OpenSubscription;
  /** For subscriptions to all changes, of which many are alike. */
  readonly shareSubscriptions: ShareSubscriptions;
  /** A commit changed these sessions: wakes who watches one of them. */
  wake(sessionIds: Iterable<string>): void;
  /** For now no more sessions change: wakes who watches everything. */
  wakeWatches(): void;
  /** Rights changed: wakes everybody, for each to find out whether it is theirs. */
  wakeAll(): void;
  /** How many subscriptions are open. */
  openCount(): number;
  /** How many looks are kept to be shared. */
  sharedLookCount(): number;
}

/** The live end: who waits for which changes. It holds no changes; whoever wakes reads them from the store. */
export function createWatch(clock: Clock): Watch {
  /** By what they wake on; each with whose it counts among. */
  const sleepers = new Map<string | null, Map<Sleeper, Part>>();
  const away = new AwayReaders(clock);
  const shared: Pick<SharedLooks<unknown>, 'forget' | 'size'>[] = [];
  const groupOf = (sessionId: string | null): Map<Sleeper, Part> => {
    const group = sleepers.get(sessionId) ?? new Map<Sleeper, Part>();
    sleepers.set(sessionId, group);
    return group;
  };
  const forgetLooks = (): void => {
    for (const looks of shared) looks.forget();
  };
  const wakeGroup = (sessionId: string | null): void => {
    for (const sleeper of [...(sleepers.get(sessionId)?.keys() ?? [])]) sleeper.wake();
  };

  function open<T>(source: SubscriptionSource<T> | Looking<T>, sleep: Sleep): Subscription<T> {
    const { sessionId } = sleep;
    const subscription: Subscription<T> = new Subscription(
      source,
      () => {
        away.delete(subscription);
        const group = sleepers.get(sessionId);
        group?.delete(subscription);
        if (group?.size === 0) sleepers.delete(sessionId);
      },
      () => away.add(subscription),
    );
    groupOf(sessionId).set(subscription, partOf(sleep));
    return subscription;
  }

  return {
    openSubscription(source) {
      const { sessionId } = source;
      if (sessionId !== null) assertRoom(sleepers.get(sessionId), partOf(source));
      return open(source, source);
    },
    shareSubscriptions<T, Found>() {
      const looks = new SharedLooks<Found>();
      shared.push(looks);
      return (source: SharedSource<T, Found>) => open(new SharedAsk(source, looks), { sessionId: null });
    },
    wake(sessionIds) {
      forgetLooks();
      for (const sessionId of sessionIds) wakeGroup(sessionId);
    },
    wakeWatches() {
      forgetLooks();
      wakeGroup(null);
    },
    wakeAll() {
      forgetLooks();
      for (const sessionId of [...sleepers.keys()]) wakeGroup(sessionId);
    },
    openCount: () => [...sleepers.values()].reduce((sum, group) => sum + group.size, 0),
    sharedLookCount: () => shared.reduce((sum, { size }) => sum + size, 0),
  };
}

function partOf({ isOwner = false, isForAnswer = false }: Sleep): Part {
  if (isForAnswer) return 'ANSWERS';
  return isOwner ? 'OWNER' : 'OTHERS';
}

/** Each looks by itself at every change; nobody needs more, and one session's own must not slow the others. */
function assertRoom(group: ReadonlyMap<Sleeper, Part> | undefined, part: Part): void {
  let alike = 0;
  for (const other of group?.values() ?? []) if (other === part) alike += 1;
  if (alike < maxPerSession) return;
  throw new InvalidInputError([{ path: 'sessionId', message: `has ${maxPerSession} open signals; close one first` }]);
}
