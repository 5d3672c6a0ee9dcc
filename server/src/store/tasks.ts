import { type Kysely, type Selectable, sql } from 'kysely';
import { isInScope } from '../kernel/principal.ts';
import type { Task, TaskReader, TaskStore } from '../modules/tasks/index.ts';
import { readInChunks } from './chunks.ts';
import type { HotSessions } from './hot-sessions.ts';
import type { Connection } from './sqlite/database.ts';
import type { Tables, TasksTable } from './tables.ts';

type TaskRow = Selectable<TasksTable>;

export function createTaskStore({ statements }: Connection, hot: HotSessions): TaskStore {
  return {
    async find(sessionId, id) {
      const row = statements.first<TaskRow>('select * from tasks where session_id = ? and id = ?', sessionId, id);
      return row ? taskOf(row) : null;
    },

    async findNewest(id, scope) {
      // Mostly there is none, or one, whose session was lately in use.
      const [row, other] = statements.all<TaskRow>('select * from tasks where id = ? limit 2', id);
      if (row === undefined) return null;
      const session = other === undefined ? hot.find(row.session_id)?.session : undefined;
      if (session !== undefined) return isInScope(scope, session) ? taskOf(row) : null;
      // The scope as isOpenTo says it; the apps travel as one value, so that the statement stays the same. Where very many
      // sessions name a task alike, an index tells which came last; sessions are looked at from there until one is in scope.
      const apps = scope.apps && JSON.stringify(scope.apps);
      const newest = statements.first<TaskRow>(
        `with named as materialized (select row_id, session_id from tasks where id = ? order by row_id desc)
          select * from tasks where row_id = (
            select row_id from named
              where (select ? is null or exists (select 1 from json_each(?) where value = app) or user_id = ?
                from sessions where id = session_id)
              limit 1)`,
        ...[id, apps, apps, scope.userId],
      );
      return newest ? taskOf(newest) : null;
    },

    async insert(task) {
      statements.insert('tasks', {
        id: task.id,
        session_id: task.sessionId,
        parent_id: task.parentId,
        name: task.name,
        started_at: task.startedAtMs,
        ...changesOf(task),
      });
    },

    async update(task) {
      const { id, sessionId } = task;
      statements.update('tasks', changesOf(task), { session_id: sessionId, id });
    },

    async abandonOpen(sessionId, nowMs) {
      statements.run(
        `update tasks set state = 'ABANDONED', ended_at = ? where session_id = ? and state = 'RUNNING'`,
        ...[nowMs, sessionId],
      );
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

/** What becomes of it; the rest stays as it began. */
function changesOf(task: Task): Pick<TaskRow, 'state' | 'progress' | 'message' | 'error' | 'ended_at'> {
  return {
    state: task.state,
    progress: task.progress,
    message: task.message,
    error: task.error,
    ended_at: task.endedAtMs,
  };
}

function taskOf(row: TaskRow): Task {
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
