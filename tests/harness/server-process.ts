import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until, within } from './until.ts';

const main = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/** The bootstrap token: it administers until the first person who is an admin exists. */
export const adminToken = 'rca_black-box-admin-token-0123456789';
/** Works for every app, and registers only. */
export const appKey = 'rck_boxone_black-box-key-0123456789';

export interface StartOptions {
  /** Kept from an earlier server; a fresh one otherwise. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Beside those below; an empty value counts as none. */
  readonly env?: Readonly<Record<string, string>>;
}

function createDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'rollcall-data-'));
}

/** A server in a process of its own, as `npm start` runs it once everything is built. */
export class ServerProcess {
  readonly dataDir: string;
  readonly #child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  output = '';
  url = '';

  private constructor({ dataDir = createDataDir(), port = 0, env = {} }: StartOptions) {
    this.dataDir = dataDir;
    this.#child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        ROLLCALL_HOST: '127.0.0.1',
        ROLLCALL_PORT: String(port),
        ROLLCALL_DATA_DIR: dataDir,
        ROLLCALL_ADMIN_TOKEN: adminToken,
        ROLLCALL_APP_KEY: appKey,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** Resolves when the server has printed where it listens. */
  static async start(options: StartOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(options);
    try {
      server.url = await until('the address the server prints', () => server.#printedUrl(), {
        everyMs: 5,
        withinMs: 60_000,
      });
      return server;
    } catch (error) {
      server.#child.kill('SIGKILL');
      throw new Error(`the server did not start:\n${server.output}`, { cause: error });
    }
  }

  /** Starts a server that is expected to end by itself. */
  static async startToFail(options: StartOptions): Promise<{ code: number | null; output: string }> {
    const server = new ServerProcess(options);
    try {
      const { code } = await within('the end of a server that cannot start', 60_000, server.ended);
      return { code, output: server.output };
    } finally {
      server.#child.kill('SIGKILL');
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** What a start without an admin prints; whoever follows it becomes the first one. */
  get setUpLink(): string {
    const [link] = /http\S+\/set-up#code=\S+/.exec(this.output) ?? [];
    if (link === undefined) throw new Error(`no set-up link was printed:\n${this.output}`);
    return link;
  }

  /** The bootstrap token that a start without one makes and keeps; null where there is none. */
  keptAdminToken(): string | null {
    const path = join(this.dataDir, 'admin-token');
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
  }

  /** What the server gives the command line of its own machine. */
  get terminalToken(): string {
    return readFileSync(join(this.dataDir, 'terminal-token'), 'utf8').trim();
  }

  residentBytes(): number {
    // A process a look would keep ours too busy to answer pings, on a machine that is busy already.
    const status = `/proc/${this.pid}/status`;
    if (existsSync(status)) return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.pid)], { encoding: 'utf8' })) * 1024;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it without ceremony, as a crash would, and waits until it is gone. */
  async crash(): Promise<void> {
    this.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.crash();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 20 });
  }

  #printedUrl(): string | undefined {
    if (this.#child.exitCode !== null) throw new Error(`it ended with ${this.#child.exitCode}`);
    return /http:\/\/[\d.]+:\d+/.exec(this.output)?.[0];
  }
}
