import type { Caller, Kill, Session, Task } from './model.ts';
import { activityOf, attentionRankOf, currentTask, newestKill, statusOf } from './model.ts';
import { mayOperate } from './people.ts';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** How the stored data becomes the fields of the contract. */
export function createTypeResolvers(nowMs: () => number) {
  return {
    Session: {
      kind: () => 'APP',
      canKill: (session: Session, _: unknown, caller: Caller) => session.lifecycle !== 'ENDED' && mayOperate(caller),
      canPin: (_: Session, __: unknown, caller: Caller) => mayOperate(caller),
      activity: activityOf,
      status: statusOf,
      attentionRank: attentionRankOf,
      currentTask,
      tasks: (session: Session, { first }: { first: number }) => session.tasks.slice(-first).reverse(),
      taskCount: (session: Session) => session.tasks.length,
      startedAt: (session: Session) => iso(session.startedAtMs),
      lastHeartbeatAt: (session: Session) => iso(session.lastHeartbeatAtMs),
      lastActivityAt: (session: Session) => iso(session.lastActivityAtMs),
      endedAt: (session: Session) => iso(session.endedAtMs),
      durationSeconds: (session: Session) => Math.floor(((session.endedAtMs ?? nowMs()) - session.startedAtMs) / 1_000),
      isStale: (session: Session) => session.liveness === 'STALE',
      kill: newestKill,
      revision: (session: Session) => String(session.revision),
      changes: (session: Session, { first, after }: { first: number; after?: string | null }) => {
        const from = after == null ? 0 : session.changes.findIndex(({ id }) => id === after) + 1;
        const nodes = session.changes.slice(from, from + first);
        return {
          edges: nodes.map((node) => ({
            cursor: node.id,
            node: { ...node, at: iso(node.atMs), origin: null, after: null },
          })),
          pageInfo: {
            hasNextPage: from + nodes.length < session.changes.length,
            hasPreviousPage: from > 0,
            startCursor: nodes[0]?.id ?? null,
            endCursor: nodes.at(-1)?.id ?? null,
          },
        };
      },
    },
    Task: {
      startedAt: (task: Task) => iso(task.startedAtMs),
      endedAt: (task: Task) => iso(task.endedAtMs),
    },
    Kill: {
      requestedAt: (kill: Kill) => iso(kill.requestedAtMs),
      sentAt: (kill: Kill) => iso(kill.sentAtMs),
      acknowledgedAt: (kill: Kill) => iso(kill.acknowledgedAtMs),
      endedAt: (kill: Kill) => iso(kill.endedAtMs),
      survivors: () => [],
    },
  };
}
