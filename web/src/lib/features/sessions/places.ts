import type { SessionRow } from './session-row.ts';

/** Rows by their place, from 0. */
export interface Places {
  readonly length: number;
  at(index: number): SessionRow | undefined;
  /** -1 where it is not among them. */
  indexOf(id: string): number;
}
