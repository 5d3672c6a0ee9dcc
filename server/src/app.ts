import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { dashboardDir } from './folders.ts';
import type { Clock } from './kernel/clock.ts';
import { createEpoch, createIds } from './kernel/ids.ts';
import { createSecret, hashSecret } from './kernel/secrets.ts';
import { createServedClock, type ServedClock } from './kernel/served-clock.ts';
import { LiveAccess } from './modules/access/index.ts';
import { createIdentities } from './modules/access/identities.ts';
import type { ConfiguredKey } from './modules/access/keys.ts';
import { type PasswordCost, passwordCost } from './modules/access/passwords.ts';
import { createAccess } from './modules/access/service.ts';
import { createApprovals } from './modules/approvals/approvals.ts';
import { ApprovalTimes } from './modules/approvals/index.ts';
import { createHistoryService } from './modules/history/service.ts';
import { createKillService } from './modules/kills/service.ts';
import { createKillSignal } from './modules/kills/signal.ts';
import { createKillSweep } from './modules/kills/sweep.ts';
import { createHeartbeat } from './modules/sessions/heartbeat.ts';
import { type FollowUps, isRunning, Leases, OwnerConnection, RecentKills } from './modules/sessions/index.ts';
import { createSessionReading } from './modules/sessions/reading.ts';
import { createRegistration } from './modules/sessions/registration.ts';
import { createSessionService } from './modules/sessions/service.ts';
import { createSessionSweep } from './modules/sessions/sweep.ts';
import { createTaskService } from './modules/tasks/service.ts';
import type { Context, Services } from './schema/context.ts';
import { buildSchema } from './schema/index.ts';
import { createRelated } from './schema/related.ts';
import { openStore, type Store, StoreClosedError } from './store/store.ts';
import { knownDocuments } from './transport/generated/known-documents.ts';
import { createTransport } from './transport/transport.ts';
import { createWatch, type Watch } from './watch/watch.ts';

/** The secrets that are kept outside the database. */
export interface Secrets {
  /** Asked for only where there was no admin yet at the start. */
  bootstrapToken(): string;
  /** There is an admin, or was one: the bootstrap token is good for nothing any more. Called once. */
  retireBootstrapToken(): void;
  /** What the command line of this machine shows. */
  readonly terminalToken: string;
  /** The app keys it starts with. @param isFirst whether no key was ever made, so that one has to be */
  appKeys(isFirst: boolean): readonly ConfiguredKey[];
}

interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secrets: Secrets;
  /** @default {@link passwordCost} */
  readonly passwords?: PasswordCost;
}

export interface App {
  /** Where people and apps find it. */
  readonly url: string;
  /** Where programs of this machine do. */
  readonly localUrl: string;
  readonly services: Services;
  /** How many subscriptions are open. */
  openSubscriptionCount(): number;
  /** Ends connections, stores what waits, lets go of the files; twice without harm. */
  close(): Promise<void>;
}

const drainMs = 5_000;

