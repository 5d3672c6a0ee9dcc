import type { Task } from './task.ts';

/** The tasks as a unit of work sees them. */
export interface TaskStore {
  find(id: string): Promise<Task | null>;
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
