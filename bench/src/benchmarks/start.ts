// From nothing to the first answer.
//
// What: the time from starting the process until it has answered a GraphQL query, and the memory it holds resident when nobody
// has asked for anything for two seconds.
//
// How: five rounds, ours and its peer in turn, each a new process on a warm disk; ours on a data directory that it has
// used before. It is asked again every two milliseconds from the start on. Both are loaded with the same small probe.
//
// What the peer does not do: open a database, restore leases, read the dashboard's files, hold a single resolver. It has our
// schema, so that it parses as much.

import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Budget, runBenchmark } from '../harness/benchmark.ts';
import { Caller } from '../harness/calls.ts';
import { type Child, programPath } from '../harness/children.ts';
import type { ProbeApi } from '../harness/probe.ts';
import { adminToken, createFolder, freePort, launch, rollcallEnv, rollcallProgram } from '../harness/servers.ts';
import { within } from '../harness/within.ts';

const rounds = 5;
const idleMs = 2_000;
const askEveryMs = 2;

/** @returns whether somebody answered */
function ask(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` };
    const asked = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent: false });
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    asked.on('error', () => resolve(false));
    asked.end('{"query":"{ __typename }"}');
  });
}

interface Begun {
  readonly firstAnswerMs: number;
  readonly residentMiB: number;
}

async function begin(start: (port: number) => Child): Promise<Begun> {
  const port = await freePort();
  const startMs = performance.now();
  const child = start(port);
  const answered = async (): Promise<void> => {
    while (!(await ask(port))) {
      if (child.hasEnded) throw new Error(`it ended:\n${child.output}`);
      await delay(askEveryMs);
    }
  };
  await within('the first answer', 60_000, answered());
  const firstAnswerMs = performance.now() - startMs;
  await delay(idleMs);
  const { residentBytes } = await new Caller<ProbeApi>(child.process).ask('usage');
  await child.stop('SIGTERM');
  return { firstAnswerMs, residentMiB: residentBytes / 2 ** 20 };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const dataDir = createFolder();
  const entrants = [
    {
      name: 'Yoga',
      start: (port: number) =>
        launch({ program: programPath('peers/yoga-alone'), env: { NODE_ENV: 'production', PORT: String(port) } }),
    },
    {
      name: 'Rollcall',
      start: (port: number) => launch({ program: rollcallProgram, env: rollcallEnv({ dataDir, port }) }),
    },
  ].map((entrant) => ({ ...entrant, firstAnswerMs: [] as number[], residentMiB: [] as number[] }));
  for (const { start } of entrants) await begin(start);
  for (const _round of budget.rounds(rounds)) {
    for (const { start, firstAnswerMs, residentMiB } of entrants) {
      const begun = await begin(start);
      firstAnswerMs.push(begun.firstAnswerMs);
      residentMiB.push(begun.residentMiB);
    }
  }
  findings.add({
    title: 'Start',
    columns: [
      { name: 'first answer', unit: 'ms' },
      { name: 'resident, idle', unit: 'MiB' },
    ],
    baseline: 'Yoga',
    rows: entrants.map(({ name, firstAnswerMs, residentMiB }) => ({ name, cells: [firstAnswerMs, residentMiB] })),
  });
});
