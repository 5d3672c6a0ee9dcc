// Reading a long history, ours beside offset paging and LIKE in the same database.
//
// What: pages, filters, searches and counts over 1,000,000 ended sessions (200,000 where the machine is so slow that writing them
// would take more than a minute or so), the median and the 99th percentile of the times until a client has its answer.
//
// How: the sessions are written straight into the database file of a server that has stopped, each a copy of one that it wrote
// itself. Then the server runs again in a process of its own, and a client in another asks what the dashboard asks, 50
// sessions a page with everything the SDK's document holds, by socket. The peer reads the same rows in a process of its own
// by prepared statements. Three rounds, each asking one and then the other, up to a hundred times each kind of question or for half a
// second; of fewer than a hundred times the 99th percentile is the longest.
//
// What the peer does not do: travel. Its times are those of the database alone; ours hold a protocol, rights, execution, and 50
// sessions as JSON, which is what "asks for nothing" costs without the page. Nor does it count what matches (ours to
// 10,000), find pins, or find the revision to watch from. Tasks and records of the sessions are left out.

import { randomUUID } from 'node:crypto';
import type { TypedDocument } from '@rollcall/sdk';
import { EndSessionDocument, ViewerDocument } from '@rollcall/sdk/operations';
import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad } from '../harness/load.ts';
import { createFolder, startRollcall } from '../harness/servers.ts';
import type { Table } from '../harness/report.ts';
import { percentile } from '../harness/statistics.ts';
import type { SeedApi } from '../load/history-seed.ts';
import type { OffsetReadsApi } from '../load/offset-reads.ts';
import { openAdmin, openOwner, payloadFor, register, type Target } from '../wire/target.ts';
import type { Variables } from '../wire/messages.ts';
import { prepareQuestions } from './history-questions.ts';

const wantedRows = 1_000_000;
const fewerRows = 200_000;
/** Rows written to learn how fast this machine is today. */
const trialRows = 20_000;
const seedPatienceMs = 75_000;
const rounds = 3;
const asksPerRound = 100;
/** For one kind of question in one round. */
const roundMs = 500;

interface Seeded {
  readonly dataDir: string;
  readonly exampleId: string;
}

/** A data directory with one ended session in it, as the server leaves it. */
async function createHistory(): Promise<Seeded> {
  const dataDir = createFolder();
  const server = await startRollcall({ dataDir });
  const target: Target = { kind: 'rollcall', url: server.url };
  const ownerId = randomUUID();
  const owner = await openOwner(target, ownerId);
  const exampleId = await register(target, owner, ownerId);
  await owner.request(payloadFor(target, EndSessionDocument, { input: { id: exampleId } }));
  owner.cut();
  await server.child.stop('SIGTERM');
  return { dataDir, exampleId };
}

async function seed({ dataDir, exampleId }: Seeded, count: number): Promise<number> {
  const seeder = startLoad<SeedApi>('history-seed');
  const { ms } = await seeder.ask('seed', { dataDir, exampleId, count });
  await seeder.child.stop();
  return ms;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** Asks again and again, each time something else, for as long as a round takes; at least once. */
async function askRepeatedly(ask: (turn: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  const startMs = performance.now();
  do times.push(await ask(times.length));
  while (times.length < asksPerRound && performance.now() - startMs < roundMs);
  return times;
}

/** The times of each round. */
interface Line {
  readonly name: string;
  readonly ours: number[][];
  readonly peer: number[][];
}

function tableOf(count: number, lines: readonly Line[]): Table {
  const share = (samples: readonly number[][], of: number): number[] => samples.map((times) => percentile(times, of));
  return {
    title: `Reading ${count.toLocaleString('en-US')} ended sessions`,
    columns: [
      { name: 'Rollcall: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
      { name: 'offset and LIKE: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
      { name: 'Rollcall / peer', unit: '×' },
    ],
    baseline: null,
    rows: lines.map(({ name, ours, peer }) => {
      const theirs = share(peer, 0.5);
      const ratios = share(ours, 0.5).map((p50, round) => p50 / (theirs[round] ?? Number.NaN));
      const peerCells = peer.length === 0 ? [null, null, null] : [theirs, share(peer, 0.99), ratios];
      return { name, cells: [share(ours, 0.5), share(ours, 0.99), ...peerCells] };
    }),
  };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const trialMs = await seed(await createHistory(), trialRows);
  const isSlow = trialMs * (wantedRows / trialRows) > seedPatienceMs;
  const count = isSlow ? fewerRows : wantedRows;
  const history = await createHistory();
  say(`writing ${count} sessions`);
  const seedMs = await seed(history, count);
  findings.note(
    `${count.toLocaleString('en-US')} sessions, written in ${(seedMs / 1_000).toFixed(0)} s` +
      (isSlow ? '; a million would take too long on this machine now.' : '.'),
  );

  const server = await startRollcall({ dataDir: history.dataDir });
  const target: Target = { kind: 'rollcall', url: server.url };
  const admin = await openAdmin(target);
  const peer = startLoad<OffsetReadsApi>('offset-reads');
  await peer.ask('open', { dataDir: history.dataDir });
  const ask = (document: TypedDocument<unknown, never>, variables: Variables): Promise<unknown> =>
    admin.request(payloadFor(target, document, variables));
  const middle = new Date(Date.now() - 30 * 86_400_000);
  const questions = await prepareQuestions(ask, count, middle, history.exampleId);
  say('asking');

  const lines: Line[] = [];
  const viewer: Line = { name: 'asks for nothing (viewer)', ours: [], peer: [] };
  for (const _round of budget.rounds(rounds)) {
    viewer.ours.push(await askRepeatedly(() => timed(() => ask(ViewerDocument, {}))));
  }
  lines.push(viewer);
  for (const question of questions) {
    if (budget.isSpent) {
      findings.note(`Not asked, for want of time: ${question.name}.`);
      continue;
    }
    const line: Line = { name: question.name, ours: [], peer: [] };
    for (const _round of budget.rounds(rounds)) {
      line.ours.push(
        await askRepeatedly((turn) => {
          const { document, variables } = question.ours(turn);
          return timed(() => ask(document, variables));
        }),
      );
      line.peer.push(
        await askRepeatedly(async (turn) => {
          const { sql, parameters } = question.peer;
          return (await peer.ask('read', { sql, parameters: parameters(turn) })).ms;
        }),
      );
    }
    lines.push(line);
  }
  findings.add(tableOf(count, lines));
});
