import type { StreamName } from '../supervisor/running-command.ts';
import { Masker } from './masker.ts';
import { OutputSpool } from './spool.ts';

/** Everything a command puts out on its way out of the machine: masked, then kept until the server has it. */
export class CommandOutput {
  readonly spool = new OutputSpool();
  readonly #maskers: Readonly<Record<StreamName, Masker>>;
  readonly #onGrown: () => void;

  constructor(secrets: readonly Buffer[], onGrown: () => void) {
    this.#maskers = { STDOUT: new Masker(secrets), STDERR: new Masker(secrets) };
    this.#onGrown = onGrown;
  }

  write(stream: StreamName, bytes: Buffer, atMs: number): void {
    // What is thrown away needs no look.
    if (this.spool.isTruncated) return;
    this.spool.append(stream, this.#maskers[stream].write(bytes), atMs);
    this.#onGrown();
  }

  end(atMs: number): void {
    for (const stream of ['STDOUT', 'STDERR'] as const) this.spool.append(stream, this.#maskers[stream].flush(), atMs);
    this.#onGrown();
  }
}
