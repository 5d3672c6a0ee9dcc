// Reading a long history, ours beside offset paging and LIKE in the same database.
//
// What: pages, filters, searches and counts over 1,000,000 ended sessions (200,000 where the machine is so slow that writing them
// would take more than a minute or so), the median and the 99th percentile of the times: until a client has its answer, and
// in the database alone.
//
// How: the sessions are written straight into the database file of a server that has stopped, each a copy of one that it wrote
// itself. Then the server runs again in a process of its own, and a client in another asks what the dashboard asks, 50
// sessions a page with everything the SDK's document holds, by socket. The store is asked the same in a process of its own, by
// the code that the server runs, a page alone and with its total, and the peer reads the same rows in another by prepared statements; both time
// themselves, so nothing travels. Three rounds, each asking one after the other, up to a hundred times each kind of question
// (the store four hundred times) or for a third of a second; of up to a hundred times the 99th percentile is the longest.
//
// What the ratio compares: the store's page alone and the peer. A client asks for a first page with its total and for one behind
// another without, as the dashboard does. What it waits for holds a protocol, rights, execution, and 50 sessions as
// JSON besides, which is what "asks for nothing" costs without the page. The peer does not count what matches (ours to
// 10,000, where a total is asked for), find pins, or find the revision to watch from. Tasks and records of the sessions are left out.

import { randomUUID } from 'node:crypto';
import type { TypedDocument } from '@rollcall/sdk';
import { EndSessionDocument, ViewerDocument } from '@rollcall/sdk/operations';
import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { startLoad, startLoadFromSources } from '../harness/load.ts';
import { createFolder, startRollcall } from '../harness/servers.ts';
import type { Table } from '../harness/report.ts';
import { percentile } from '../harness/statistics.ts';
import type { SeedApi } from '../load/history-seed.ts';
import type { OffsetReadsApi } from '../load/offset-reads.ts';
import type { StoreReadsApi } from '../load/store-reads-api.ts';
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
const storeAsksPerRound = 400;
/** For one kind of question in one round. */
const roundMs = 350;

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
async function askRepeatedly(ask: (turn: number) => Promise<number>, times = asksPerRound): Promise<number[]> {
  const taken: number[] = [];
  const startMs = performance.now();
  do taken.push(await ask(taken.length));
  while (taken.length < times && performance.now() - startMs < roundMs);
  return taken;
}

/** The times of each round. */
interface Line {
  readonly name: string;
  readonly client: number[][];
  readonly store: number[][];
  readonly withTotal: number[][];
  readonly peer: number[][];
}

function tableOf(count: number, lines: readonly Line[]): Table {
  const share = (samples: readonly number[][], of: number): number[] => samples.map((times) => percentile(times, of));
  return {
    title: `Reading ${count.toLocaleString('en-US')} ended sessions`,
    columns: [
      { name: 'a client: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
      { name: 'the store: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
      { name: 'offset and LIKE: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
      { name: 'store / peer', unit: '×' },
      { name: 'the store with its total: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
    ],
    baseline: null,
    rows: lines.map(({ name, client, store, withTotal, peer }) => {
      const [ours, theirs] = [share(store, 0.5), share(peer, 0.5)];
      const ratios = ours.map((p50, round) => p50 / (theirs[round] ?? Number.NaN));
      const counted = [share(withTotal, 0.5), share(withTotal, 0.99)];
      const ofFile = [ours, share(store, 0.99), theirs, share(peer, 0.99), ratios, ...counted];
      return { name, cells: [share(client, 0.5), share(client, 0.99), ...(peer.length === 0 ? [] : ofFile)] };
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
  const store = startLoadFromSources<StoreReadsApi>('store-reads');
  await store.ask('open', { dataDir: history.dataDir });
  const ask = (document: TypedDocument<unknown, never>, variables: Variables): Promise<unknown> =>
    admin.request(payloadFor(target, document, variables));
  const middle = new Date(Date.now() - 30 * 86_400_000);
  const questions = await prepareQuestions(ask, store, { count, middle, someId: history.exampleId });
  say('asking');

  const lines: Line[] = [];
  const viewer: Line = { name: 'asks for nothing (viewer)', client: [], store: [], withTotal: [], peer: [] };
  for (const _round of budget.rounds(rounds)) {
    viewer.client.push(await askRepeatedly(() => timed(() => ask(ViewerDocument, {}))));
  }
  lines.push(viewer);
  for (const question of questions) {
    if (budget.isSpent) {
      findings.note(`Not asked, for want of time: ${question.name}.`);
      continue;
    }
    const line: Line = { name: question.name, client: [], store: [], withTotal: [], peer: [] };
    for (const _round of budget.rounds(rounds)) {
      line.client.push(
        await askRepeatedly((turn) => {
          const { document, variables } = question.ours(turn).wire;
          return timed(() => ask(document, variables));
        }),
      );
      line.store.push(
        await askRepeatedly(async (turn) => (await question.ours(turn).store(store)).ms, storeAsksPerRound),
      );
      if (question.ours(0).withTotal !== null) {
        const withTotal = async (turn: number): Promise<number> =>
          (await question.ours(turn).withTotal?.(store))?.ms ?? Number.NaN;
        line.withTotal.push(await askRepeatedly(withTotal, storeAsksPerRound));
      }
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
