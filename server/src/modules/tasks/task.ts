export const taskStates = ['RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'ABANDONED'] as const;
export type TaskState = (typeof taskStates)[number];

/** What an owner may say about a task's end; `ABANDONED` is what the session's end makes of an open one. */
export const taskOutcomes = ['SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** A named stretch of work inside a session. Tasks form a tree and finish in any order. Times are milliseconds UTC. */
export interface Task {
  /** Made by the caller, so that a repeated call finds the same task; its session has one of this id. */
  readonly id: string;
  readonly sessionId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly state: TaskState;
  /** 0 to 1, or null as long as nothing was reported. */
  readonly progress: number | null;
  readonly message: string | null;
  readonly error: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
}

export function startTask(start: Pick<Task, 'id' | 'sessionId' | 'parentId' | 'name'>, nowMs: number): Task {
  const { id, sessionId, parentId, name } = start;
  return {
    id,
    sessionId,
    parentId,
    name,
    state: 'RUNNING',
    progress: null,
    message: null,
    error: null,
    startedAtMs: nowMs,
    endedAtMs: null,
  };
}

/** @param message what is being done now; absent keeps the last one */
export function reportProgress(task: Task, progress: number, message: string | null | undefined): Task {
  return { ...task, progress, message: message === undefined ? task.message : message };
}

export function finishTask(task: Task, outcome: TaskOutcome, error: string | null, nowMs: number): Task {
  return { ...task, state: outcome, error, endedAtMs: nowMs };
}
