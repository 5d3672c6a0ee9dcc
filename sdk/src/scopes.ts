import type { TaskRecord } from './task-record.ts';

/** Inside what the code runs that calls us: a task, or a handler of a kill. */
export interface TaskScope {
  /** The session's inner part, for identity alone. */
  readonly session: object;
  readonly task: TaskRecord | undefined;
}

/** Carries the scope along a call and everything it awaits, where the platform can. */
export interface TaskScopes {
  readonly run: <Result>(scope: TaskScope, work: () => Result) => Result;
  readonly current: () => TaskScope | undefined;
}

/** Browsers cannot follow a call through what it awaits: tasks nest by `task.task` alone. */
export const explicitScopes: TaskScopes = {
  run: (_scope, work) => work(),
  current: () => undefined,
};
