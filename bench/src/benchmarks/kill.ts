// A kill on its way to the owner, ours beside its peers.
//
// What: from the moment somebody sends the kill until the owner's callback is called, the median and the 99th percentile, with
// 1,000 and 5,000 owners connected that say every ten seconds that they live, and with 5,000 that say so every second. By the
// SDK, until the session's AbortSignal aborts.
//
// How: each server in a process of its own, its owners and whoever kills in another. One kill at a time, of an owner
// picked at random; before the next, the killed session has ended, its owner has a new one, and 5 to 15 ms have passed, by
// chance: a pause of always 5 fell into step with the heartbeats, which leave every 10 ms. Four rounds, each going through
// all servers in turn, with 150 kills each or as many as begin in two and a half seconds. The 99th percentile is that of all
// rounds' kills together: of one round's alone it is the worst but one, and a matter of luck.
//
// The same for all: the kill is on disk (kill, session and record in SQLite with full sync, in one transaction with whatever
// else this turn of the event loop brought) before the owner hears of it, and the order's bytes.
//
// Yoga is left out where 5,000 owners speak every second: it does not keep up with that.
//
// What the peers do not do: authenticate, decide who may kill whom, check bounds, keep the receipt as it is sent, acknowledged
// and ended, tell watchers of the session, tell an owner that was away when it comes back, notice who stays silent.

import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad } from '../harness/load.ts';
import { openFilesLimit } from '../harness/machine.ts';
import { type Server, startPeer, startRollcall } from '../harness/servers.ts';
import { percentile } from '../harness/statistics.ts';
import type { FleetTarget, KillFigures, KillRun, OwnersApi } from '../load/owners.ts';

const rounds = 4;
const kills = 150;
const forMs = 2_500;
const scenarios = [
  { owners: 1_000, beatsPerSecond: 100 },
  { owners: 5_000, beatsPerSecond: 500 },
  { owners: 5_000, beatsPerSecond: 5_000 },
];
/** More than the peers on GraphQL can answer. */
const manyBeatsPerSecond = 2_000;

const entrants: readonly {
  readonly name: string;
  readonly kind: FleetTarget['kind'];
  readonly start: () => Promise<Server>;
}[] = [
  { name: 'raw ws relay', kind: 'raw', start: () => startPeer('raw-ws') },
  { name: 'Rollcall', kind: 'rollcall', start: () => startRollcall() },
  { name: 'Yoga over ws', kind: 'graphql', start: () => startPeer('yoga') },
  { name: 'Yoga over SSE', kind: 'events', start: () => startPeer('yoga') },
];

interface Line {
  readonly name: string;
  readonly p50: number[];
  /** Of all rounds. */
  readonly latenciesMs: number[];
  readonly beats: number[];
  readonly run: (run: KillRun) => Promise<KillFigures>;
}

function line(name: string, run: Line['run']): Line {
  return { name, p50: [], latenciesMs: [], beats: [], run };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const limit = (openFilesLimit() ?? Infinity) - 200;
  const started: { name: string; kind: FleetTarget['kind']; load: ReturnType<typeof startLoad<OwnersApi>> }[] = [];
  for (const { name, kind, start } of entrants) {
    const { url } = await start();
    const load = startLoad<OwnersApi>('owners');
    await load.ask('open', { kind, url });
    started.push({ name, kind, load });
  }
  for (const { owners, beatsPerSecond } of scenarios) {
    const count = Math.min(owners, limit);
    if (count < owners) {
      findings.note(`${count} owners instead of ${owners}: raise the limit of open files (ulimit -n) for more.`);
    }
    if (budget.isSpent) {
      findings.note(`Not measured, for want of time: ${owners} owners, ${beatsPerSecond} heartbeats a second.`);
      continue;
    }
    say(`${count} owners, ${beatsPerSecond} heartbeats a second`);
    const able = started.filter(
      ({ kind }) => beatsPerSecond < manyBeatsPerSecond || kind === 'raw' || kind === 'rollcall',
    );
    for (const { load } of able) {
      await load.ask('connect', count);
      await load.ask('kill', { kills: 20, forMs, beatsPerSecond });
    }
    const lines = able.flatMap(({ name, kind, load }) => [
      line(name, (run) => load.ask('kill', run)),
      ...(kind === 'rollcall' ? [line(`${name}, to the SDK’s AbortSignal`, (run) => load.ask('killBySdk', run))] : []),
    ]);
    for (const _round of budget.rounds(rounds)) {
      for (const { p50, latenciesMs, beats, run } of lines) {
        const figures = await run({ kills, forMs, beatsPerSecond });
        p50.push(percentile(figures.latenciesMs, 0.5));
        latenciesMs.push(...figures.latenciesMs);
        beats.push(figures.beatsPerSecond);
      }
    }
    findings.add({
      title: `Kill, ${count} owners connected, ${beatsPerSecond} heartbeats a second asked for`,
      columns: [
        { name: 'p50', unit: 'ms' },
        { name: 'p99', unit: 'ms' },
        { name: 'heartbeats answered', unit: '/s' },
      ],
      baseline: 'raw ws relay',
      rows: lines.map(({ name, p50, latenciesMs, beats }) => ({
        name,
        cells: [p50, [percentile(latenciesMs, 0.99)], beats],
      })),
    });
  }
});
