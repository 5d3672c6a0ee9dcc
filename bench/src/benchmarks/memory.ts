// What those who wait cost the server, ours beside its peers.
//
// What: the JavaScript heap that one more idle owner takes on a socket of its own, one more session with its kill signal on a
// socket shared by hundreds, and one more dashboard; for the owner also resident memory, which holds buffers and the
// operating system's rounding.
//
// How: each server and each kind in a process of its own with --expose-gc, the load in another. After 2,000 of a kind 2,000
// more are added, and what they added to the heap, behind collections of garbage, is divided among them. By then what a
// server keeps up to a bound is full, and every table that doubles has doubled once: added in smaller steps, the same owners
// take up to a third more in one step than in the next, and the more so in a server that has more tables.
//
// What the peers do not do: keep a lease for each session, know who is authenticated, notice dead sockets by what they say,
// hold rights and filters of a dashboard. Raw ws keeps the socket and one entry in a map.

import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad } from '../harness/load.ts';
import type { Cell } from '../harness/report.ts';
import { type Server, startPeer, startRollcall } from '../harness/servers.ts';
import type { IdlersApi } from '../load/idlers.ts';
import type { FleetTarget } from '../load/owners.ts';

const added = 2_000;

const entrants: readonly {
  readonly name: string;
  readonly kind: FleetTarget['kind'];
  readonly start: () => Promise<Server>;
}[] = [
  { name: 'raw ws', kind: 'raw', start: () => startPeer('raw-ws', { exposesGc: true }) },
  { name: 'Rollcall', kind: 'rollcall', start: () => startRollcall({ exposesGc: true }) },
  { name: 'Yoga over ws', kind: 'graphql', start: () => startPeer('yoga', { exposesGc: true }) },
  { name: 'Yoga over SSE', kind: 'events', start: () => startPeer('yoga', { exposesGc: true }) },
];

interface Growth {
  readonly heapKiB: number;
  readonly residentKiB: number;
}

type Kind = 'addOwners' | 'addSessions' | 'addDashboards';

async function growthByOne({ kind, start }: (typeof entrants)[number], add: Kind): Promise<Growth> {
  const { url, child, probe } = await start();
  const load = startLoad<IdlersApi>('idlers');
  await load.ask('open', { kind, url });
  await load.ask(add, added);
  const before = await probe.ask('heap');
  await load.ask(add, added);
  const after = await probe.ask('heap');
  await load.child.stop();
  await child.stop();
  return {
    heapKiB: (after.heapBytes - before.heapBytes) / added / 1_024,
    residentKiB: (after.residentBytes - before.residentBytes) / added / 1_024,
  };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const measured = entrants.map((entrant) => {
    const owners: Growth[] = [];
    const sessions: Growth[] = [];
    const dashboards: Growth[] = [];
    return { entrant, owners, sessions, dashboards };
  });
  for (const round of budget.rounds(2)) {
    for (const { entrant, owners, sessions, dashboards } of measured) {
      say(`${entrant.name}, round ${round + 1}`);
      owners.push(await growthByOne(entrant, 'addOwners'));
      if (entrant.kind === 'events') continue;
      sessions.push(await growthByOne(entrant, 'addSessions'));
      dashboards.push(await growthByOne(entrant, 'addDashboards'));
    }
  }
  const heap = (growths: readonly Growth[]): Cell => (growths.length === 0 ? null : growths.map((of) => of.heapKiB));
  findings.add({
    title: 'One more that waits',
    columns: [
      { name: 'owner: heap', unit: 'KiB' },
      { name: 'resident', unit: 'KiB' },
      { name: 'session on a shared socket: heap', unit: 'KiB' },
      { name: 'dashboard: heap', unit: 'KiB' },
    ],
    baseline: 'raw ws',
    rows: measured.map(({ entrant: { name }, owners, sessions, dashboards }) => ({
      name,
      cells: [heap(owners), owners.map(({ residentKiB }) => residentKiB), heap(sessions), heap(dashboards)],
    })),
  });
});
