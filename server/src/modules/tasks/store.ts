import type { SessionScope } from '../../kernel/principal.ts';
import type { Task } from './task.ts';

/** The tasks as a unit of work sees them. */
export interface TaskStore {
  find(sessionId: string, id: string): Promise<Task | null>;
  /** The newest of this id in the sessions of a scope: sessions may have tasks of the same id. */
  findNewest(id: string, scope: SessionScope): Promise<Task | null>;
  insert(task: Task): Promise<void>;
  update(task: Task): Promise<void>;
  /** Closes the session's open tasks as `ABANDONED`. */
  abandonOpen(sessionId: string, nowMs: number): Promise<void>;
}

/** Committed tasks, for reading. */
export interface TaskReader {
  /** The newest open task of each session that has one. */
  currentOf(sessionIds: readonly string[]): Promise<readonly Task[]>;
  /** The session's newest tasks, newest first. */
  newestOf(sessionId: string, first: number): Promise<readonly Task[]>;
}
