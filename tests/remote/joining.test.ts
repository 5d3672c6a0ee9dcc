import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asAdmin } from '../harness/api.ts';
import { change } from '../harness/operations.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { until, within } from '../harness/until.ts';

const main = fileURLToPath(new URL('../../host/dist/main.js', import.meta.url));

/** A run of the host's program. */
class HostRun {
  output = '';
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [main, ...words], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
    running.push(this);
  }

  async code(): Promise<number | null> {
    return within('the end of the host', 30_000, this.ended);
  }

  async untilConnected(): Promise<void> {
    await until('the host to be connected', () => this.output.includes('connected'), { withinMs: 30_000 });
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

const running: HostRun[] = [];
let server: ServerProcess;
let root = '';
let policy = '';
let last = 0;
let state = '';
let name = '';

beforeAll(async () => {
  server = await ServerProcess.start();
  root = mkdtempSync(join(tmpdir(), 'rollcall-joining-'));
  // Commands of a host that is root run as somebody else.
  chmodSync(root, 0o755);
  policy = join(root, 'policy.json');
  const systemUsers = process.getuid?.() === 0 ? ['nobody'] : [];
  writeFileSync(policy, JSON.stringify({ folders: [root], systemUsers }));
});

beforeEach(() => {
  last += 1;
  state = join(root, `state-${last}`);
  name = `machine-${last}`;
});

afterEach(async () => {
  for (const run of running) run.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running.length = 0;
});

afterAll(async () => {
  await server.remove();
  rmSync(root, { recursive: true, force: true });
});

async function createCode(input: Readonly<Record<string, unknown>> = { name }): Promise<string> {
  // Errors have a code as well, of another type.
  return (await change<{ joinCode: string }>(asAdmin(server), 'createHostJoinCode', input, 'joinCode')).joinCode;
}

function joinWith(code: string, to = state): HostRun {
  const words = ['join', '--server', server.url, '--state', to, '--policy', policy];
  return new HostRun(words, { ROLLCALL_JOIN_CODE: code });
}

function run(from = state): HostRun {
  return new HostRun(['run', '--state', from, '--policy', policy]);
}

/** Makes this test's folder a host. */
async function becomeHost(): Promise<{ readonly id: string }> {
  const joining = joinWith(await createCode());
  expect(await joining.code(), joining.output).toBe(0);
  return { id: /host_\w+/.exec(joining.output)?.[0] ?? '' };
}

async function readHost(id: string): Promise<{ readonly name: string; readonly isConnected: boolean }> {
  const query = 'query ($id: ID!) { host(id: $id) { name isConnected } }';
  const { host } = await asAdmin(server).data<{ host: { name: string; isConnected: boolean } }>(query, { id });
  return host;
}

test('a machine joins with a code, and keeps a key that is nobody else’s', async () => {
  const { id } = await becomeHost();
  expect(statSync(state).mode & 0o777).toBe(0o700);
  expect(statSync(join(state, 'key')).mode & 0o777).toBe(0o600);
  expect(await readHost(id)).toEqual({ name, isConnected: false });
});

test('what it says to start it with does, without the policy being named again', async () => {
  const joining = joinWith(await createCode());
  expect(await joining.code(), joining.output).toBe(0);
  const [, program, words = ''] = /^Start it: node (\S+) (.*)$/m.exec(joining.output) ?? [];
  expect(program).toBe(main);
  const host = new HostRun(words.split(' '));
  await host.untilConnected();
});

test('the key never reaches the server’s files, nor what the host says', async () => {
  await becomeHost();
  const key = readFileSync(join(state, 'key'), 'utf8').trim();
  const host = run();
  await host.untilConnected();
  expect(host.output).not.toContain(key);
  expect(readFileSync(join(server.dataDir, 'rollcall.db')).includes(key)).toBe(false);
});

test('a code that is none is told so, at once', async () => {
  const joining = joinWith('rjc_0123456789ab_not-a-code');
  expect(await joining.code()).toBe(1);
  expect(joining.output).toContain('does not accept this join code');
});

test('a code is for one machine, which may ask again if the answer was lost', async () => {
  const code = await createCode();
  const first = joinWith(code);
  expect(await first.code(), first.output).toBe(0);
  const other = joinWith(code, `${state}-other`);
  expect(await other.code()).toBe(1);

  rmSync(join(state, 'host.json'));
  const again = joinWith(code);
  expect(await again.code(), again.output).toBe(0);
  expect(again.output).toBe(first.output);
});

test('a name is one host’s', async () => {
  await becomeHost();
  const words = ['join', '--server', server.url, '--state', `${state}-other`, '--policy', policy, '--name', name];
  const other = new HostRun(words, { ROLLCALL_JOIN_CODE: await createCode({}) });
  expect(await other.code()).toBe(1);
  expect(other.output).toContain(`Another host is called ${name}.`);
});

test('a host that is asked to end does, and is away at once', async () => {
  const { id } = await becomeHost();
  const host = run();
  await host.untilConnected();
  host.kill('SIGTERM');
  expect(await host.code()).toBe(0);
  await until('the host to be away', async () => !(await readHost(id)).isConnected);
});

test('a second process with the same key takes over, and the first ends', async () => {
  await becomeHost();
  const first = run();
  await first.untilConnected();
  const copy = `${state}-copy`;
  cpSync(state, copy, { recursive: true });
  chmodSync(copy, 0o700);
  rmSync(join(copy, 'lock'));
  const second = run(copy);
  await second.untilConnected();
  expect(await first.code()).toBe(3);
  expect(first.output).toContain('A newer process of this host has connected.');
});

test('a host that was removed ends, and cannot come back', async () => {
  const { id } = await becomeHost();
  const host = run();
  await host.untilConnected();
  await change(asAdmin(server), 'removeHost', { id }, '__typename');
  expect(await host.code()).toBe(3);
  expect(host.output).toContain('was removed there');
  const again = run();
  expect(await again.code()).toBe(3);
});
