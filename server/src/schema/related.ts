import DataLoader from 'dataloader';
import type { KillReader } from '../modules/kills/index.ts';
import type { Task, TaskReader } from '../modules/tasks/index.ts';
import type { Related } from './context.ts';

/** Reads what belongs to sessions in one statement for all sessions of a turn. Keeps nothing: a subscription outlives every cache. */
export function createRelated({ tasks, kills }: { readonly tasks: TaskReader; readonly kills: KillReader }): Related {
  const currentTasks = new DataLoader<string, Task | null>(
    async (sessionIds) => {
      const bySession = new Map((await tasks.currentOf(sessionIds)).map((task) => [task.sessionId, task]));
      return sessionIds.map((id) => bySession.get(id) ?? null);
    },
    { cache: false },
  );
  const killsById = new DataLoader(
    async (ids: readonly string[]) => {
      const byId = new Map((await kills.findMany(ids)).map((kill) => [kill.id, kill]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { cache: false },
  );

  return {
    currentTask: ({ id }) => currentTasks.load(id),
    tasks: ({ id }, first) => tasks.newestOf(id, first),
    kill: (killId) => killsById.load(killId),
  };
}
