import type { StreamName } from '../supervisor/running-command.ts';
import { Masker } from './masker.ts';
import { OutputSpool } from './spool.ts';

/** Everything a command puts out on its way out of the machine: masked, then kept until the server has it. */
export class CommandOutput {
  readonly spool = new OutputSpool();
  readonly #maskers: Readonly<Record<StreamName, Masker>>;

  constructor(secrets: readonly Buffer[]) {
    this.#maskers = { STDOUT: new Masker(secrets), STDERR: new Masker(secrets) };
  }

  write(stream: StreamName, bytes: Buffer, atMs: number): void {
    // What is thrown away needs no look.
    if (this.spool.isTruncated) return;
    this.spool.append(stream, this.#maskers[stream].write(bytes), atMs);
  }

  end(atMs: number): void {
    for (const stream of ['STDOUT', 'STDERR'] as const) this.spool.append(stream, this.#maskers[stream].flush(), atMs);
  }
}
