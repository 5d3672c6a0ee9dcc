import DataLoader from 'dataloader';
import { readEach } from '../kernel/read-each.ts';
import type { ApprovalReader } from '../modules/approvals/index.ts';
import type { Command, CommandReader } from '../modules/commands/index.ts';
import type { HostReader } from '../modules/hosts/index.ts';
import type { KillReader } from '../modules/kills/index.ts';
import type { SessionReader } from '../modules/sessions/index.ts';
import type { Task, TaskReader } from '../modules/tasks/index.ts';
import type { Related } from './context.ts';

interface RelatedReaders {
  readonly sessions: Pick<SessionReader, 'findMany'>;
  readonly tasks: TaskReader;
  readonly kills: KillReader;
  readonly hosts: Pick<HostReader, 'findMany' | 'countRunning'>;
  readonly approvals: Pick<ApprovalReader, 'findMany'>;
  readonly commands: Pick<CommandReader, 'ofApprovals'>;
}

/** Reads what belongs to sessions in one statement for all sessions of a turn. Keeps nothing: a subscription outlives every cache. */
export function createRelated({ sessions, tasks, kills, hosts, approvals, commands }: RelatedReaders): Related {
  const currentTasks = new DataLoader<string, Task | null>(
    async (sessionIds) => {
      const bySession = new Map((await tasks.currentOf(sessionIds)).map((task) => [task.sessionId, task]));
      return sessionIds.map((id) => bySession.get(id) ?? null);
    },
    { cache: false },
  );
  const killsById = loaderOf((ids) => kills.findMany(ids));
  const hostsById = loaderOf((ids) => hosts.findMany(ids));
  const runningCounts = new DataLoader<string, number>(
    async (hostIds) => {
      const counts = await hosts.countRunning(hostIds);
      return hostIds.map((id) => counts.get(id) ?? 0);
    },
    { cache: false },
  );
  const sessionsById = loaderOf((ids) => sessions.findMany(ids));
  const approvalsById = loaderOf((ids) => approvals.findMany(ids));
  const commandsByApproval = new DataLoader<string, Command | null>(
    async (approvalIds) => {
      const found = await commands.ofApprovals(approvalIds);
      const byApproval = new Map(found.map((command) => [command.approvalId, command]));
      return approvalIds.map((id) => byApproval.get(id) ?? null);
    },
    { cache: false },
  );

  return {
    currentTask: ({ id }) => currentTasks.load(id),
    tasks: ({ id }, first) => tasks.newestOf(id, first),
    kill: (killId) => killsById.load(killId),
    session: (sessionId) => sessionsById.load(sessionId),
    host: (hostId) => hostsById.load(hostId),
    runningSessionCount: (hostId) => runningCounts.load(hostId),
    approval: (approvalId) => approvalsById.load(approvalId),
    commandOf: (approvalId) => commandsByApproval.load(approvalId),
  };
}

function loaderOf<Thing extends { readonly id: string }>(
  findMany: (ids: readonly string[]) => Promise<readonly Thing[]>,
): DataLoader<string, Thing | null> {
  return new DataLoader(
    async (ids) => {
      const byId = await readEach(ids, findMany);
      return ids.map((id) => byId.get(id) ?? null);
    },
    { cache: false },
  );
}
