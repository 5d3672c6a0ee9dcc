// Changes on their way to many dashboards, ours beside its peers.
//
// What: from the moment an owner sends a change until the last of 100, 1,000 and 5,000 dashboards has it, and the server's
// processor time for each delivery (a change to a dashboard); the same for 20 changes sent at once.
//
// How: each server in a process of its own, its dashboards and its owner in another, one socket a dashboard, all connected
// from the start of a size on. Each dashboard has received all changes of a burst before the next one begins. Three rounds,
// each going through all servers in turn, with 20, 20 or 10 changes and four bursts in each, or as many as begin within two
// seconds; where a burst takes longer than that, once. To sockets that were quiet for a while the first three or four changes
// take longer, from every server; with twenty the median is of a server that goes on telling.
//
// The same for all: the message. Ours is asked first for what a dashboard that was just opened watches, by the dashboard's own
// document, and what it sent is what the peers send; the GraphQL servers execute the same document for it, with the same
// session behind it. And the warm-up: 4,500 changes, 1,500 of them one by one and the others in bursts, to five dashboards
// and for eight seconds at most. A server that runs has told of thousands before, and one that has not spends its time on
// what V8 has yet to compile: it optimises what makes a message of a session after some 2,400 of them.
//
// What the peers do not do: store the change (ours has it on disk, with its revision and record, before it tells anyone),
// authenticate, decide what each dashboard may see, ask whether the session matches the dashboard's filter, catch up a
// dashboard that was away, bound what a slow one makes them keep. Raw ws and socket.io encode the message once and execute
// nothing; the other GraphQL servers execute the subscription for each dashboard. Raw ws stands there a second time, batching:
// what one turn of the event loop brings is one message, as in ours. It is what a burst takes with nothing done for it but that.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { cpuOf } from '../harness/entrants.ts';
import { startLoad } from '../harness/load.ts';
import { openFilesLimit } from '../harness/machine.ts';
import type { Table } from '../harness/report.ts';
import { createFolder, type Server, startPeer, startRollcall } from '../harness/servers.ts';
import { median } from '../harness/statistics.ts';
import { type AudienceTarget, burstSize } from '../load/audiences.ts';
import type { DashboardsApi } from '../load/dashboards.ts';

const rounds = 3;
const burstsPerRound = 4;
const sizes = [
  { dashboards: 100, singles: 20 },
  { dashboards: 1_000, singles: 20 },
  { dashboards: 5_000, singles: 10 },
];
const warmUp = { dashboards: 5, bursts: 150, singlesBeforeBurst: 10, limitMs: 8_000 };
/** What takes longer is measured once. */
const patienceMs = 2_000;
/** What would take longer, by the size before, is not measured. */
const longestBurstMs = 6_000;

interface Peer {
  readonly name: string;
  readonly kind: AudienceTarget['kind'];
  readonly program: string;
  readonly args?: readonly string[];
}

const peers: readonly Peer[] = [
  { name: 'raw ws', kind: 'raw', program: 'raw-ws' },
  { name: 'raw ws, batching', kind: 'raw', program: 'raw-ws', args: ['batching'] },
  { name: 'socket.io', kind: 'socket.io', program: 'socket-io' },
  { name: 'Yoga', kind: 'graphql', program: 'yoga' },
  { name: 'Apollo Server', kind: 'graphql', program: 'apollo' },
  { name: 'Mercurius', kind: 'graphql', program: 'mercurius' },
];

type Load = ReturnType<typeof startLoad<DashboardsApi>>;

interface Entrant {
  readonly name: string;
  /** For one dashboard, at the size before. */
  burstMsEach: number;
  readonly server: Server;
  readonly load: Load;
}

async function enter(name: string, kind: AudienceTarget['kind'], server: Server): Promise<Entrant> {
  const load = startLoad<DashboardsApi>('dashboards');
  await load.ask('open', { kind, url: server.url });
  return { name, burstMsEach: 0, server, load };
}

async function startAll(): Promise<{ entrants: readonly Entrant[]; messageBytes: number }> {
  const ours = await enter('Rollcall', 'rollcall', await startRollcall());
  await ours.load.ask('connect', 1);
  const example = await ours.load.ask('example');
  const { payload } = JSON.parse(example) as { payload: { data: { sessionChanges: object } } };
  const path = join(createFolder(), 'changes.json');
  writeFileSync(path, JSON.stringify(payload.data.sessionChanges));
  const entrants: Entrant[] = [];
  for (const { name, kind, program, args = [] } of peers) {
    entrants.push(await enter(name, kind, await startPeer(program, { args: [path, ...args] })));
  }
  entrants.splice(1, 0, ours);
  return { entrants, messageBytes: Buffer.byteLength(example) };
}

