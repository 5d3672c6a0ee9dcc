import type { Clock } from '../kernel/clock.ts';
import { InvalidInputError } from '../kernel/errors.ts';
import { type Few, listOf, without, withOne } from '../kernel/few.ts';
import type { OpenSubscription, SharedSource, ShareSubscriptions } from '../kernel/subscription.ts';
import { AwayReaders } from './away-readers.ts';
import { SharedLooks } from './shared-looks.ts';
import { SharedSubscription } from './shared-subscription.ts';
import { SingleSubscription } from './single-subscription.ts';
import type { Sleep } from './subscription.ts';

/** Of a session's owner, as many of everybody else, and as many for answers: none of them can keep the owner from its own. */
const maxPerSession = 100;

interface Sleeper {
  readonly sleep: Sleep;
  wake(): void;
}

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
  /** By the session they wake on: nearly always one, its owner's. */
  const bySession = new Map<string, Few<Sleeper>>();
  /** Those that wake on every change. */
  const watches = new Set<Sleeper>();
  const away = new AwayReaders(clock);
  const shared: Pick<SharedLooks<unknown>, 'forget' | 'wake' | 'size' | 'restingCount'>[] = [];
  const forgetLooks = (): void => {
    for (const looks of shared) looks.forget();
  };
  const ofSession = (sessionId: string): readonly Sleeper[] => listOf(bySession.get(sessionId) ?? null);
  const wakeEach = (sleepers: Iterable<Sleeper>): void => {
    for (const sleeper of [...sleepers]) sleeper.wake();
  };

  const wakeAllWatches = (): void => {
    const resting = shared.reduce((sum, { restingCount }) => sum + restingCount, 0);
    // Who rests is woken with the others that ask the same: mostly that is everybody.
    if (resting < watches.size) wakeEach(watches);
    for (const looks of shared) looks.wake();
  };

  function open<Opened extends Sleeper>(sleeper: Opened): Opened {
    const { sessionId } = sleeper.sleep;
    if (sessionId === null) watches.add(sleeper);
    else bySession.set(sessionId, withOne(bySession.get(sessionId) ?? null, sleeper));
    return sleeper;
  }

  // For all of them: tens of thousands wait, and a function of their own would be kept as long.
  function remove(sleeper: Sleeper): void {
    const { sessionId } = sleeper.sleep;
    if (sessionId === null) return void watches.delete(sleeper);
    const others = without(bySession.get(sessionId) ?? null, sleeper);
    if (others === null) bySession.delete(sessionId);
    else bySession.set(sessionId, others);
  }

  return {
    openSubscription(source) {
      const { sessionId } = source;
      if (sessionId !== null) assertRoom(ofSession(sessionId), partOf(source));
      return open(new SingleSubscription(source, remove));
    },
    shareSubscriptions<T, Found>() {
      const looks = new SharedLooks<Found>();
      shared.push(looks);
      const surroundings = { looks, away, onClose: remove };
      return (source: SharedSource<T, Found>) => open(new SharedSubscription(source, surroundings));
    },
    wake(sessionIds) {
      forgetLooks();
      for (const sessionId of sessionIds) wakeEach(ofSession(sessionId));
    },
    wakeWatches() {
      forgetLooks();
      wakeAllWatches();
    },
    wakeAll() {
      forgetLooks();
      wakeEach([...bySession.values()].flatMap(listOf));
      wakeAllWatches();
    },
    openCount: () => [...bySession.values()].reduce((sum, sleepers) => sum + listOf(sleepers).length, watches.size),
    sharedLookCount: () => shared.reduce((sum, { size }) => sum + size, 0),
  };
}

function partOf({ isOwner = false, isForAnswer = false }: Sleep): Part {
  if (isForAnswer) return 'ANSWERS';
  return isOwner ? 'OWNER' : 'OTHERS';
}

/** Each looks by itself at every change; nobody needs more, and one session's own must not slow the others. */
function assertRoom(sleepers: readonly Sleeper[], part: Part): void {
  if (sleepers.filter(({ sleep }) => partOf(sleep) === part).length < maxPerSession) return;
  throw new InvalidInputError([{ path: 'sessionId', message: `has ${maxPerSession} open signals; close one first` }]);
}
