// What can be asked of `store-reads`, apart from it: that program is run from its sources, and this is built.

/** As far as the questions of the history go. */
export interface StoredFilter {
  readonly apps?: readonly string[];
  readonly userId?: string;
  readonly status?: readonly ['FAILED'];
  readonly search?: string;
  readonly createdBeforeMs?: number;
}

export interface StoredPlace {
  readonly rowId: number;
  readonly rank: number;
}

export type StoredCounts = 'STATUS' | 'APP';

/** What a page holds, everywhere it is asked for. */
export const pageSize = 50;

export interface StoreReadsApi {
  open(input: { readonly dataDir: string }): Promise<void>;
  /** The place of the last of so many sessions that match. */
  placeBehind(input: { readonly filter: StoredFilter; readonly count: number }): Promise<StoredPlace | null>;
  /** @returns how long the page took, with its pins, its revision and, if it is wanted, its total */
  list(input: {
    readonly filter: StoredFilter;
    readonly after: StoredPlace | null;
    readonly wantsTotal: boolean;
  }): Promise<{ readonly ms: number }>;
  /** @returns how long they took */
  counts(input: { readonly by: StoredCounts }): Promise<{ readonly ms: number }>;
}
