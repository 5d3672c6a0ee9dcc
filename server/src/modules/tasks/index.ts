export { TaskFinishedError, TaskIdTakenError, TaskNotFoundError } from './errors.ts';
export type { TaskReader, TaskStore } from './store.ts';
export type { Task, TaskState } from './task.ts';
export { taskOutcomes } from './task.ts';
