import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, type Principal, scopeOf } from '../../kernel/principal.ts';
import { actedBy, type Caller, type RecordAction, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import {
  type EndingStores,
  idInput,
  messageInput,
  requireOwned,
  requireOwnedRunning,
  type Session,
} from '../sessions/index.ts';
import { TaskFinishedError, TaskIdTakenError, TaskNotFoundError } from './errors.ts';
import { finishTask, reportProgress, startTask, type Task, taskOutcomes } from './task.ts';

const taskIdInput = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 of the characters A–Z a–z 0–9 _ -');

const startInput = z.object({
  sessionId: idInput,
  taskId: taskIdInput,
  name: z.string().trim().min(1, 'name the task').max(200, 'at most 200 characters'),
  parentId: taskIdInput.nullish(),
});

const progressInput = z.object({
  taskId: taskIdInput,
  progress: z.number().min(0, 'from 0 to 1').max(1, 'from 0 to 1'),
  message: messageInput.nullish(),
});

const finishInput = z.object({ taskId: taskIdInput, outcome: z.enum(taskOutcomes), error: messageInput.nullish() });

interface TaskServicePorts {
  readonly clock: Clock;
  readonly write: UnitOfWork<EndingStores>;
}

export type TaskService = ReturnType<typeof createTaskService>;

/** What owners tell of their tasks. Every call may be repeated: a repeat finds the task as it is. */
export function createTaskService({ clock, write }: TaskServicePorts) {
  return {
    /**
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {SessionNotFoundError} when the caller has no such session
     * @throws {SessionEndedError} when it has ended
     * @throws {SessionSupersededError} when a newer owner has taken it over
     * @throws {TaskIdTakenError} when another session the caller may touch has a task of this id
     * @throws {TaskNotFoundError} when the session has no such parent
     */
    startTask(caller: Caller, input: unknown): Promise<Task> {
      authorize(caller.principal, 'session.touch');
      const { sessionId, taskId, name, parentId = null } = parseInput(startInput, input);
      return write(async (stores) => {
        const session = requireOwned(caller.principal, await stores.sessions.find(sessionId), sessionId);
        const newest = await findTouchable(stores, caller.principal, taskId);
        if (newest !== null) {
          const known = newest.sessionId === sessionId ? newest : await stores.tasks.find(sessionId, taskId);
          if (known === null) throw new TaskIdTakenError(taskId);
          return known;
        }
        requireOwnedRunning(caller.principal, session, sessionId);
        const hasParent = parentId === null || (await stores.tasks.find(sessionId, parentId)) !== null;
        if (!hasParent) throw new TaskNotFoundError(parentId);
        const nowMs = clock.wallMs();
        const task = startTask({ id: taskId, sessionId, parentId, name }, nowMs);
        await stores.tasks.insert(task);
        await record(stores, caller, 'TASK_STARTED', task, nowMs);
        const { openTaskCount, taskCount } = session;
        await stores.sessions.update({
          ...session,
          openTaskCount: openTaskCount + 1,
          taskCount: taskCount + 1,
          lastActivityAtMs: nowMs,
        });
        return task;
      });
    },

    /**
     * @throws {InvalidInputError} when progress is not within 0 and 1
     * @throws {TaskNotFoundError} when the caller has no such task
     * @throws {TaskFinishedError} when it is over
     * @throws {SessionSupersededError} when a newer owner has taken the session over
     */
    reportProgress(caller: Caller, input: unknown): Promise<Task> {
      authorize(caller.principal, 'session.touch');
      const { taskId, progress, message } = parseInput(progressInput, input);
      return write(async (stores) => {
        const { task, session } = await findOwned(stores, caller.principal, taskId);
        if (task.state !== 'RUNNING') throw new TaskFinishedError(taskId, task.state);
        const next = reportProgress(task, progress, message);
        await stores.tasks.update(next);
        await stores.sessions.update({ ...session, lastActivityAtMs: clock.wallMs() });
        return next;
      });
    },

    /**
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {TaskNotFoundError} when the caller has no such task
     * @throws {SessionSupersededError} when a newer owner has taken the session over
     */
    finishTask(caller: Caller, input: unknown): Promise<Task> {
      authorize(caller.principal, 'session.touch');
      const { taskId, outcome, error = null } = parseInput(finishInput, input);
      return write(async (stores) => {
        const { task, session } = await findOwned(stores, caller.principal, taskId);
        if (task.state !== 'RUNNING') return task;
        const nowMs = clock.wallMs();
        const next = finishTask(task, outcome, error, nowMs);
        await stores.tasks.update(next);
        await record(stores, caller, 'TASK_FINISHED', next, nowMs);
        await stores.sessions.update({
          ...session,
          openTaskCount: session.openTaskCount - 1,
          lastActivityAtMs: nowMs,
        });
        return next;
      });
    },
  };
}

/** The newest task of this id that the caller may touch: whether others have one of it stays unsaid. */
function findTouchable(stores: EndingStores, principal: Principal, taskId: string): Promise<Task | null> {
  if (principal.kind === 'SESSION_TOKEN') return stores.tasks.find(principal.sessionId, taskId);
  return stores.tasks.findNewest(taskId, scopeOf(principal));
}

async function findOwned(
  stores: EndingStores,
  principal: Principal,
  taskId: string,
): Promise<{ readonly task: Task; readonly session: Session }> {
  const task = await findTouchable(stores, principal, taskId);
  if (task === null) throw new TaskNotFoundError(taskId);
  const session = requireOwned(principal, await stores.sessions.find(task.sessionId), task.sessionId);
  return { task, session };
}

function record(
  stores: EndingStores,
  caller: Caller,
  action: RecordAction,
  { id, sessionId, name, state, error }: Task,
  nowMs: number,
): Promise<void> {
  const draft = { action, note: error, after: { taskId: id, name, state } };
  return stores.records.append(recordOfSession(draft, actedBy(caller), sessionId, nowMs));
}