/** Puts the server together and lets it listen. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, logger, secrets } = options;
  const { staleAfterMs, lostAfterMs } = config;
  const onError = (error: unknown): void => {
    // What was under way when we stopped has nowhere to go; a restart does it again.
    if (!(error instanceof StoreClosedError)) logger.error({ err: error }, 'background work failed');
  };

  const served = createServedClock(clock);
  const watch = createWatch(served);
  const leases = new Leases(served, { staleAfterMs, lostAfterMs });
  const recentKills = new RecentKills(clock, leases);
  const times = new ApprovalTimes(clock);
  const live = new LiveAccess(clock);
  const retireBootstrapToken = once(() => {
    try {
      secrets.retireBootstrapToken();
    } catch (error) {
      // It is refused all the same; only its file lies about.
      onError(error);
    }
  });

  const store = await openStore({
    dataDir: config.dataDir,
    newEpoch: createEpoch(),
    onCommit({ sessions, approvals, grants, access, sessionIds }) {
      const ended: string[] = [];
      for (const session of sessions.values()) {
        if (leases.observe(session)) recentKills.observe(session);
        if (!isRunning(session)) ended.push(session.id);
      }
      times.observe(approvals.values(), grants.values());
      if (live.observe(access, ended)) watch.wakeAll();
      else if (sessionIds.size > 0) watch.wake(sessionIds.keys());
      if (live.directory.isSetUp) retireBootstrapToken();
    },
    onSettled: () => watch.wakeWatches(),
  });
  try {
    await live.load(store.access);
    if (live.directory.isSetUp) retireBootstrapToken();
    return await assemble({ ...options, store, live, served, leases, recentKills, times, watch, onError });
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Parts extends AppOptions {
  readonly store: Store;
  readonly live: LiveAccess;
  readonly served: ServedClock;
  readonly leases: Leases;
  readonly recentKills: RecentKills;
  readonly times: ApprovalTimes;
  readonly watch: Watch;
  onError(error: unknown): void;
}

async function assemble(parts: Parts): Promise<App> {
  const { config, clock, logger, secrets, store, live, served, leases, recentKills, times, watch, onError } = parts;
  const { staleAfterMs, lostAfterMs, retentionMs } = config;
  const limits = { staleAfterMs, lostAfterMs };
  const { directory } = live;
  const { write } = store;
  const { openSubscription, shareSubscriptions } = watch;
  const createId = createIds(store.newestId);
  const reader = store.sessions;
  let url = '';
  const publicUrl = (): string => config.publicUrl ?? url;

  const {
    start: startAccess,
    saveLastUses,
    ...access
  } = createAccess({
    clock,
    createId,
    live,
    reader: store.access,
    write,
    passwordCost: parts.passwords ?? passwordCost,
    bootstrapToken: directory.isSetUp ? null : secrets.bootstrapToken(),
    terminalToken: secrets.terminalToken,
    publicUrl,
    onError,
  });
  const identityProvider =
    config.identityProvider && createIdentities({ clock, createId, config: config.identityProvider, write, onError });

  const follow: FollowUps = {
    approvalChanged: () => Promise.resolve(),
    sessionEnded: () => Promise.resolve(),
  };
  const sweep = createSessionSweep({ clock, leases, limits, retentionMs, reader, write, follow, onError });
  const killSweep = createKillSweep({ clock, sessions: reader, kills: store.kills, write, onError });
  const { watchGrace } = killSweep;
  const { reconcileSoon } = sweep;
  const kills = createKillService({ clock, createId, write, follow: follow.approvalChanged, watchGrace, onError });
  const { killSent } = kills;
  const { start: startApprovals, ...approvals } = createApprovals({
    ...{
      clock,
      createId,
      times,
      readers: store,
      epoch: store.epoch,
      write,
      follow: follow.approvalChanged,
      openSubscription,
      shareSubscriptions,
      onError,
    },
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
    history: createHistoryService({ reader: store.records }),
    heartbeat: createHeartbeat({ leases, reader, reconcileSoon, killSent }),
    openKillSignal: createKillSignal({
      leases,
      sessions: reader,
      kills: store.kills,
      openSubscription,
      killSent,
      reconcileSoon,
    }),
    reading: createSessionReading({ reader, epoch: store.epoch, shareSubscriptions }),
    registerSession: createRegistration({
      ...{ clock, createId, leases, recentKills, limits, write, createToken, quotaOf },
      follow: follow.approvalChanged,
    }),
    sessions: createSessionService({ clock, write, follow }),
    tasks: createTaskService({ clock, write }),
  };

  await access.appKeys.bringIn(secrets.appKeys([...directory.keys()].length === 0));
  await sweep.restore();
  await killSweep.restore();
  await startApprovals();
  const stopAccess = startAccess();
  const stopSweep = sweep.start();
  const stopServed = served.start();

  const related = createRelated({ sessions: reader, tasks: store.tasks, kills: store.kills });
  const lastHeardMs = (sessionId: string): number | null => leases.lastHeardWallMs(sessionId);
  let isReady = true;
  const transport = createTransport(
    {
      schema: buildSchema(),
      knownDocuments,
      createContext: (caller, connection): Context => ({
        caller,
        connection,
        services,
        related,
        clock,
        lastHeardMs,
        epoch: store.epoch,
        publicUrl: publicUrl(),
      }),
      authenticate: access.access.authenticate,
      admit: access.access.admit,
      signIns: { ...access.signIns, ...access.setUp },
      identityProvider,
      publicUrl,
      proxies: config.proxies,
      openConnection: () => new OwnerConnection(served),
      isReady: () => isReady,
      dashboardDir,
      clock: served,
      logger,
    },
    { host: config.host, port: config.port },
  );

  let closing: Promise<void> | null = null;
  async function shutDown(): Promise<void> {
    isReady = false;
    stopSweep();
    stopAccess();
    const heard = leases.heard();
    await transport.close(drainMs);
    stopServed(); // What is cut when the grace is over runs on it.
    killSweep.stop();
    times.deadlines.stop();
    await saveLastUses();
    await store.write(({ sessions }) => sessions.saveHeard(heard));
    await store.close();
  }

  try {
    ({ url } = await transport.listen());
  } catch (error) {
    stopSweep();
    stopServed();
    stopAccess();
    killSweep.stop();
    times.deadlines.stop();
    throw error;
  }
  return {
    url: publicUrl(),
    localUrl: url,
    services,
    openSubscriptionCount: () => watch.openCount(),
    close: () => (closing ??= shutDown()),
  };
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
