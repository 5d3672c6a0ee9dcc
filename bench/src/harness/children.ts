import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface ChildOptions {
  readonly nodeOptions?: readonly string[];
  readonly args?: readonly string[];
  /** Nothing else of our own environment but the path reaches it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** For a process that was asked to end; one that is in the middle of something synchronous does not hear it. */
const patienceMs = 5_000;
const running = new Set<ChildProcess>();
// Whatever ends this process, what it started ends first.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A Node process of ours, with a channel to ask it things. */
export class Child {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** The last of what it wrote. */
  output = '';

  constructor(program: string, { nodeOptions = [], args = [], env = {} }: ChildOptions = {}) {
    const child = spawn(process.execPath, [...nodeOptions, program, ...args], {
      env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process = child;
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output = `${this.output}${text}`.slice(-20_000)));
    }
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => {
        running.delete(child);
        resolve(code);
      });
    });
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Asks it to end, and ends it where it does not. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.hasEnded) this.process.kill(signal);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), patienceMs);
    await this.ended;
    clearTimeout(timer);
  }
}

/** The path of one of our built programs, named as in `src`. */
export function programPath(name: string): string {
  const path = join(import.meta.dirname, '..', `${name}.js`);
  if (!existsSync(path)) throw new Error(`${path} is not built`);
  return path;
}

/** The path of a program that is not built. */
export function sourcePath(name: string): string {
  return join(import.meta.dirname, '../../src', `${name}.ts`);
}
