import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { CuttingProxy } from '../harness/cutting-proxy.ts';
import { createRandom } from '../harness/random.ts';
import { readOutput, untilOver, untilState } from '../harness/remote.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';
import { Site } from './site.ts';

const parts = 40;

let site: Site;

beforeEach(async () => {
  site = await Site.open({ isCuttable: true });
});

afterEach(async () => {
  await site.close();
});

/** Writes a copy of its own of what it writes, some now and then: bytes that are no text. */
const copying = (path: string) =>
  `for part in $(seq ${parts}); do head -c 40000 /dev/urandom | tee -a ${path}; sleep 0.1; done`;

test('several readers get what was written, byte for byte, whenever they come', async () => {
  const session = await site.start('AUTONOMOUS');
  const path = site.path();
  const command = await session.run(copying(path));
  const early = [site.ada, site.grace].map((person) => readOutput(() => person.openSocket(), command.id));
  const outputs = await Promise.all(early);
  expect(await untilOver(site.ada.api, command.id)).toMatchObject({ state: 'SUCCEEDED', outputTruncated: false });
  outputs.push(await readOutput(() => site.grace.openSocket(), command.id));
  const written = readFileSync(path);
  expect(written).toHaveLength(parts * 40_000);
  for (const { bytes } of outputs) expect(bytes.equals(written)).toBe(true);
});

test('cuts between host and server and between server and reader lose and repeat no byte', async () => {
  const random = createRandom('cut output');
  const session = await site.start('AUTONOMOUS');
  const path = site.path();
  const forReader = await CuttingProxy.start(site.server.port);
  onTestFinished(() => forReader.close());
  const { headers } = site.ada;
  const connect = () => WireSocket.greet(forReader.url, { headers: { ...headers, origin: forReader.url } });

  const command = await session.run(copying(path));
  const reading = readOutput(connect, command.id);
  const cuts = [
    // From the server a host is told little, a reader everything.
    site.host.cutAfter([random.between(50, 1_500), random.between(300, 3_000), random.between(300, 3_000)]),
    forReader.cutAfter([random.between(1_000, 400_000), random.between(1, 400_000), random.between(1, 400_000)]),
  ];
  await Promise.all(cuts);
  const { bytes } = await reading;
  expect(await untilOver(site.ada.api, command.id)).toMatchObject({ state: 'SUCCEEDED' });
  expect(bytes.equals(readFileSync(path))).toBe(true);
});

test('a command goes on while the server restarts, twice, and its output is whole', async () => {
  const session = await site.start('AUTONOMOUS');
  const path = site.path();
  const command = await session.run(copying(path));
  const reading = readOutput(() => site.ada.openSocket(), command.id);
  await untilState(site.ada.api, command.id, 'RUNNING');
  for (let restart = 0; restart < 2; restart += 1) {
    const { dataDir, port } = site.server;
    await site.server.crash();
    site.server = await ServerProcess.start({ dataDir, port });
  }
  const { bytes } = await reading;
  expect(await untilOver(site.ada.api, command.id)).toMatchObject({ state: 'SUCCEEDED', outputTruncated: false });
  expect(bytes.equals(readFileSync(path))).toBe(true);
});

test('of a gigabyte the first 10 MB are kept, the command goes on to its end, and it is said', async () => {
  const session = await site.start('AUTONOMOUS');
  const path = site.path();
  const before = site.server.residentBytes();
  const command = await session.run(`head -c 1000000000 /dev/zero | tr '\\0' x; echo over >${path}`);
  const over = await untilOver(site.ada.api, command.id, 120_000);
  expect(over).toMatchObject({ state: 'SUCCEEDED', outputBytes: 10_000_000, outputTruncated: true });
  expect(readFileSync(path, 'utf8')).toBe('over\n');
  const { bytes, stdout, stderr } = await readOutput(() => site.ada.openSocket(), command.id);
  expect(bytes).toHaveLength(10_000_000);
  // The notice is the host's own, among the errors.
  expect(stderr).toContain('Rollcall keeps 10 MB of output; the command goes on');
  expect(stdout).toBe('x'.repeat(10_000_000 - Buffer.byteLength(stderr)));
  expect(site.server.residentBytes() - before).toBeLessThan(300_000_000);
}, 180_000);
