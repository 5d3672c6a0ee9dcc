import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asAdmin } from '../harness/api.ts';
import { CuttingProxy } from '../harness/cutting-proxy.ts';
import { readAll } from '../harness/operations.ts';
import { createRandom, type Random } from '../harness/random.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { within } from '../harness/until.ts';
import { Writer } from '../harness/writer.ts';
import type { Copy, Reach, Start } from './watcher.ts';

let server: ServerProcess;
let proxy: CuttingProxy;
let watcher: ChildProcess;

beforeEach(async () => {
  server = await ServerProcess.start();
  proxy = await CuttingProxy.start(server.port);
  watcher = fork(fileURLToPath(new URL('./watcher.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
});

afterEach(async () => {
  watcher.kill('SIGKILL');
  await proxy.close();
  await server.remove();
});

/** The watcher's whole copy once it has reached a revision. */
function copyAt(revision: string): Promise<Copy> {
  const copy = new Promise<Copy>((resolve) => {
    watcher.once('message', (message: Copy) => resolve(message));
  });
  watcher.send({ kind: 'reach', revision } satisfies Reach);
  return within(`a copy at ${revision}`, 20_000, copy);
}

/** Where the next connections are cut: one in the greeting or the handshake now and then, the last anywhere. */
function nextCuts(random: Random): [number, ...number[]] {
  const early = Array.from({ length: random.between(0, 2) }, () => random.between(1, 600));
  return [random.between(1, 12_000), ...early];
}

test.each([
  ['of everything', {}, 100],
  ['of what is running, which sessions enter and leave,', { activity: ['RUNNING'], lifecycle: ['ACTIVE'] }, 40],
])(
  'a watch %s is right after every cut at any byte',
  async (_title, filter, rounds) => {
    const random = createRandom('cut watcher');
    const writers = [new Writer(server, random), new Writer(server, random), new Writer(server, random)];
    const admin = asAdmin(server);
    watcher.send({ kind: 'start', url: proxy.url, filter, list: await readAll(admin, filter) } satisfies Start);

    let cuts = 0;
    for (let round = 0; round < rounds; round++) {
      for (const writer of writers) writer.resume();
      const bytes = nextCuts(random);
      await within(`the cuts of round ${round}`, 20_000, proxy.cutAfter(bytes));
      cuts += bytes.length;
      await Promise.all(writers.map((writer) => writer.pause()));
      const list = await readAll(admin, filter);
      const copy = await copyAt(list.revision);
      expect(copy.complaints).toEqual([]);
      expect(copy.revision).toBe(list.revision);
      expect(byId(copy.sessions)).toEqual(byId(list.sessions));
      expect(copy.connections).toBeGreaterThan(cuts);
    }
    expect(cuts).toBeGreaterThanOrEqual(rounds);
    expect(writers.reduce((sum, { changes }) => sum + changes, 0)).toBeGreaterThan(rounds);
  },
  180_000,
);

function byId<T extends { readonly id: string }>(sessions: readonly T[]): readonly T[] {
  return [...sessions].sort((a, b) => (a.id < b.id ? -1 : 1));
}
