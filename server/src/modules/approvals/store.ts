import type { SessionScope } from '../../kernel/principal.ts';
import type { Asker } from '../sessions/index.ts';
import type { Approval, ApprovalState, TimedApproval } from './approval.ts';

/** The approvals as a unit of work sees them. Whatever is stored takes the registry's next revision. */
export interface ApprovalStore {
  find(id: string): Promise<Approval | null>;
  /** What a session asked with this key. */
  findByKey(sessionId: string, askKey: string): Promise<Approval | null>;
  /** Those of a session of which something may still come, oldest first. */
  openOf(sessionId: string): Promise<readonly Approval[]>;
  /** What waits for an answer, of an app's sessions. */
  pendingOfApp(app: string): Promise<readonly Approval[]>;
  /** What waits for an answer, of sessions that this process or host held as they asked. */
  pendingOfOwner(ownerId: string): Promise<readonly Approval[]>;
  /** Of a session's approvals behind its newest `keep`, the oldest that are closed go, `atMost` at once. */
  removeOld(sessionId: string, keep: number, atMost: number): Promise<void>;
  /** @returns the approval with its revision */
  insert(approval: Approval): Promise<Approval>;
  /** @returns the approval with its new revision */
  update(approval: Approval): Promise<Approval>;
}

/** Which approvals; members narrow each other, values within a list widen. */
export interface ApprovalFilter {
  readonly states?: readonly ApprovalState[] | undefined;
  readonly sessionId?: string | undefined;
  readonly apps?: readonly string[] | undefined;
}

/** What a watch may be narrowed to: nothing that a decision changes, so that none leaves it unheard. */
export type WatchedApprovals = Omit<ApprovalFilter, 'states'>;

/** Nearest deadline first, those without one last, then oldest first; or newest first. */
export type ApprovalOrder = 'DEADLINE' | 'NEWEST';

/** A place in a list: the row it stands at, and its deadline (without one, {@link noDeadlineMs}). */
export interface ApprovalPlace {
  readonly dueMs: number;
  readonly rowId: number;
}

/** Behind every deadline. */
export const noDeadlineMs = Number.MAX_SAFE_INTEGER;

/** Where exact counting stops. */
export const approvalCountLimit = 10_000;

export interface ApprovalPage {
  readonly rows: readonly (ApprovalPlace & { readonly approval: Approval })[];
  readonly hasMore: boolean;
  /** Counted up to {@link approvalCountLimit}. */
  readonly totalCount: number;
  /** The registry's revision at the same read. */
  readonly revision: number;
}

/** What changed after a revision, as it is now: one message of a watch. */
export interface ApprovalChanges {
  readonly upserted: readonly Approval[];
  /** Where these changes end. */
  readonly revision: number;
  /** The past after the given revision is gone. */
  readonly resync: boolean;
}

/** Committed approvals, for reading. */
export interface ApprovalReader {
  find(id: string): Promise<Approval | null>;
  findMany(ids: readonly string[]): Promise<readonly Approval[]>;
  /** All of which something may still come, for the deadlines after a start. */
  open(): Promise<readonly TimedApproval[]>;
  /**
   * May take long, but for what waits or one session asked, and then waits for its turn.
   * @throws {TooManyOperationsError} when too much waits for its turn
   */
  list(
    query: {
      readonly filter: ApprovalFilter;
      /** Which of them the reader may know of: nothing of the others shows, not even in the total. */
      readonly scope: SessionScope;
      readonly orderBy: ApprovalOrder;
      readonly first: number;
      readonly after: ApprovalPlace | null;
    },
    asker?: Asker,
  ): Promise<ApprovalPage>;
  /**
   * The changes after `afterRevision` within the scope, of which the filter lets some through; at most `limit` of them.
   * Without any there are none behind `revision` either.
   */
  changesAfter(
    afterRevision: number,
    filter: WatchedApprovals,
    scope: SessionScope,
    limit: number,
  ): Promise<ApprovalChanges & { readonly hasMore: boolean }>;
  /** The newest revision. */
  head(): Promise<number>;
}
