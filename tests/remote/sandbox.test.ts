import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOutput, type RemoteSession, type SafetyMode } from '../harness/remote.ts';
import { Site } from './site.ts';

// The host's own tests try each wall by itself. Here the same is tried through all of the product: what a session of that
// mode can do when somebody asks the server for it.

const variable = 'ROLLCALL_TEST_OF_THE_HOST';
const isRoot = process.getuid?.() === 0;
// Where anybody's socket is found: of root's, the folder of the system's own.
const socketFolder = isRoot ? '/run' : tmpdir();

let site: Site;
let outside: string;
let socket: string;
let port: number;
let victim: ChildProcess;
const servers: Server[] = [];
const sessions = new Map<SafetyMode, RemoteSession>();

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'rollcall-outside-'));
  chmodSync(outside, 0o777);
  writeFileSync(join(outside, 'protected'), 'PROTECTED', { mode: 0o644 });
  socket = join(socketFolder, `rollcall-probe-${process.pid}.sock`);
  await listen(socket);
  chmodSync(socket, 0o777);
  port = ((await listen(0)).address() as AddressInfo).port;
  // The probes that connect are programs of Node, which the sandbox shows where it is no part of the system.
  const folders = process.execPath.startsWith('/usr/') ? [] : [dirname(process.execPath)];
  site = await Site.open({ folders, env: { [variable]: 'of-the-host' } });
  victim = spawn('sleep', ['1000']);
  for (const mode of ['AUTONOMOUS', 'READ_ONLY'] as const) sessions.set(mode, await site.start(mode));
});

afterAll(async () => {
  victim.kill('SIGKILL');
  for (const server of servers) server.close();
  rmSync(outside, { recursive: true });
  await site.close();
});

async function listen(at: string | number): Promise<Server> {
  const server = createServer((reached) => reached.end('REACHED'));
  servers.push(server);
  await new Promise<void>((resolve) => {
    if (typeof at === 'number') server.listen(at, '127.0.0.1', resolve);
    else server.listen(at, resolve);
  });
  return server;
}

/** All that it writes, in a session of that mode. */
async function saidBy(mode: SafetyMode, argv: readonly string[], input: Readonly<Record<string, unknown>> = {}) {
  const session = sessions.get(mode);
  if (session === undefined) throw new Error(`no session that is ${mode}`);
  const { id, state, sandbox } = await session.finish({ argv, ...input });
  expect(['SUCCEEDED', 'FAILED']).toContain(state);
  expect(sandbox).toBe(mode === 'READ_ONLY');
  const { stdout, stderr } = await readOutput(() => site.ada.openSocket(), id);
  return { stdout, stderr };
}

const sh = (line: string) => ['sh', '-c', line];
const connecting = (to: string | number) => [
  process.execPath,
  '-e',
  `require('net').connect(${JSON.stringify(to)}).on('data', (data) => console.log(String(data))).on('error', (error) => console.log(error.code))`,
];

const probes: readonly [what: string, argv: () => readonly string[], reached: string][] = [
  ['reads a protected file', () => ['cat', join(outside, 'protected')], 'PROTECTED'],
  ['reaches a socket in the run folder', () => connecting(socket), 'REACHED'],
  ['writes outside its folders', () => sh(`echo x >${outside}/written && echo WRITTEN`), 'WRITTEN'],
  ['writes into its folder', () => sh('echo x >written && echo WRITTEN'), 'WRITTEN'],
  ['connects out', () => connecting(port), 'REACHED'],
];

describe.each(probes)('what %s in an AUTONOMOUS session', (_what, argv, reached) => {
  test('does there', async () => {
    expect((await saidBy('AUTONOMOUS', argv())).stdout).toContain(reached);
    rmSync(join(outside, 'written'), { force: true });
    rmSync(site.path('written'), { force: true });
  });

  test('does not in a READ_ONLY one', async () => {
    expect((await saidBy('READ_ONLY', argv())).stdout).not.toContain(reached);
    expect(existsSync(join(outside, 'written'))).toBe(false);
    expect(readdirSync(site.host.folder)).not.toContain('written');
  });
});

test('an AUTONOMOUS session says what it has of the environment, and none of the host’s own', async () => {
  const { stdout } = await saidBy('AUTONOMOUS', ['env'], { env: [{ name: 'GIVEN', value: 'yes' }] });
  expect(stdout).toContain('GIVEN=yes\n');
  expect(stdout).not.toContain('of-the-host');
});

test('a READ_ONLY one has what it was given, and nothing else', async () => {
  const { stdout } = await saidBy('READ_ONLY', ['env'], { env: [{ name: 'GIVEN', value: 'yes' }] });
  expect(stdout).toBe('GIVEN=yes\n');
});

test.each(['AUTONOMOUS', 'READ_ONLY'] as const)(
  'an %s session sees and signals no process of the host',
  async (mode) => {
    const pids = [victim.pid, site.host.pid, site.server.pid];
    const line = pids
      .map((pid) => `kill -0 ${pid} && echo SIGNALLED; cat /proc/${pid}/cmdline && echo SEEN`)
      .join('; ');
    const { stdout } = await saidBy(mode, sh(line));
    expect(stdout).not.toMatch(/SIGNALLED|SEEN/);
  },
);

test.each(['AUTONOMOUS', 'READ_ONLY'] as const)('an %s session cannot read the key of its host', async (mode) => {
  const { stdout } = await saidBy(mode, sh(`ls -a ${site.host.stateFolder}; cat ${site.host.stateFolder}/*; true`));
  expect(stdout).not.toContain('rhk_');
});
