import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import { SessionEndedError, SessionNotFoundError, SessionSupersededError } from '../sessions/index.ts';
import { SessionType } from '../sessions/schema-types.ts';
import { TaskFinishedError, TaskIdTakenError, TaskNotFoundError } from './errors.ts';
import { TaskState, TaskType } from './schema-types.ts';
import { taskOutcomes } from './task.ts';

const maxTasks = 500;

builder.objectType(TaskNotFoundError, {
  name: 'TaskNotFoundError',
  description: 'There is no such task, or none of the caller’s.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ taskId: t.exposeID('taskId') }),
});

builder.objectType(TaskFinishedError, {
  name: 'TaskFinishedError',
  description: 'The task is over and takes no progress.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ taskId: t.exposeID('taskId'), state: t.expose('state', { type: TaskState }) }),
});

builder.objectType(TaskIdTakenError, {
  name: 'TaskIdTakenError',
  description: 'Another session the caller may touch has a task of this id.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ taskId: t.exposeID('taskId') }),
});

builder.objectFields(SessionType, (t) => ({
  currentTask: t.field({
    type: TaskType,
    nullable: true,
    description: 'The newest task still open; null where none is.',
    resolve: (session, _args, { related }) => (session.openTaskCount === 0 ? null : related.currentTask(session)),
  }),
  tasks: t.field({
    type: [TaskType],
    description: 'Its tasks, newest first.',
    args: { first: t.arg.int({ required: true, defaultValue: 100, description: '1 to 500.' }) },
    async resolve(session, { first }, { related }) {
      if (first < 1 || first > maxTasks)
        throw new InvalidInputError([{ path: 'first', message: `from 1 to ${maxTasks}` }]);
      return session.taskCount === 0 ? [] : [...(await related.tasks(session, first))];
    },
  }),
}));

const StartTaskSuccess = builder.simpleObject('StartTaskSuccess', {
  fields: (t) => ({ task: t.field({ type: TaskType }) }),
});

const StartTaskResult = builder.errorUnion('StartTaskResult', {
  types: [
    StartTaskSuccess,
    InvalidInputError,
    ForbiddenError,
    SessionNotFoundError,
    SessionEndedError,
    SessionSupersededError,
    TaskIdTakenError,
    TaskNotFoundError,
  ],
  resolveType: () => 'StartTaskSuccess',
});

const StartTaskInput = builder.inputType('StartTaskInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    taskId: t.id({
      required: true,
      description:
        'Made by the caller: 1 to 64 of A–Z a–z 0–9 _ and -. No other session the caller may touch has one of this id.',
    }),
    name: t.string({ required: true, description: '1 to 200 characters.' }),
    parentId: t.id({ description: 'A task of the same session.' }),
  }),
});

builder.mutationField('startTask', (t) =>
  t.field({
    type: StartTaskResult,
    description: 'Opens a task. A repeat gets the same task.',
    args: { input: t.arg({ type: StartTaskInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      task: await services.tasks.startTask(caller, input),
    }),
  }),
);

const ReportProgressSuccess = builder.simpleObject('ReportProgressSuccess', {
  fields: (t) => ({ task: t.field({ type: TaskType }) }),
});

const ReportProgressResult = builder.errorUnion('ReportProgressResult', {
  types: [
    ReportProgressSuccess,
    InvalidInputError,
    ForbiddenError,
    TaskNotFoundError,
    TaskFinishedError,
    SessionSupersededError,
  ],
  resolveType: () => 'ReportProgressSuccess',
});

const ReportProgressInput = builder.inputType('ReportProgressInput', {
  fields: (t) => ({
    taskId: t.id({ required: true }),
    progress: t.float({ required: true, description: '0 to 1.' }),
    message: t.string({ description: 'At most 1,000 characters; absent keeps the last one.' }),
  }),
});

builder.mutationField('reportProgress', (t) =>
  t.field({
    type: ReportProgressResult,
    args: { input: t.arg({ type: ReportProgressInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      task: await services.tasks.reportProgress(caller, input),
    }),
  }),
);

const FinishTaskSuccess = builder.simpleObject('FinishTaskSuccess', {
  fields: (t) => ({ task: t.field({ type: TaskType }) }),
});

const FinishTaskResult = builder.errorUnion('FinishTaskResult', {
  types: [FinishTaskSuccess, InvalidInputError, ForbiddenError, TaskNotFoundError, SessionSupersededError],
  resolveType: () => 'FinishTaskSuccess',
});

const TaskOutcome = builder.enumType('TaskOutcome', {
  description: 'What an owner may say about a task’s end.',
  values: taskOutcomes,
});

const FinishTaskInput = builder.inputType('FinishTaskInput', {
  fields: (t) => ({
    taskId: t.id({ required: true }),
    outcome: t.field({ type: TaskOutcome, required: true }),
    error: t.string({ description: 'Why it failed; at most 1,000 characters.' }),
  }),
});

builder.mutationField('finishTask', (t) =>
  t.field({
    type: FinishTaskResult,
    description: 'Closes a task. A repeat gets the task as it was closed first.',
    args: { input: t.arg({ type: FinishTaskInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      task: await services.tasks.finishTask(caller, input),
    }),
  }),
);
