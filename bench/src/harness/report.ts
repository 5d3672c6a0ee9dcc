/** What a benchmark found, for people and for programs. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  /** The name of the row that all rows are compared with; null where the columns say it themselves. */
  readonly baseline: string | null;
  readonly rows: readonly Row[];
}

export interface Column {
  readonly name: string;
  readonly unit: string;
}

export interface Row {
  readonly name: string;
  /** One for each column: its figure of every round, or null where there is none. */
  readonly cells: readonly Cell[];
}

export type Cell = readonly number[] | null;
