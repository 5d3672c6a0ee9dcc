import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Caller } from './calls.ts';
import { Child, programPath } from './children.ts';
import type { ProbeApi } from './probe.ts';
import { within } from './within.ts';

/** What our servers are started with and everybody shows. */
export const adminToken = 'rca_benchmark-admin-token-0123456789';
export const appKey = 'rck_benchmark_benchmark-key-0123456789';

export interface Server {
  readonly url: string;
  readonly child: Child;
  readonly probe: Caller<ProbeApi>;
}

interface Launch {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** So that the probe can collect garbage. */
  readonly exposesGc?: boolean;
}

interface RollcallOptions {
  /** Kept from an earlier run; a fresh one otherwise. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly exposesGc?: boolean;
}

/** Ours, built, as `npm start` runs it. */
export function startRollcall(options: RollcallOptions = {}): Promise<Server> {
  const { dataDir = createFolder(), port = 0, exposesGc = false } = options;
  return start({ program: rollcallProgram, exposesGc, env: rollcallEnv({ dataDir, port }) });
}

/** The settings that our server is given; all others are as they are by default. */
export function rollcallEnv({ dataDir, port }: { dataDir: string; port: number }): Readonly<Record<string, string>> {
  return {
    ROLLCALL_HOST: '127.0.0.1',
    ROLLCALL_PORT: String(port),
    ROLLCALL_DATA_DIR: dataDir,
    ROLLCALL_ADMIN_TOKEN: adminToken,
    ROLLCALL_APP_KEY: appKey,
  };
}

export const rollcallProgram = join(import.meta.dirname, '../../../server/dist/main.js');

/** One of `peers/`, as its documentation wants it in production. */
export function startPeer(
  name: string,
  { args = [], exposesGc = false }: { readonly args?: readonly string[]; readonly exposesGc?: boolean } = {},
): Promise<Server> {
  return start({
    program: programPath(`peers/${name}`),
    args,
    exposesGc,
    env: { NODE_ENV: 'production', BENCH_DATA_DIR: createFolder() },
  });
}

/** Gone with this process: everything temporary of a benchmark is in one folder, which its runner removes. */
export function createFolder(): string {
  return mkdtempSync(join(tmpdir(), 'data-'));
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** A server of either kind, started and not waited for. */
export function launch({ program, env, args = [], exposesGc = false }: Launch): Child {
  const probe = pathToFileURL(programPath('harness/probe')).href;
  return new Child(program, { nodeOptions: ['--import', probe, ...(exposesGc ? ['--expose-gc'] : [])], args, env });
}

async function start(options: Launch): Promise<Server> {
  const child = launch(options);
  const url = await within('the address a server prints', 90_000, printedUrl(child));
  return { url, child, probe: new Caller<ProbeApi>(child.process) };
}

async function printedUrl(child: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const [url] = /http:\/\/[\d.]+:\d+/.exec(child.output) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.process.stdout?.on('data', look);
    void child.ended.then(() => reject(new Error(`a server did not start:\n${child.output}`)));
  });
}
