import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { appKey, type ServerProcess } from './server-process.ts';
import { until } from './until.ts';

const main = fileURLToPath(new URL('../../examples/task-runner/src/main.js', import.meta.url));

/** The example app in a process of its own. */
export class ExampleProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';
  url = '';

  private constructor(server: ServerProcess, port: number) {
    this.#child = spawn(process.execPath, [main, '--port', String(port)], {
      env: { PATH: process.env['PATH'], ROLLCALL_URL: server.url, ROLLCALL_KEY: appKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
  }

  static async start(server: ServerProcess): Promise<ExampleProcess> {
    const example = new ExampleProcess(server, await freePort());
    example.url = await until("the example's address", () => /http:\/\/[\d.]+:\d+/.exec(example.output)?.[0], {
      withinMs: 60_000,
    });
    return example;
  }

  /** Processor time it has used so far, in all its threads. */
  cpuMs(): number {
    const pid = this.#child.pid ?? 0;
    const stat = `/proc/${pid}/stat`;
    if (existsSync(stat)) {
      // utime and stime are the 14th and 15th words, in ticks of 10 ms; the second word may hold blanks.
      const words = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(words[11]) + Number(words[12])) * 10;
    }
    const [minutes = 0, seconds = 0] = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(':')
      .map(Number);
    return (minutes * 60 + seconds) * 1_000;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // Listening on a host and port, so not the path of a Unix socket.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
