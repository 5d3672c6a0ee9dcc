import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Api } from './api.ts';
import { CuttingProxy } from './cutting-proxy.ts';
import { change } from './operations.ts';
import type { ServerProcess } from './server-process.ts';
import { until, within } from './until.ts';

const main = fileURLToPath(new URL('../../host/dist/main.js', import.meta.url));

export interface HostOptions {
  /** Beside the one it has of its own. */
  readonly folders?: readonly string[];
  readonly maxProcesses?: number;
  /** Of the process of the host itself. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its line to the server can be cut. */
  readonly isCuttable?: boolean;
}

/** A host in a process of its own, of this very machine; it allows every mode. */
export class HostProcess {
  /** Where its commands may work. */
  readonly folder: string;
  readonly stateFolder: string;
  id = '';
  output = '';
  readonly #root: string;
  readonly #api: Api;
  readonly #env: Readonly<Record<string, string>>;
  readonly #proxy: CuttingProxy | undefined;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  private constructor(api: Api, options: HostOptions, proxy: CuttingProxy | undefined) {
    this.#api = api;
    this.#env = { PATH: process.env['PATH'] ?? '', ...options.env };
    this.#proxy = proxy;
    this.#root = mkdtempSync(join(tmpdir(), 'rollcall-remote-'));
    this.folder = join(this.#root, 'work');
    this.stateFolder = join(this.#root, 'state');
    mkdirSync(this.folder);
    // Commands of a host that is root run as somebody else.
    chmodSync(this.#root, 0o755);
    chmodSync(this.folder, 0o777);
    const policy = {
      modes: ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'],
      folders: [this.folder, ...(options.folders ?? [])],
      systemUsers: process.getuid?.() === 0 ? ['nobody'] : [],
      ...(options.maxProcesses === undefined ? {} : { maxProcesses: options.maxProcesses }),
    };
    writeFileSync(this.#policyFile, JSON.stringify(policy));
  }

  /** Makes a join code, joins with it, and resolves once the host is connected. */
  static async join(server: ServerProcess, admin: Api, options: HostOptions = {}): Promise<HostProcess> {
    const proxy = options.isCuttable === true ? await CuttingProxy.start(server.port) : undefined;
    const host = new HostProcess(admin, options, proxy);
    try {
      // Errors have a code, too, and of another type.
      const made = await change<{ joinCode: string }>(admin, 'createHostJoinCode', { name: 'site' }, 'joinCode');
      await host.#join(proxy?.url ?? server.url, made.joinCode);
      const { hosts } = await admin.data<{ hosts: readonly { id: string; name: string }[] }>('{ hosts { id name } }');
      host.id = hosts.find(({ name }) => name === 'site')?.id ?? '';
      await host.startAgain();
      return host;
    } catch (error) {
      await host.remove();
      throw new Error(`the host did not start:\n${host.output}`, { cause: error });
    }
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** As `CuttingProxy.cutAfter`, of what the server tells this host. */
  cutAfter(bytes: readonly [number, ...number[]]): Promise<void> {
    if (this.#proxy === undefined) throw new Error('its line cannot be cut');
    return this.#proxy.cutAfter(bytes);
  }

  /** Starts it, and resolves once it is connected. */
  async startAgain(): Promise<void> {
    this.#start(['run', '--state', this.stateFolder, '--policy', this.#policyFile]);
    await until(
      'the host to be connected',
      async () => {
        if (this.#child?.exitCode !== null) throw new Error(`it ended:\n${this.output}`);
        const { host } = await this.#api.data<{ host: { isConnected: boolean } }>(
          'query ($id: ID!) { host(id: $id) { isConnected } }',
          { id: this.id },
        );
        return host.isConnected;
      },
      { withinMs: 60_000 },
    );
  }

  /** Ends it without ceremony, and waits until it is gone. */
  async crash(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  /** Asks it to end, once it has heard that by all of `again`, too, and waits until it is gone. */
  async stop(...again: readonly NodeJS.Signals[]): Promise<void> {
    this.#child?.kill('SIGTERM');
    if (again.length > 0) await until('it to have heard', () => this.output.includes('ends what runs'));
    for (const signal of again) this.#child?.kill(signal);
    await within('the end of the host', 30_000, this.#ended);
  }

  /** Ends it and what it started, and removes its data. */
  async remove(): Promise<void> {
    await this.crash();
    // Its next start would end what a crash left; here there is none.
    await until('nothing of it to be left', () => this.#endLeftovers() === 0);
    await this.#proxy?.close();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 20 });
  }

  /** A bubblewrap that was about to tie its end to the host's as that was killed would wait for ever. @returns how many there were */
  #endLeftovers(): number {
    const marker = `ROLLCALL_COMMAND=${this.id}:`;
    const left = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && environmentOf(pid).includes(marker));
    left.forEach(killIfThere);
    return left.length;
  }

  get #policyFile(): string {
    return join(this.#root, 'policy.json');
  }

  async #join(url: string, code: string): Promise<void> {
    this.#start(['join', '--server', url, '--code', code, '--state', this.stateFolder, '--policy', this.#policyFile]);
    await within('the host to have joined', 60_000, this.#ended);
    if (this.#child?.exitCode !== 0) throw new Error('it did not join');
  }

  #start(words: readonly string[]): void {
    const child = spawn(process.execPath, [main, ...words], { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    this.#child = child;
  }
}

/** Those that a crash ends may be gone between the look and the kill. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** What a process was started with; nothing of one that has ended, or is not ours to read. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
