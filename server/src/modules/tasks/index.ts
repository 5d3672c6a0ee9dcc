export { TaskFinishedError, TaskIdTakenError, TaskNotFoundError } from './errors.ts';
export type { TaskReader, TaskStore } from './store.ts';
export type { Task, TaskOutcome, TaskState } from './task.ts';
export { taskOutcomes, taskStates } from './task.ts';
