import { type Kysely, type Selectable, sql } from 'kysely';
import type { Task, TaskReader, TaskStore } from '../modules/tasks/index.ts';
import { readInChunks } from './chunks.ts';
import { isOpenTo } from './session-conditions.ts';
import type { Tables, TasksTable } from './tables.ts';

export function createTaskStore(db: Kysely<Tables>): TaskStore {
  return {
    async find(sessionId, id) {
      const row = await db
        .selectFrom('tasks')
        .selectAll()
        .where('session_id', '=', sessionId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? taskOf(row) : null;
    },

    async findNewest(id, scope) {
      const row = await db
        .selectFrom('tasks')
        .innerJoin('sessions', 'sessions.id', 'tasks.session_id')
        .selectAll('tasks')
        .where('tasks.id', '=', id)
        .where(isOpenTo(scope))
        .orderBy('tasks.row_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? taskOf(row) : null;
    },

    async insert(task) {
      await db.insertInto('tasks').values(rowOf(task)).execute();
    },

    async update(task) {
      await db
        .updateTable('tasks')
        .set(rowOf(task))
        .where('session_id', '=', task.sessionId)
        .where('id', '=', task.id)
        .execute();
    },

    async abandonOpen(sessionId, nowMs) {
      await db
        .updateTable('tasks')
        .set({ state: 'ABANDONED', ended_at: nowMs })
        .where('session_id', '=', sessionId)
        .where('state', '=', sql.lit('RUNNING'))
        .execute();
    },
  };
}

export function createTaskReader(db: Kysely<Tables>): TaskReader {
  return {
    async currentOf(sessionIds) {
      const rows = await readInChunks(sessionIds, (chunk) => {
        const newest = db
          .selectFrom('tasks')
          .select((eb) => eb.fn.max('row_id').as('row_id'))
          .where('session_id', 'in', chunk)
          .where('state', '=', sql.lit('RUNNING'))
          .groupBy('session_id');
        return db.selectFrom('tasks').selectAll().where('row_id', 'in', newest).execute();
      });
      return rows.map(taskOf);
    },

    async newestOf(sessionId, first) {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .where('session_id', '=', sessionId)
        .orderBy('row_id', 'desc')
        .limit(first)
        .execute();
      return rows.map(taskOf);
    },
  };
}

function rowOf(task: Task): Omit<Selectable<TasksTable>, 'row_id'> {
  return {
    id: task.id,
    session_id: task.sessionId,
    parent_id: task.parentId,
    name: task.name,
    state: task.state,
    progress: task.progress,
    message: task.message,
    error: task.error,
    started_at: task.startedAtMs,
    ended_at: task.endedAtMs,
  };
}

function taskOf(row: Selectable<TasksTable>): Task {
  return {
    id: row.id,
    sessionId: row.session_id,
    parentId: row.parent_id,
    name: row.name,
    state: row.state,
    progress: row.progress,
    message: row.message,
    error: row.error,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at,
  };
}
