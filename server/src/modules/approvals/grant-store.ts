import type { SessionScope } from '../../kernel/principal.ts';
import type { Grant } from './grant.ts';

/** The grants as a unit of work sees them. */
export interface GrantStore {
  find(id: string): Promise<Grant | null>;
  /** Those of a session alone that are neither revoked nor ended nor used up, oldest first. */
  usableOf(sessionId: string): Promise<readonly Grant[]>;
  /** As {@link usableOf}, with those that count on its host. */
  usableIn(sessionId: string, hostId: string | null): Promise<readonly Grant[]>;
  /** Those of an app's sessions, wherever they count. */
  usableOfApp(app: string): Promise<readonly Grant[]>;
  /** Ends those of {@link usableOf}'s kind that this person gave, wherever they count. */
  endGivenBy(personId: string, nowMs: number): Promise<void>;
  insert(grant: Grant): Promise<void>;
  update(grant: Grant): Promise<void>;
}

/** Which grants; members narrow each other. */
export interface GrantFilter {
  readonly sessionId?: string | undefined;
  readonly apps?: readonly string[] | undefined;
}

export interface GrantPage {
  readonly rows: readonly { readonly rowId: number; readonly grant: Grant }[];
  readonly hasMore: boolean;
}

/** Committed grants, for reading. */
export interface GrantReader {
  /** The one that was given with this approval. */
  ofApproval(approvalId: string): Promise<Grant | null>;
  /** Those that are neither revoked nor ended nor used up, for their times after a start. */
  usable(): Promise<readonly Grant[]>;
  /** Newest first. @param beforeRowId continues after the grant of this row */
  list(query: {
    readonly filter: GrantFilter;
    readonly scope: SessionScope;
    readonly first: number;
    readonly beforeRowId: number | null;
  }): Promise<GrantPage>;
}
