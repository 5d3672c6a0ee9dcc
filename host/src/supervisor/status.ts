import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const line = z.object({ 'child-pid': z.int().optional(), 'exit-code': z.int().optional() });

/** Reads what bubblewrap says of what it does: first the first process of the namespace, in the end the command's exit code, if it came to run. */
export function readStatus(
  stream: Readable,
  heard: { readonly onFirstProcess: (pid: number) => void; readonly onExitCode: (code: number) => void },
): void {
  stream.on('error', () => undefined);
  createInterface({ input: stream }).on('line', (text) => {
    const said = line.safeParse(parse(text));
    if (!said.success) return;
    const { 'child-pid': pid, 'exit-code': code } = said.data;
    if (pid !== undefined) heard.onFirstProcess(pid);
    if (code !== undefined) heard.onExitCode(code);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
