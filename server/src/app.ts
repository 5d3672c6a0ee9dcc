import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Clock } from './kernel/clock.ts';
import { createIds } from './kernel/ids.ts';
import { createSecret, hashSecret } from './kernel/secrets.ts';
import { createAccessService } from './modules/access/service.ts';
import { createHistoryService } from './modules/history/service.ts';
import { createKillService } from './modules/kills/service.ts';
import { createKillSignal } from './modules/kills/signal.ts';
import { createKillSweep } from './modules/kills/sweep.ts';
import { createHeartbeat } from './modules/sessions/heartbeat.ts';
import { Leases, OwnerConnection, RecentKills } from './modules/sessions/index.ts';
import { createSessionReading } from './modules/sessions/reading.ts';
import { createRegistration } from './modules/sessions/registration.ts';
import { createSessionService } from './modules/sessions/service.ts';
import { createSessionSweep } from './modules/sessions/sweep.ts';
import { createTaskService } from './modules/tasks/service.ts';
import type { Context, Services } from './schema/context.ts';
import { buildSchema } from './schema/index.ts';
import { createRelated } from './schema/related.ts';
import { openStore, StoreClosedError } from './store/store.ts';
import { createTransport } from './transport/transport.ts';
import { createWatch } from './watch/watch.ts';

interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly adminToken: string;
  readonly appKeys: readonly [string, ...string[]];
}

export interface App {
  /** Where it answers. */
  readonly url: string;
  readonly services: Services;
  /** How many subscriptions are open. */
  openSubscriptionCount(): number;
  /** Ends connections, stores what waits, lets go of the files; twice without harm. */
  close(): Promise<void>;
}

const drainMs = 5_000;

/** Puts the server together and lets it listen. */
export async function createApp({ config, clock, logger, adminToken, appKeys }: AppOptions): Promise<App> {
  const { staleAfterMs, lostAfterMs, retentionMs } = config;
  const limits = { staleAfterMs, lostAfterMs };
  const onError = (error: unknown): void => {
    // What was under way when we stopped has nowhere to go; a restart does it again.
    if (!(error instanceof StoreClosedError)) logger.error({ err: error }, 'background work failed');
  };

  const watch = createWatch();
  const leases = new Leases(clock, limits);
  const recentKills = new RecentKills(clock, leases);
  const store = await openStore({
    dataDir: config.dataDir,
    newEpoch: Array.from({ length: 8 }, () => randomInt(36).toString(36)).join(''),
    onCommit(changed) {
      for (const session of changed.values()) {
        if (leases.observe(session)) recentKills.observe(session);
      }
      watch.wake(changed.keys());
    },
  });
  const { write } = store;
  const { openSubscription } = watch;
  const createId = createIds(store.newestId);
  const reader = store.sessions;

  const access = createAccessService({ clock, adminToken, appKeys, reader: store.access, write });
  const sweep = createSessionSweep({ clock, leases, limits, retentionMs, reader, write, onError });
  const killSweep = createKillSweep({ clock, sessions: reader, kills: store.kills, write, onError });
  const { watchGrace } = killSweep;
  const { reconcileSoon } = sweep;
  const kills = createKillService({ clock, createId, write, watchGrace, onError });
  const { killSent } = kills;
  const createToken = () => {
    const token = createSecret('rst');
    return { token, hash: hashSecret(token) };
  };

  const services: Services = {
    access,
    kills,
    sweep,
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
    reading: createSessionReading({ reader, epoch: store.epoch, openSubscription }),
    registerSession: createRegistration({ clock, createId, leases, recentKills, limits, write, createToken }),
    sessions: createSessionService({ clock, write }),
    tasks: createTaskService({ clock, write }),
  };

  await sweep.restore();
  await killSweep.restore();
  const stopSweep = sweep.start();

  const related = createRelated({ tasks: store.tasks, kills: store.kills });
  let isReady = true;
  let url = '';
  const transport = createTransport(
    {
      schema: buildSchema(),
      createContext: (caller, connection): Context => ({
        caller,
        connection,
        services,
        related,
        clock,
        lastHeardMs: (sessionId) => leases.lastHeardWallMs(sessionId),
        epoch: store.epoch,
        publicUrl: config.publicUrl ?? url,
      }),
      authenticate: (credentials) => access.authenticate(credentials),
      signIns: {
        begin: (proof, origin) => access.beginSignIn(proof, origin),
        end: (secret) => access.endSignIn(secret),
      },
      openConnection: () => new OwnerConnection(clock),
      isReady: () => isReady,
      dashboardDir: resolve(import.meta.dirname, '../../web/build'),
      clock,
      logger,
    },
    { host: config.host, port: config.port },
  );

  let closing: Promise<void> | null = null;
  async function shutDown(): Promise<void> {
    isReady = false;
    stopSweep();
    const heard = leases.heard();
    await transport.close(drainMs);
    killSweep.stop();
    await store.write(({ sessions }) => sessions.saveHeard(heard));
    await store.close();
  }

  try {
    ({ url } = await transport.listen());
  } catch (error) {
    stopSweep();
    killSweep.stop();
    await store.close();
    throw error;
  }
  return {
    url: config.publicUrl ?? url,
    services,
    openSubscriptionCount: () => watch.openCount(),
    close: () => (closing ??= shutDown()),
  };
}
