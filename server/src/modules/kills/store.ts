import type { Kill } from './kill.ts';

/** The kills as a unit of work sees them. */
export interface KillStore {
  find(id: string): Promise<Kill | null>;
  insert(kill: Kill): Promise<void>;
  update(kill: Kill): Promise<void>;
}

/** Committed kills, for reading. */
export interface KillReader {
  find(id: string): Promise<Kill | null>;
  findMany(ids: readonly string[]): Promise<readonly Kill[]>;
}