async function warm({ load }: Entrant): Promise<void> {
  await load.ask('connect', warmUp.dashboards);
  const endMs = performance.now() + warmUp.limitMs;
  for (let bursts = 0; bursts < warmUp.bursts && performance.now() < endMs; bursts += 1) {
    for (let singles = 0; singles < warmUp.singlesBeforeBurst; singles += 1) await load.ask('change', 1);
    await load.ask('change', burstSize);
  }
}

interface Figures {
  readonly changeMs: number[];
  readonly changeCpuUs: number[];
  readonly burstMs: number[];
  readonly burstCpuUs: number[];
}

function noFigures(): Figures {
  return { changeMs: [], changeCpuUs: [], burstMs: [], burstCpuUs: [] };
}

async function measure(entrant: Entrant, dashboards: number, singles: number, figures: Figures): Promise<void> {
  const { server, load } = entrant;
  /** @returns how many were told within our patience, one at least */
  const tell = async (changes: number, times: number, durations: number[]): Promise<number> => {
    const startMs = performance.now();
    let done = 0;
    do {
      durations.push((await load.ask('change', changes)).ms);
      done += 1;
    } while (done < times && performance.now() - startMs < patienceMs);
    return done;
  };
  const changes = await cpuOf(server, () => tell(1, singles, figures.changeMs));
  figures.changeCpuUs.push(changes.cpuUs / (changes.value * dashboards));
  const wasLate = (figures.burstMs[0] ?? 0) > patienceMs;
  if (wasLate || entrant.burstMsEach * dashboards > longestBurstMs) return;
  const bursts = await cpuOf(server, () => tell(burstSize, burstsPerRound, figures.burstMs));
  figures.burstCpuUs.push(bursts.cpuUs / (bursts.value * burstSize * dashboards));
  entrant.burstMsEach = median(figures.burstMs) / dashboards;
}

function tableOf(dashboards: number, measured: readonly { entrant: Entrant; figures: Figures }[]): Table {
  return {
    title: `${dashboards} dashboards: one change, and ${burstSize} at once`,
    columns: [
      { name: 'to the last', unit: 'ms' },
      { name: 'CPU a delivery', unit: 'µs' },
      { name: `${burstSize}: to the last`, unit: 'ms' },
      { name: 'CPU a delivery', unit: 'µs' },
    ],
    baseline: 'raw ws',
    rows: measured.map(({ entrant: { name }, figures }) => ({
      name,
      cells: [figures.changeMs, figures.changeCpuUs, figures.burstMs, figures.burstCpuUs],
    })),
  };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const { entrants, messageBytes } = await startAll();
  findings.note(
    `One change is a message of ${messageBytes} bytes in ours. A dash is a burst that would take too long.`,
  );
  const limit = (openFilesLimit() ?? Infinity) - 200;
  const out = new Set<Entrant>();
  say('warm-up');
  for (const entrant of entrants) await warm(entrant);
  for (const { dashboards, singles } of sizes) {
    const count = Math.min(dashboards, limit);
    if (count < dashboards) {
      findings.note(
        `${count} dashboards instead of ${dashboards}: raise the limit of open files (ulimit -n) for more.`,
      );
    }
    say(`${count} dashboards`);
    /** A server that cuts its dashboards off has no further figures; the others go on. */
    const attempt = async (entrant: Entrant, work: () => Promise<unknown>): Promise<void> => {
      if (out.has(entrant)) return;
      try {
        await work();
      } catch (error) {
        out.add(entrant);
        const why = error instanceof Error ? error.message : String(error);
        findings.note(`${entrant.name} with ${count} dashboards: ${why}.`);
      }
    };
    const measured = entrants.map((entrant) => ({ entrant, figures: noFigures() }));
    for (const { entrant } of measured) {
      await attempt(entrant, async () => {
        await entrant.load.ask('connect', count);
        await entrant.load.ask('change', 1);
      });
    }
    for (const _round of budget.rounds(rounds)) {
      for (const { entrant, figures } of measured) {
        await attempt(entrant, () => measure(entrant, count, singles, figures));
      }
    }
    findings.add(tableOf(count, measured));
  }
});
