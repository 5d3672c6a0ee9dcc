// What the SDK costs those who use it.
//
// What: the bytes it adds to a page, minified and gzipped; and what an empty task costs an app: its processor time, how long it
// waits, and the server's processor time.
//
// How: bundled by esbuild for a browser, as one module with nothing else in it. Tasks: an app in a process of its own runs 150
// of them, one after the other, against a server in another; three rounds, the SDK and its peer in turn.
//
// Beside it: graphql-ws's client alone, which speaks the protocol that the SDK speaks, sending the ids of the two documents of a task
// and waiting for both answers. It retries nothing, hears of no kill, tells no heartbeat, and makes the app wait when the
// server is away.

import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SessionDocument, type SessionQuery } from '@rollcall/sdk/operations';
import { build } from 'esbuild';
import { Budget, runBenchmark } from '../harness/benchmark.ts';
import { cpuOf } from '../harness/entrants.ts';
import { startLoad } from '../harness/load.ts';
import { startRollcall } from '../harness/servers.ts';
import type { TaskCost, TasksApi } from '../load/tasks.ts';
import { openAdmin, payloadFor, type Target } from '../wire/target.ts';

const rounds = 3;
const tasks = 150;

async function bundle(source: string): Promise<{ minified: number; gzipped: number }> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '..') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild made nothing');
  return { minified: file.contents.length / 1_000, gzipped: gzipSync(file.contents).length / 1_000 };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const sdk = await bundle("export { createClient } from '@rollcall/sdk';");
  const graphqlWs = await bundle("export { createClient } from 'graphql-ws';");
  findings.add({
    title: 'Bytes in a page',
    columns: [
      { name: 'minified and gzipped', unit: 'KB' },
      { name: 'minified', unit: 'KB' },
    ],
    baseline: 'graphql-ws’s client alone',
    rows: [
      { name: 'graphql-ws’s client alone', cells: [[graphqlWs.gzipped], [graphqlWs.minified]] },
      { name: 'Rollcall’s SDK', cells: [[sdk.gzipped], [sdk.minified]] },
    ],
  });

  const server = await startRollcall();
  const target: Target = { kind: 'rollcall', url: server.url };
  const admin = await openAdmin(target);
  const load = startLoad<TasksApi>('tasks');
  await load.ask('open', { url: server.url });
  const ways = [
    { name: 'graphql-ws alone', run: () => load.ask('runBySocket', { tasks }) },
    { name: 'Rollcall’s SDK', run: () => load.ask('runBySdk', { tasks }) },
  ].map((way) => ({ ...way, cpuUs: [] as number[], waitUs: [] as number[], serverCpuUs: [] as number[] }));

  const taskCount = async ({ sessionId }: TaskCost): Promise<number> => {
    const { session } = await admin.request<SessionQuery>(payloadFor(target, SessionDocument, { id: sessionId }));
    return session?.taskCount ?? 0;
  };
  for (const { run } of ways) await run();
  for (const _round of budget.rounds(rounds)) {
    for (const { name, run, cpuUs, waitUs, serverCpuUs } of ways) {
      const { value, cpuUs: usedUs } = await cpuOf(server, run);
      const told = await taskCount(value);
      if (told !== tasks) findings.note(`${name}: ${told} of ${tasks} tasks were told.`);
      cpuUs.push(value.clientCpuUs);
      waitUs.push(value.waitUs);
      serverCpuUs.push(usedUs / tasks);
    }
  }
  findings.add({
    title: 'One empty task',
    columns: [
      { name: 'CPU of the app', unit: 'µs' },
      { name: 'the app waits', unit: 'µs' },
      { name: 'CPU of the server', unit: 'µs' },
    ],
    baseline: 'graphql-ws alone',
    rows: ways.map(({ name, cpuUs, waitUs, serverCpuUs }) => ({ name, cells: [cpuUs, waitUs, serverCpuUs] })),
  });
});
