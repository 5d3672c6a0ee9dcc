import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { dashboardDir } from './folders.ts';
import type { Clock } from './kernel/clock.ts';
import { createEpoch, createIds } from './kernel/ids.ts';
import { createServedClock, type ServedClock } from './kernel/served-clock.ts';
import { LiveAccess } from './modules/access/index.ts';
import { createIdentities } from './modules/access/identities.ts';
import type { ConfiguredKey } from './modules/access/keys.ts';
import { type PasswordCost, passwordCost } from './modules/access/passwords.ts';
import { createAccess } from './modules/access/service.ts';
import { ApprovalTimes } from './modules/approvals/index.ts';
import { HostConnections } from './modules/hosts/index.ts';
import { PendingKills } from './modules/kills/index.ts';
import { isRunning, Leases, OwnerConnection, RecentKills } from './modules/sessions/index.ts';
import type { Context, Services } from './schema/context.ts';
import { OperationContext } from './schema/operation-context.ts';
import { buildSchema } from './schema/index.ts';
import { createRelated } from './schema/related.ts';
import { createServices } from './services.ts';
import { openStore, type Store, StoreClosedError } from './store/store.ts';
import { earlierDocuments } from './transport/earlier-documents.ts';
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
  const pendingKills = new PendingKills();
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
    onOldDatabase(steps) {
      logger.info({ steps }, 'The database is of an earlier release and is brought up to date; this may take a while');
    },
    onCommit({ sessions, kills, approvals, grants, access, wakeIds, commandIds }) {
      const ended: string[] = [];
      for (const session of sessions.values()) {
        if (leases.observe(session)) recentKills.observe(session);
        if (!isRunning(session)) ended.push(session.id);
      }
      pendingKills.observe(kills.values(), ended);
      times.observe(approvals.values(), grants.values());
      if (live.observe(access, ended)) watch.wakeAll();
      else {
        if (wakeIds.size > 0) watch.wake(wakeIds.keys());
        if (commandIds.length > 0) watch.wake(commandIds);
      }
      if (live.directory.isSetUp) retireBootstrapToken();
    },
    onSettled: () => watch.wakeWatches(),
  });
  try {
    await live.load(store.access);
    if (live.directory.isSetUp) retireBootstrapToken();
    const kept = { store, live, served, leases, recentKills, pendingKills, times };
    return await assemble({ ...options, ...kept, watch, onError });
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
  readonly pendingKills: PendingKills;
  readonly times: ApprovalTimes;
  readonly watch: Watch;
  onError(error: unknown): void;
}

async function assemble(parts: Parts): Promise<App> {
  const { config, clock, logger, secrets, store, live, served, leases, recentKills, times, watch, onError } = parts;
  const { staleAfterMs, lostAfterMs, retentionMs } = config;
  const { directory } = live;
  const { write } = store;
  const createId = createIds(store.newestId);
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

  const connections = new HostConnections();
  const { services, restore, startSweep, stopTimers } = createServices({
    ...{ clock, createId, limits: { staleAfterMs, lostAfterMs }, retentionMs, store, live, leases, recentKills },
    ...{ pendingKills: parts.pendingKills, times, connections, watch, access, onError },
  });

  await access.appKeys.bringIn(secrets.appKeys([...directory.keys()].length === 0));
  await restore();
  const stopAccess = startAccess();
  const stopSweep = startSweep();
  const stopServed = served.start();

  const shared: Omit<Context, 'caller' | 'connection'> = {
    services,
    related: createRelated(store),
    clock,
    lastHeardMs: (sessionId) => leases.lastHeardWallMs(sessionId),
    hostLoad: (hostId) => connections.loadOf(hostId),
    hostLastHeardMs: (hostId) => connections.lastHeardWallMs(hostId),
    epoch: store.epoch,
    get publicUrl() {
      return publicUrl();
    },
  };
  let isReady = true;
  const transport = createTransport(
    {
      schema: buildSchema(),
      knownDocuments: { ...earlierDocuments, ...knownDocuments },
      createContext: (caller, connection) => new OperationContext(shared, caller, connection),
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
    const heard = [...leases.heard()];
    await transport.close(drainMs);
    stopServed(); // What is cut when the grace is over runs on it.
    stopTimers();
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
    stopTimers();
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
