// Everybody comes back at once after a restart.
//
// What: the time from the moment the restarted server listens until it calls all of 10,000 sessions LIVE again, how
// long it was away, and how many sessions were lost, ended or called stale meanwhile. Once with an owner and a socket for each
// session, once by the SDK with 250 clients of 40 sessions. Whoever is not back after 30 seconds is counted as such.
//
// How: the server in a process of its own, all owners in another. It is killed with -9 and started again at once on the same
// data and port. The owners come back by the SDK's rule for waiting, say that they live and listen for kills again. An admin
// asks every 200 ms how many sessions are LIVE.
//
// No peer: none of them knows who was there.

import { setTimeout as delay } from 'node:timers/promises';
import { SessionCountsDocument, type SessionCountsQuery } from '@rollcall/sdk/operations';
import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad } from '../harness/load.ts';
import { openFilesLimit } from '../harness/machine.ts';
import { createFolder, freePort, type Server, startRollcall } from '../harness/servers.ts';
import type { ReturnersApi } from '../load/returners.ts';
import type { GraphqlSocket } from '../wire/graphql-socket.ts';
import { openAdmin, payloadFor, type Target } from '../wire/target.ts';

const wanted = 10_000;
const rounds = 2;
const askEveryMs = 200;
const patienceMs = 30_000;
/** A slow machine gets fewer owners. */
const connectMs = 30_000;

type Filter = Readonly<Record<string, readonly string[]>>;

async function count(target: Target, admin: GraphqlSocket, filter: Filter): Promise<number> {
  const payload = payloadFor(target, SessionCountsDocument, { by: 'STATUS', filter });
  const { sessionCounts } = await admin.request<SessionCountsQuery>(payload);
  return sessionCounts.reduce((sum, group) => sum + group.count, 0);
}

/** @returns how many are LIVE in the end, and when the last one was */
async function whenLive(
  target: Target,
  admin: GraphqlSocket,
  sessions: number,
): Promise<{ live: number; atMs: number }> {
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    const live = await count(target, admin, { liveness: ['LIVE'], lifecycle: ['ACTIVE'] });
    const atMs = performance.now();
    if (live === sessions || atMs > deadlineMs) return { live, atMs };
    await delay(askEveryMs);
  }
}

interface Storm {
  readonly awayMs: number;
  readonly backMs: number;
  readonly notBack: number;
  readonly endedOrStale: number;
}

async function restart(
  server: Server,
  dataDir: string,
  sessions: number,
): Promise<{ readonly server: Server; readonly storm: Storm; readonly firstLive: number }> {
  const downMs = performance.now();
  await server.child.stop('SIGKILL');
  const again = await startRollcall({ dataDir, port: Number(new URL(server.url).port) });
  const upMs = performance.now();
  const target: Target = { kind: 'rollcall', url: again.url };
  const admin = await openAdmin(target);
  const firstLive = await count(target, admin, { liveness: ['LIVE'], lifecycle: ['ACTIVE'] });
  const { live, atMs } = await whenLive(target, admin, sessions);
  const ended = await count(target, admin, { lifecycle: ['ENDED'] });
  const stale = await count(target, admin, { liveness: ['STALE', 'LOST'] });
  admin.cut();
  const storm = { awayMs: upMs - downMs, backMs: atMs - upMs, notBack: sessions - live, endedOrStale: ended + stale };
  return { server: again, storm, firstLive };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const isRoomy = (openFilesLimit() ?? Infinity) > wanted + 200;
  const wireSockets = isRoomy ? wanted : 200;
  if (!isRoomy) {
    findings.note(
      `${wireSockets} sockets instead of ${wanted}: raise the limit of open files (ulimit -n) for one each.`,
    );
  }
  const variants = [
    {
      name: isRoomy ? 'a socket for each session' : 'a socket for each 50 sessions',
      call: 'connect',
      sockets: wireSockets,
    },
    { name: 'by the SDK, a client for each 40 sessions', call: 'connectBySdk', sockets: 250 },
  ] as const;
  const rows = [];
  for (const { name, call, sockets } of variants) {
    if (budget.isSpent) {
      findings.note(`Not measured, for want of time: ${name}.`);
      continue;
    }
    say(name);
    const dataDir = createFolder();
    let server = await startRollcall({ dataDir, port: await freePort() });
    const load = startLoad<ReturnersApi>('returners');
    const sessionsPerSocket = wanted / sockets;
    const opened = await load.ask(call, { url: server.url, sockets, sessionsPerSocket, forMs: connectMs });
    const sessions = opened * sessionsPerSocket;
    if (sessions < wanted) findings.note(`${name}: ${sessions} sessions instead of ${wanted}, for want of time.`);
    const storms: Storm[] = [];
    let strange = 0;
    for (const _round of budget.rounds(rounds)) {
      const restarted = await restart(server, dataDir, sessions);
      server = restarted.server;
      storms.push(restarted.storm);
      const { attempts, strangeAnswers } = await load.ask('tally');
      strange += strangeAnswers;
      if (attempts > 0) say(`${attempts} attempts to connect, ${restarted.firstLive} LIVE when first asked`);
    }
    if (strange > 0) findings.note(`${name}: ${strange} leases were not renewed at the first word.`);
    rows.push({
      name,
      cells: [
        [sessions],
        storms.map(({ awayMs }) => awayMs),
        storms.map(({ backMs }) => backMs),
        storms.map(({ notBack }) => notBack),
        storms.map(({ endedOrStale }) => endedOrStale),
      ],
    });
    await load.child.stop();
    await server.child.stop();
  }
  findings.add({
    title: 'All sessions come back after a restart',
    columns: [
      { name: 'sessions', unit: '' },
      { name: 'server away', unit: 'ms' },
      { name: 'all LIVE, since it listens', unit: 'ms' },
      { name: 'not back', unit: '' },
      { name: 'ended or stale', unit: '' },
    ],
    baseline: null,
    rows,
  });
});
