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
  /** Looks at stored state; called only when the reader wants a message and something may have changed. A throw ends the subscription with it. */
  look(): Promise<Look<T>>;
  /** Called once, when the subscription is over, whoever ended it. */
  onClose?(): void;
}

/** Opens a subscription: a cursor over stored state that a commit wakes. */
export type OpenSubscription = <T>(source: SubscriptionSource<T>) => AsyncIterableIterator<T>;
