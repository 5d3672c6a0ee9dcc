import { failures, graphqlFailure } from './failures.ts';
import {
  type Caller,
  type Kill,
  type OwnerEndReason,
  type Session,
  type Task,
  newestKill,
  pendingKill,
} from './model.ts';
import { appKeyWith, mayManage, mayOperate, peopleFor, viewerFor } from './people.ts';
import { type Registration, type Registry, isOwnerOf } from './registry.ts';
import { type SessionFilter, type SessionOrder, countBy, matches, page } from './select.ts';

interface Input<T> {
  readonly input: T;
}

interface Beat {
  readonly sessionId: string;
  readonly outcome: string;
  readonly endReason?: string | null;
  readonly kill?: Kill | null;
}

const METADATA_LIMIT = 16 * 1_024;

type Failure = { readonly __typename: string };

/** Queries and mutations. Every one takes its caller from the context and nothing from anywhere else. */
export function createResolvers(registry: Registry, quickStart: () => { url: string; key: string }) {
  const running = () => registry.all().filter(({ lifecycle }) => lifecycle !== 'ENDED').length;

  function requirePerson(caller: Caller): void {
    if (caller.role === null) throw graphqlFailure('FORBIDDEN', 'Only a dashboard may ask this.');
  }

  function requireManager(caller: Caller): void {
    if (!mayManage(caller)) throw graphqlFailure('FORBIDDEN', 'Only an admin may ask this.');
  }

  function owned(caller: Caller, id: string, then: (session: Session) => object): object {
    const session = registry.find(id);
    if (session === undefined) return failures.sessionNotFound(id);
    const owns = isOwnerOf(caller, session);
    if (owns === 'NOT_YOURS') return failures.sessionNotFound(id);
    return owns === 'SUPERSEDED' ? failures.superseded(id) : then(session);
  }

  function runningOne(caller: Caller, id: string, then: (session: Session) => object): object {
    return owned(caller, id, (session) =>
      session.lifecycle === 'ENDED' ? failures.sessionEnded(session) : then(session),
    );
  }

  function ownedTask(caller: Caller, taskId: string, then: (session: Session, task: Task) => object): object {
    const session = registry.all().find(({ tasks }) => tasks.some(({ id }) => id === taskId));
    const task = session?.tasks.find(({ id }) => id === taskId);
    if (session === undefined || task === undefined) return failures.taskNotFound(taskId);
    return owned(caller, session.id, () => then(session, task));
  }

  function operated(caller: Caller, id: string, then: (session: Session) => object): object {
    const session = registry.find(id);
    if (!mayOperate(caller)) return failures.forbidden();
    return session === undefined ? failures.sessionNotFound(id) : then(session);
  }

  function kill(caller: Caller, input: { id: string; reason?: string | null; graceMs?: number | null }): object {
    return operated(caller, input.id, (session) => {
      if (session.lifecycle === 'ENDED') return failures.sessionEnded(session);
      const ordered = registry.kill(session, input.reason ?? null, input.graceMs ?? 10_000, caller.actor);
      setTimeout(() => registry.unresponsive(session, ordered), ordered.graceMs).unref();
      return { __typename: 'KillSessionSuccess', kill: ordered };
    });
  }

  function beat(caller: Caller, sessionId: string): Beat {
    const session = registry.find(sessionId);
    const owns = session === undefined ? 'NOT_YOURS' : isOwnerOf(caller, session);
    if (session === undefined || owns === 'NOT_YOURS') return { sessionId, outcome: 'UNKNOWN' };
    if (owns === 'SUPERSEDED') return { sessionId, outcome: 'SUPERSEDED' };
    if (session.lifecycle === 'ENDED') {
      const kill = session.endReason === 'KILLED' ? newestKill(session) : null;
      return { sessionId, outcome: 'ENDED', endReason: session.endReason, kill };
    }
    registry.heard(session);
    const pending = pendingKill(session);
    if (pending === null) return { sessionId, outcome: 'RENEWED' };
    registry.killSent(session, pending);
    return { sessionId, outcome: 'KILL_REQUESTED', kill: pending };
  }

  return {
    Query: {
      session: (_: unknown, { id }: { id: string }, caller: Caller) => {
        const session = registry.find(id);
        return session !== undefined && (caller.role !== null || isOwnerOf(caller, session) === 'YES') ? session : null;
      },
      sessions: (
        _: unknown,
        args: { filter?: SessionFilter; orderBy: SessionOrder; first: number; after?: string },
        caller: Caller,
      ) => {
        requirePerson(caller);
        if (args.first < 1 || args.first > 500) throw graphqlFailure('INVALID_INPUT', '`first` is 1 to 500.');
        const options = { ...args, filter: args.filter ?? {}, after: args.after ?? null };
        return { ...page(registry.all(), options), revision: String(registry.revision) };
      },
      sessionCounts: (
        _: unknown,
        { filter, by }: { filter?: SessionFilter; by: 'STATUS' | 'APP' | 'USER' | 'KIND' },
        caller: Caller,
      ) => {
        requirePerson(caller);
        return countBy(
          registry.all().filter((session) => matches(session, filter ?? {})),
          by,
        );
      },
      viewer: (_: unknown, __: unknown, caller: Caller) => viewerFor(caller, running()),
      people: (_: unknown, __: unknown, caller: Caller) => {
        requireManager(caller);
        return peopleFor(caller);
      },
      appKeys: (_: unknown, __: unknown, caller: Caller) => {
        requireManager(caller);
        return [appKeyWith(running())];
      },
      quickStart: (_: unknown, __: unknown, caller: Caller) => {
        requireManager(caller);
        return quickStart();
      },
    },
    Mutation: {
      registerSession: (_: unknown, { input }: Input<Registration>, caller: Caller) => {
        if (caller.actor.kind !== 'KEY') return failures.forbidden();
        if (input.app.trim() === '' || input.app.length > 100)
          return failures.invalidInput('app', '`app` has 1 to 100 characters.');
        if (JSON.stringify(input.metadata ?? {}).length > METADATA_LIMIT)
          return failures.invalidInput('metadata', '`metadata` has at most 16 KiB as JSON.');
        const killed = registry.killedRecently(input.app, input.externalId);
        if (killed !== undefined) return failures.killedRecently(killed);
        const { session, created } = registry.register(input, caller.actor);
        return { __typename: 'RegisterSessionSuccess', session, created, token: session.token };
      },
      heartbeat: (_: unknown, { input }: Input<{ sessionIds: string[] }>, caller: Caller) => {
        if (input.sessionIds.length < 1 || input.sessionIds.length > 1_000) {
          return failures.invalidInput('sessionIds', 'Send 1 to 1,000 ids.');
        }
        const results = input.sessionIds.map((id) => beat(caller, id));
        const exceptions = results.filter(({ outcome }) => outcome !== 'RENEWED');
        return { __typename: 'HeartbeatSuccess', exceptions, results };
      },
      startTask: (
        _: unknown,
        { input }: Input<{ sessionId: string; taskId: string; name: string; parentId?: string | null }>,
        caller: Caller,
      ) =>
        runningOne(caller, input.sessionId, (session) => {
          const parentId = input.parentId ?? null;
          const isUnknownParent = parentId !== null && !session.tasks.some(({ id }) => id === parentId);
          if (isUnknownParent) return failures.taskNotFound(parentId);
          const task = registry.startTask(session, { id: input.taskId, parentId, name: input.name }, caller.actor);
          return { __typename: 'StartTaskSuccess', task };
        }),
      reportProgress: (
        _: unknown,
        { input }: Input<{ taskId: string; progress: number; message?: string | null }>,
        caller: Caller,
      ) =>
        ownedTask(caller, input.taskId, (session, task) => {
          if (input.progress < 0 || input.progress > 1)
            return failures.invalidInput('progress', '`progress` is 0 to 1.');
          if (task.state !== 'RUNNING') return failures.taskFinished(task);
          registry.reportProgress(session, task, input.progress, input.message ?? null);
          return { __typename: 'ReportProgressSuccess', task };
        }),
      finishTask: (
        _: unknown,
        { input }: Input<{ taskId: string; outcome: Task['state']; error?: string | null }>,
        caller: Caller,
      ) =>
        ownedTask(caller, input.taskId, (session, task) => {
          registry.finishTask(session, task, input.outcome, input.error ?? null, caller.actor);
          return { __typename: 'FinishTaskSuccess', task };
        }),
      updateSession: (
        _: unknown,
        { input }: Input<{ id: string; metadata?: Record<string, unknown> | null; [field: string]: unknown }>,
        caller: Caller,
      ) =>
        runningOne(caller, input.id, (session) => {
          const { id: _id, activity, metadata, ...fields } = input;
          const stated = activity === undefined ? {} : { statedActivity: activity };
          const merged = metadata == null ? {} : { metadata: mergePatch(session.metadata, metadata) };
          registry.update(session, { ...fields, ...stated, ...merged } as Partial<Session>, caller.actor);
          return { __typename: 'UpdateSessionSuccess', session };
        }),
      endSession: (
        _: unknown,
        { input }: Input<{ id: string; reason: OwnerEndReason; message?: string | null }>,
        caller: Caller,
      ) =>
        owned(caller, input.id, (session) => {
          registry.end(session, input.reason, input.message ?? null, caller.actor);
          return { __typename: 'EndSessionSuccess', session };
        }),
      killSession: (_: unknown, { input }: Input<{ id: string }>, caller: Caller) => kill(caller, input),
      killSessions: (_: unknown, { input }: Input<{ ids: string[]; reason?: string }>, caller: Caller) => {
        if (!mayOperate(caller)) return failures.forbidden();
        const results = input.ids.map((id) => kill(caller, { ...input, id }));
        return { __typename: 'KillSessionsSuccess', results };
      },
      acknowledgeKill: (_: unknown, { input }: Input<{ killId: string }>, caller: Caller) => {
        const found = findKill(registry, input.killId);
        if (found === undefined) return failures.killNotFound(input.killId);
        const answer = owned(caller, found.session.id, () => {
          registry.acknowledge(found.session, found.kill, caller.actor);
          return { __typename: 'AcknowledgeKillSuccess', kill: found.kill };
        });
        return (answer as Failure).__typename === 'SessionNotFoundError' ? failures.killNotFound(input.killId) : answer;
      },
      pinSession: (_: unknown, { input }: Input<{ id: string }>, caller: Caller) =>
        operated(caller, input.id, (session) => {
          registry.pin(session, true, caller.actor);
          return { __typename: 'PinSessionSuccess', session };
        }),
      unpinSession: (_: unknown, { input }: Input<{ id: string }>, caller: Caller) =>
        operated(caller, input.id, (session) => {
          registry.pin(session, false, caller.actor);
          return { __typename: 'UnpinSessionSuccess', session };
        }),
      sweepSessions: (_: unknown, __: unknown, caller: Caller) =>
        mayManage(caller) ? { __typename: 'SweepSessionsSuccess', stale: [], ended: [] } : failures.forbidden(),
    },
  };
}

function findKill(registry: Registry, killId: string): { session: Session; kill: Kill } | undefined {
  for (const session of registry.all()) {
    const kill = session.kills.find(({ id }) => id === killId);
    if (kill !== undefined) return { session, kill };
  }
  return undefined;
}

/** RFC 7396, for metadata without nested objects. */
function mergePatch(target: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...target, ...patch }).filter(([, value]) => value !== null));
}
