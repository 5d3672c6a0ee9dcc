import { builder } from '../../schema/builder.ts';
import { type Task, taskStates } from './task.ts';

export const TaskState = builder.enumType('TaskState', {
  description: 'Where a task stands. ABANDONED: still open when its session ended.',
  values: taskStates,
});

export const TaskType = builder.objectRef<Task>('Task').implement({
  description: 'A named stretch of work inside a session. Tasks form a tree and finish in any order.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Made by the owner; its session has one task of this id.' }),
    parentId: t.exposeID('parentId', { nullable: true, description: 'Null at the top of the tree.' }),
    name: t.exposeString('name'),
    state: t.expose('state', { type: TaskState }),
    progress: t.exposeFloat('progress', { nullable: true, description: '0 to 1; null as long as none was reported.' }),
    message: t.exposeString('message', { nullable: true, description: 'What it is doing, where its owner said so.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why it failed, where its owner said so.' }),
    startedAt: t.field({ type: 'DateTime', resolve: ({ startedAtMs }) => startedAtMs }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null while it runs.',
      resolve: ({ endedAtMs }) => endedAtMs,
    }),
  }),
});
