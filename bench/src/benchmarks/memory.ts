// What those who wait cost the server, ours beside its peers.
//
// What: the JavaScript heap that one more idle owner takes on a socket of its own, one more session with its kill signal on a
// socket shared by hundreds, and one more dashboard; for the owner also resident memory, which holds buffers and the
// operating system's rounding.
//
// How: each server in a process of its own with --expose-gc, the load in another. After 100 of a kind to warm up, 600 more
// are added three times; the heap is measured after collecting garbage, and each figure is the growth by one.
//
// What the peers do not do: keep a lease for each session, know who is authenticated, notice dead sockets by what they say,
// hold rights and filters of a dashboard. Raw ws keeps the socket and one entry in a map.

import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad } from '../harness/load.ts';
import { type Server, startPeer, startRollcall } from '../harness/servers.ts';
import type { IdlersApi } from '../load/idlers.ts';
import type { FleetTarget } from '../load/owners.ts';

const steps = 3;
const added = 600;
const warmUp = 100;

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
  readonly heapKiB: readonly number[];
  readonly residentKiB: readonly number[];
}

async function grow({ probe }: Server, add: (count: number) => Promise<void>): Promise<Growth> {
  await add(warmUp);
  const heapKiB: number[] = [];
  const residentKiB: number[] = [];
  let before = await probe.ask('heap');
  for (let step = 0; step < steps; step += 1) {
    await add(added);
    const after = await probe.ask('heap');
    heapKiB.push((after.heapBytes - before.heapBytes) / added / 1_024);
    residentKiB.push((after.residentBytes - before.residentBytes) / added / 1_024);
    before = after;
  }
  return { heapKiB, residentKiB };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const rows = [];
  for (const { name, kind, start } of entrants) {
    if (budget.isSpent) {
      findings.note(`Not measured, for want of time: ${name}.`);
      continue;
    }
    say(name);
    const server = await start();
    const load = startLoad<IdlersApi>('idlers');
    await load.ask('open', { kind, url: server.url });
    const owners = await grow(server, (count) => load.ask('addOwners', count));
    const isShared = kind !== 'events';
    const sessions = isShared ? await grow(server, (count) => load.ask('addSessions', count)) : null;
    const dashboards = isShared ? await grow(server, (count) => load.ask('addDashboards', count)) : null;
    rows.push({
      name,
      cells: [owners.heapKiB, owners.residentKiB, sessions?.heapKiB ?? null, dashboards?.heapKiB ?? null],
    });
    await load.child.stop();
    await server.child.stop();
  }
  findings.add({
    title: 'One more that waits',
    columns: [
      { name: 'owner: heap', unit: 'KiB' },
      { name: 'resident', unit: 'KiB' },
      { name: 'session on a shared socket: heap', unit: 'KiB' },
      { name: 'dashboard: heap', unit: 'KiB' },
    ],
    baseline: 'raw ws',
    rows,
  });
});
