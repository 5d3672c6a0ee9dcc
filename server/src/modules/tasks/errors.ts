import { DomainError } from '../../kernel/errors.ts';
import type { TaskState } from './task.ts';

/** Thrown when no task of this id exists, or it belongs to a session the caller may not touch. */
export class TaskNotFoundError extends DomainError {
  readonly code = 'TASK_NOT_FOUND';
  readonly taskId: string;

  constructor(taskId: string) {
    super(`There is no task ${taskId} here. Start it with startTask first.`);
    this.taskId = taskId;
  }
}

/** Thrown when progress is reported on a task that is over. */
export class TaskFinishedError extends DomainError {
  readonly code = 'TASK_FINISHED';
  readonly taskId: string;
  readonly state: TaskState;

  constructor(taskId: string, state: TaskState) {
    super(`Task ${taskId} is over (${state}). Start a new task with an id of its own.`);
    this.taskId = taskId;
    this.state = state;
  }
}

/** Thrown when a task id is in use by another session the caller may touch. */
export class TaskIdTakenError extends DomainError {
  readonly code = 'TASK_ID_TAKEN';
  readonly taskId: string;

  constructor(taskId: string) {
    super(`Task id ${taskId} is taken. Make ids with crypto.randomUUID().`);
    this.taskId = taskId;
  }
}
