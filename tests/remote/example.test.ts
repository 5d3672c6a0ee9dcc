import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leftWith, ownSeconds, readCommand, readOutput, RemoteSession, untilState } from '../harness/remote.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { until, within } from '../harness/until.ts';

// Not the whole script, which installs and builds what is missing.
const program = `
  const { runExampleHost } = await import(${JSON.stringify(new URL('../../scripts/example-host.mjs', import.meta.url).href)});
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
  setInterval(() => undefined, 60_000);
  await runExampleHost();`;

interface Host {
  readonly id: string;
  readonly isConnected: boolean;
  readonly abilities: { readonly folders: readonly string[]; readonly modes: readonly string[] };
}

let server: ServerProcess;
let admin: SignedIn;
let example: Example;

class Example {
  readonly #child: ChildProcess;
  readonly ended: Promise<unknown>;
  output = '';

  constructor() {
    const env = { PATH: process.env['PATH'], ROLLCALL_DATA_DIR: server.dataDir };
    const args = ['--input-type=module', '--eval', program];
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await within('the end of the example', 30_000, this.ended);
  }
}

beforeEach(async () => {
  server = await ServerProcess.start();
  admin = await becomeFirstAdmin(server);
  example = new Example();
});

afterEach(async () => {
  await example.end('SIGKILL');
  await server.remove();
});

async function hosts(): Promise<readonly Host[]> {
  const query = '{ hosts { id isConnected abilities { folders modes } } }';
  return (await admin.api.data<{ hosts: readonly Host[] }>(query)).hosts;
}

const connected = () =>
  until(
    'the host of the example',
    async () => {
      const found = (await hosts()).find(({ isConnected }) => isConnected);
      if (found === undefined) throw new Error(example.output);
      return found;
    },
    { withinMs: 60_000 },
  );

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'the example has a host, which goes with it by %s and comes back',
  async (signal) => {
    const host = await connected();
    expect(host.abilities.modes).toEqual(['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY']);
    const session = await RemoteSession.start(admin.api, host.id, 'READ_ONLY');
    const writing = await session.finish('touch here');
    expect(writing.state).toBe('FAILED');
    expect((await readOutput(() => admin.openSocket(), writing.id)).stderr).toMatch(/read-only/i);

    const seconds = ownSeconds();
    const { id } = await session.run(`trap '' TERM; sleep ${seconds}; sleep ${seconds}`);
    await untilState(admin.api, id, 'RUNNING');
    await until('its process', () => leftWith(seconds).length > 0);
    await example.end(signal);
    // Where it can wait for its host, nothing runs on after it, and what ran is told of.
    if (signal === 'SIGTERM') expect((await readCommand(admin.api, id)).state).toBe('CANCELLED');
    await until('nothing to be left', () => leftWith(seconds).length === 0);
    await until('the host to be away', async () => (await hosts()).every(({ isConnected }) => !isConnected));
    if (signal === 'SIGTERM') expect(host.abilities.folders.filter((folder) => existsSync(folder))).toEqual([]);

    example = new Example();
    expect((await connected()).id).toBe(host.id);
    expect(await hosts()).toHaveLength(1);
  },
);
