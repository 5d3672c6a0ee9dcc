// Proof of life and durable writes, ours beside its peers.
//
// What: the server's processor time for one message and the most messages it takes a second, for a heartbeat that names one
// session, one that names a hundred, and a durable write (a task started, a task finished: each is one), and for a
// heartbeat of one session over HTTP.
//
// How: each server in a process of its own, each load in another. 20 owners on a socket each, with 100 sessions each, have 8
// messages under way all the time (over HTTP one); what the process used is asked from inside it, before and after. All
// servers run from the start; three rounds, each going through all of them in turn, so that what else the machine
// does hits all alike. Every answer is looked at.
//
// The same for all: the bytes of the answer's data, and the rows of a durable write (task, session, record) in SQLite with full
// sync, one transaction for all that comes in one turn of the event loop.
//
// What the peers do not do: authenticate, decide rights by session and owner, check bounds, mask errors, keep
// revisions and tell watchers, take kills along in the answer, notice who stays silent. Raw ws has no schema either.

import { cpuOf } from '../harness/entrants.ts';
import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad } from '../harness/load.ts';
import type { Row } from '../harness/report.ts';
import { type Server, startPeer, startRollcall } from '../harness/servers.ts';
import type { HeartbeatsApi } from '../load/heartbeats.ts';
import { sessionsPerLane, type Workload } from '../load/lanes.ts';
import type { Target } from '../wire/target.ts';

const rounds = 3;
const lanes = 20;
const warmUpMs = 300;

const workloads: readonly {
  readonly workload: Workload;
  readonly title: string;
  readonly sessions: number;
  readonly forMs: number;
}[] = [
  { workload: 'ONE', title: 'Heartbeat, one session a message, over a socket', sessions: 1, forMs: 800 },
  {
    workload: 'HUNDRED',
    title: 'Heartbeat, a hundred sessions a message, over a socket',
    sessions: sessionsPerLane,
    forMs: 500,
  },
  { workload: 'TASK', title: 'Durable write: a task started or finished, over a socket', sessions: 1, forMs: 800 },
  { workload: 'HTTP', title: 'Heartbeat, one session a message, over HTTP', sessions: 1, forMs: 500 },
];

const entrants: readonly {
  readonly name: string;
  readonly kind: Target['kind'];
  readonly start: () => Promise<Server>;
}[] = [
  { name: 'raw ws', kind: 'raw', start: () => startPeer('raw-ws') },
  { name: 'Rollcall', kind: 'rollcall', start: () => startRollcall() },
  { name: 'Yoga', kind: 'graphql', start: () => startPeer('yoga') },
  { name: 'Apollo Server', kind: 'graphql', start: () => startPeer('apollo') },
  { name: 'Mercurius', kind: 'graphql', start: () => startPeer('mercurius') },
];

runBenchmark(async (findings) => {
  const budget = new Budget();
  const started = [];
  for (const { name, kind, start } of entrants) {
    const server = await start();
    const load = startLoad<HeartbeatsApi>('heartbeats');
    await load.ask('open', { target: { kind, url: server.url }, lanes });
    started.push({ name, kind, server, load });
  }
  for (const { workload, title, sessions, forMs } of workloads) {
    say(title);
    const runners = started.filter(({ kind }) => workload !== 'HTTP' || kind !== 'raw');
    for (const { load } of runners) await load.ask('run', { workload, forMs: warmUpMs });
    const figures = runners.map(({ name }) => ({ name, cpuUs: [] as number[], perSecond: [] as number[] }));
    for (const _round of budget.rounds(rounds)) {
      for (const [index, { server, load }] of runners.entries()) {
        const { value, cpuUs } = await cpuOf(server, () => load.ask('run', { workload, forMs }));
        figures[index]?.cpuUs.push(cpuUs / value.answered);
        figures[index]?.perSecond.push((value.answered / value.tookMs) * 1_000);
      }
    }
    findings.add({
      title,
      columns: [
        { name: 'server CPU', unit: 'µs' },
        ...(sessions > 1 ? [{ name: 'a session', unit: 'µs' }] : []),
        { name: 'the most', unit: '/s' },
      ],
      baseline: workload === 'HTTP' ? 'Mercurius' : 'raw ws',
      rows: figures.map(({ name, cpuUs, perSecond }): Row => {
        const each = sessions > 1 ? [cpuUs.map((us) => us / sessions)] : [];
        return { name, cells: [cpuUs, ...each, perSecond] };
      }),
    });
  }
  findings.note('Yoga and Mercurius take mutations over HTTP by default; over their sockets as an option.');
});
