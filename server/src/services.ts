import type { Cancel, Clock } from './kernel/clock.ts';
import type { CreateId } from './kernel/ids.ts';
import { createSecret, hashSecret } from './kernel/secrets.ts';
import type { LiveAccess } from './modules/access/index.ts';
import type { createAccess } from './modules/access/service.ts';
import { createApprovals } from './modules/approvals/approvals.ts';
import type { ApprovalTimes } from './modules/approvals/index.ts';
import { createCommands } from './modules/commands/commands.ts';
import { CommandChecks, commandFollows, endCommandsOf, loseCommandsOf } from './modules/commands/index.ts';
import { createHistoryService } from './modules/history/service.ts';
import { createHosts } from './modules/hosts/hosts.ts';
import type { HostConnections } from './modules/hosts/index.ts';
import { createStartFollow } from './modules/hosts/starting.ts';
import type { PendingKills } from './modules/kills/index.ts';
import { createKillService } from './modules/kills/service.ts';
import { createKillSignal } from './modules/kills/signal.ts';
import { createKillSweep } from './modules/kills/sweep.ts';
import { createHeartbeat } from './modules/sessions/heartbeat.ts';
import type { FollowUps, Leases, RecentKills } from './modules/sessions/index.ts';
import { createSessionReading } from './modules/sessions/reading.ts';
import { createRegistration } from './modules/sessions/registration.ts';
import { createSessionService } from './modules/sessions/service.ts';
import { createSessionSweep } from './modules/sessions/sweep.ts';
import { createTaskService } from './modules/tasks/service.ts';
import type { Services } from './schema/context.ts';
import type { Store } from './store/store.ts';
import type { Watch } from './watch/watch.ts';

interface ServiceParts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly limits: { readonly staleAfterMs: number; readonly lostAfterMs: number };
  /** How long ended sessions are kept. */
  readonly retentionMs: number;
  readonly store: Store;
  readonly live: LiveAccess;
  readonly leases: Leases;
  readonly recentKills: RecentKills;
  readonly pendingKills: PendingKills;
  readonly times: ApprovalTimes;
  readonly connections: HostConnections;
  readonly watch: Watch;
  readonly access: Omit<ReturnType<typeof createAccess>, 'start' | 'saveLastUses'>;
  onError(error: unknown): void;
}

/** The use cases, put together; and what has to go on beside them. */
export function createServices(parts: ServiceParts) {
  const { clock, createId, limits, retentionMs, store, live, leases, recentKills, times, watch, onError } = parts;
  const { access, connections } = parts;
  const { directory } = live;
  const { write, epoch } = store;
  const { openSubscription, shareSubscriptions } = watch;
  const reader = store.sessions;

  const startFollows = createStartFollow(() => follow);
  const follow: FollowUps = {
    async approvalChanged(stores, before, after, by, nowMs) {
      switch (after.kind) {
        case 'SESSION_START':
          return startFollows(stores, before, after, by, nowMs);
        case 'COMMAND':
          return commandFollows(stores, after, by, nowMs);
        case 'QUESTION':
      }
    },
    async sessionEnded(stores, { id, remote }, by, nowMs) {
      if (remote === null) return;
      await endCommandsOf(stores, id, by, nowMs);
      // Its count of sessions is shown: those who watch hosts are told.
      const host = await stores.hosts.find(remote.hostId);
      if (host !== null && host.removedAtMs === null) await stores.hosts.update(host);
    },
  };
  const sweep = createSessionSweep({ clock, leases, limits, retentionMs, reader, write, follow, onError });
  const killSweep = createKillSweep({ clock, sessions: reader, kills: store.kills, write, onError });
  const { watchGrace } = killSweep;
  const { reconcileSoon } = sweep;
  const kills = createKillService({ clock, createId, write, follow: follow.approvalChanged, watchGrace, onError });
  const { killSent } = kills;
  const checks = new CommandChecks(clock, (hostId) => watch.wake([hostId]));
  const { startCommandSweep, ...commands } = createCommands({
    ...{ clock, createId, checks, times, readers: store, connections, epoch, write },
    ...{ follow: follow.approvalChanged, shareSubscriptions, onError },
  });
  const { restore: restoreHosts, ...hosts } = createHosts({
    ...{ clock, createId, connections, leases, times, checks, commands: store.commands, reader: store.hosts },
    ...{ epoch, write, follow },
    ...{ openSubscription, shareSubscriptions, killSent, reconcileSoon, watchGrace, onError },
    wake: (hostId) => watch.wake([hostId]),
    instanceGone: loseCommandsOf,
  });
  const { start: startApprovals, ...approvals } = createApprovals({
    ...{ clock, createId, times, readers: store, epoch, write, follow: follow.approvalChanged },
    ...{ openSubscription, shareSubscriptions, onError },
  });
  const createToken = () => {
    const token = createSecret('rst');
    return { token, hash: hashSecret(token) };
  };

  const quotaOf = (keyId: string): number | null => directory.key(keyId)?.maxRunningSessions ?? null;

  const services: Services = {
    ...access,
    kills,
    sweep,
    ...approvals,
    ...hosts,
    ...commands,
    history: createHistoryService({ reader: store.records }),
    heartbeat: createHeartbeat({ leases, reader, reconcileSoon, killSent }),
    openKillSignal: createKillSignal({
      leases,
      sessions: reader,
      kills: store.kills,
      pendingKills: parts.pendingKills,
      openSubscription,
      killSent,
      reconcileSoon,
    }),
    reading: createSessionReading({ reader, epoch, shareSubscriptions }),
    registerSession: createRegistration({
      ...{ clock, createId, leases, recentKills, limits, write, createToken, quotaOf },
      follow: follow.approvalChanged,
    }),
    sessions: createSessionService({ clock, createId, write, follow, watchGrace }),
    tasks: createTaskService({ clock, write }),
  };

  return {
    services,

    /** After a start: what was under way goes on. */
    async restore(): Promise<void> {
      await sweep.restore();
      await killSweep.restore();
      await restoreHosts();
      await startApprovals();
    },

    startSweep(): Cancel {
      const stops = [sweep.start(), startCommandSweep(), () => checks.stop()];
      return () => stops.forEach((stop) => stop());
    },

    /** Lets nothing fall due any more. */
    stopTimers(): void {
      killSweep.stop();
      times.deadlines.stop();
    },
  };
}
