import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { within } from './until.ts';

const main = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
  /** What it printed to be followed; null where it printed none. */
  readonly link: string | null;
}

/** Runs the server's program for one command, as somebody does at the terminal of its machine. */
export async function runCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    const code = await within(`the end of ${words.join(' ')}`, 30_000, ended);
    return { code, output, link: /http\S+\/set-up#code=\S+/.exec(output)?.[0] ?? null };
  } finally {
    child.kill('SIGKILL');
  }
}
