import type { Principal } from './principal.ts';

/** What one look at the store found for a subscriber. */
export type Look<T> =
  | { readonly kind: 'MESSAGE'; readonly message: T; /** Look again at once. */ readonly hasMore: boolean }
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'DONE' };

export interface SubscriptionSource<T> {
  /** Wakes on changes of this session, or on every change where it is null. */
  readonly sessionId: string | null;
  /** Whether whoever opens it owns that session: what others have open never counts against it. */
  readonly isOwner?: boolean;
  /** Whether it waits for an answer: as many of these may be open as there are of the session's signals, beside them. */
  readonly isForAnswer?: boolean;
  /**
   * Looks at stored state; called only when the reader wants a message and something may have changed. Without a promise where
   * nothing has to be read: then whoever waits is told before those who made the change are answered. A throw ends the
   * subscription with it.
   */
  look(): Look<T> | Promise<Look<T>>;
  /** Called once, when the subscription is over, whoever ended it. */
  onClose?(): void;
}

/** Opens a subscription: a cursor over stored state that a commit wakes. */
export type OpenSubscription = <T>(source: SubscriptionSource<T>) => AsyncIterableIterator<T>;

/**
 * A cursor over all changes that many may have alike: those that ask the same between two changes share one look.
 * A throw of any method ends the subscription with it.
 * @typeParam Found what a look finds for all who asked the same
 */
export interface SharedSource<T, Found> {
  /** The id it wakes on, of a session or a command; without one it wakes on every change. */
  readonly wakesOn?: string;
  /** What it asks of the store next, and by whose rights: equal texts, equal answers until the next change. */
  question(): string;
  /** Looks at stored state, for all who have just asked the same. */
  look(): Promise<Found>;
  /** Takes what was found: what there is to tell, or null to ask anew, because it may not see this any more. */
  take(found: Found): Look<T> | null;
  /** Whether a reader who has been away for too long is let go of, and why; null where nothing of this is to be told. */
  giveUp(found: Found): SlowConsumerError | null;
}

export type OpenSharedSubscription<T, Found> = (source: SharedSource<T, Found>) => AsyncIterableIterator<T>;

/** Makes a way to open subscriptions that share their looks, for those of one kind. */
export type ShareSubscriptions = <T, Found>() => OpenSharedSubscription<T, Found>;

/** A message that is the same for everybody who has the rights that it was read with. */
export interface SharedMessage {
  /** One of them, as they were. */
  readonly readBy: Principal;
}

/** Reads a subscription message by message. */
export interface MessageReader<T> {
  /**
   * Asked before each look for it, or before it is told what a look for many has found. Where it has no room for a message it is left alone, and pulls again by itself, later:
   * then it is told what is so then.
   */
  beginLook(): boolean;
  /** The look found nothing to tell: it waits on. Any other is ended by one of the calls below. */
  endLook(): void;
  told(message: T): void;
  over(): void;
  failed(error: unknown): void;
}

/** What can be read without a promise for each message. */
export interface Messages<T> {
  /** Calls the reader back once, now or later, with what `next()` would have come to. */
  pull(reader: MessageReader<T>): void;
}

export function isMessages<T>(iterator: AsyncIterator<T>): iterator is AsyncIterator<T> & Messages<T> {
  return 'pull' in iterator && typeof iterator.pull === 'function';
}

/** What ends a subscription whose reader does not read. */
export class SlowConsumerError extends Error {
  /** Where the last message that was sent ends: whoever subscribes again after it misses nothing. */
  readonly revision: string;
  /** Where what it read is counted in bytes; null where it is not. */
  readonly offset: number | null;

  constructor(place: string | number) {
    const isOffset = typeof place === 'number';
    const counted = isOffset ? 'offset' : 'revision';
    super(`This client has not read for too long. Subscribe again after this ${counted}; nothing is lost.`);
    this.revision = String(place);
    this.offset = isOffset ? place : null;
  }
}
