import type { SessionScope } from '../../kernel/principal.ts';
import type {
  Session,
  SessionActivity,
  SessionKind,
  SessionLifecycle,
  SessionLiveness,
  SessionStatus,
} from './session.ts';

/** The sessions as a unit of work sees them. Whatever is stored takes the registry's next revision. */
export interface SessionStore {
  find(id: string): Promise<Session | null>;
  /** The newest session of the app and its own key for it. */
  findByExternalId(app: string, externalId: string): Promise<Session | null>;
  /** The session of a host that was started under this key. */
  findByStartKey(hostId: string, startKey: string): Promise<Session | null>;
  countPinned(app: string): Promise<number>;
  /** How many run of those that were last registered with this key. */
  countRunningOfKey(keyId: string): Promise<number>;
  /** @returns the session with its revision */
  insert(session: Session): Promise<Session>;
  /**
   * A session that changes its user leaves a tombstone, at a revision of its own, for those who saw it as the former's;
   * one that has ended loses its tokens.
   * @returns the session with its new revision
   */
  update(session: Session): Promise<Session>;
  /** Writes when sessions were last heard, and nothing else: no revision moves, nobody is told. */
  saveHeard(heard: readonly { readonly id: string; readonly lastHeartbeatAtMs: number }[]): Promise<void>;
  /** Removes sessions that ended before `endedBeforeMs` with all that belongs to them, at most `limit`, leaving tombstones. @returns how many */
  removeEnded(endedBeforeMs: number, limit: number, nowMs: number): Promise<number>;
  /** Forgets tombstones older than `removedBeforeMs`. */
  removeTombstones(removedBeforeMs: number): Promise<void>;
}

/** Which sessions; members narrow each other, values within a list widen. Dates are milliseconds UTC. */
export interface SessionFilter {
  readonly ids?: readonly string[] | undefined;
  readonly kinds?: readonly SessionKind[] | undefined;
  readonly apps?: readonly string[] | undefined;
  readonly userId?: string | undefined;
  readonly status?: readonly SessionStatus[] | undefined;
  readonly lifecycle?: readonly SessionLifecycle[] | undefined;
  readonly activity?: readonly SessionActivity[] | undefined;
  readonly liveness?: readonly SessionLiveness[] | undefined;
  /** Sessions that carry all of these. */
  readonly tags?: readonly string[] | undefined;
  /** Part of the name or the id, ignoring case. */
  readonly search?: string | undefined;
  readonly createdFromMs?: number | undefined;
  readonly createdBeforeMs?: number | undefined;
}

export type SessionOrder = 'STARTED' | 'ATTENTION';

/** A place in a list: the row it stands at, and its rank in a list ordered by attention. */
export interface SessionPlace {
  readonly rowId: number;
  readonly rank: number;
}

export interface PlacedSession extends SessionPlace {
  readonly session: Session;
}

export interface SessionPage {
  readonly rows: readonly PlacedSession[];
  readonly hasMore: boolean;
  /**
   * Counted up to {@link countLimit}, and as far as that is quick to tell; exact where few match. Where it was not asked
   * for, no more than what stands on the page.
   */
  readonly totalCount: number;
  /** Depends on nothing that is out of scope: how far a count comes must not tell how much is hidden. */
  readonly isTotalCountExact: boolean;
  /** Every matching pinned session, newest first; none on later pages. */
  readonly pinned: readonly Session[];
  /** The registry's revision at the same read. */
  readonly revision: number;
}

/** Where exact counting stops. */
export const countLimit = 10_000;

export type SessionCountBy = 'STATUS' | 'APP' | 'USER' | 'KIND';

export interface SessionCount {
  readonly key: string | null;
  readonly count: number;
}

/** What changed after a revision, as it is now: one message of a watch. */
export interface SessionChanges {
  readonly upserted: readonly Session[];
  /** Changed sessions that do not match, removed ones, and those that left the scope. None that never was in it. */
  readonly removed: readonly string[];
  /** Where these changes end. */
  readonly revision: number;
  /** The past after the given revision is gone. */
  readonly resync: boolean;
}

export interface ChangedSessions extends SessionChanges {
  /** More changes stand behind `revision`. */
  readonly hasMore: boolean;
}

/** Who waits for a read. */
export interface Asker {
  readonly name: string;
  /** Whether nobody is left to be answered. */
  hasLeft(): boolean;
}

/**
 * Committed sessions, for reading. Lists and counts may take long and then wait for their turn, which each `asker` gets
 * one after the other. What nobody waits for any more is never read, nor answered.
 */
export interface SessionReader {
  find(id: string): Promise<Session | null>;
  findMany(ids: readonly string[]): Promise<readonly Session[]>;
  /** @throws {TooManyOperationsError} when too much waits for its turn */
  list(
    query: {
      readonly filter: SessionFilter;
      /** Which of them the reader may know of: nothing of the others shows, not even in the total. */
      readonly scope: SessionScope;
      readonly orderBy: SessionOrder;
      readonly first: number;
      readonly after: SessionPlace | null;
      /** Whether the total is asked for, which takes longer than the page. @default true */
      readonly wantsTotal?: boolean | undefined;
    },
    asker?: Asker,
  ): Promise<SessionPage>;
  /** @throws {TooManyOperationsError} when too much waits for its turn */
  counts(
    filter: SessionFilter,
    scope: SessionScope,
    by: SessionCountBy,
    asker?: Asker,
  ): Promise<readonly SessionCount[]>;
  /** All sessions that have not ended, for the leases after a start. */
  running(): Promise<readonly Session[]>;
  /**
   * The changes after `afterRevision` within the scope, of which the filter lets some through; about `limit` of them.
   * Without any there are none behind `revision` either.
   */
  changesAfter(
    afterRevision: number,
    filter: SessionFilter,
    scope: SessionScope,
    limit: number,
  ): Promise<ChangedSessions>;
  /** The newest revision. */
  head(): Promise<number>;
}
