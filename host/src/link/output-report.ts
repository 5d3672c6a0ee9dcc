import type { OutputSpool } from '../output/spool.ts';
import { type Persistence, persist } from './persist.ts';
import type { Server } from './server.ts';

/** What fits in one message in base64, with room for the rest of it. */
const REPORT_BYTES = 128 * 1024;
const REPORT_CHUNKS = 500;

/** Tells the server what a command puts out, in order and without a gap, however often the line breaks. */
export class OutputReport {
  readonly #commandId: string;
  readonly #spool: OutputSpool;
  readonly #server: Pick<Server, 'appendOutput'>;
  readonly #persistence: Persistence;
  #offset = 0;
  #isComplete = false;
  #wake = (): void => undefined;

  constructor(options: {
    readonly commandId: string;
    readonly spool: OutputSpool;
    readonly server: Pick<Server, 'appendOutput'>;
    readonly persistence: Persistence;
  }) {
    this.#commandId = options.commandId;
    this.#spool = options.spool;
    this.#server = options.server;
    this.#persistence = options.persistence;
  }

  /** There is more, or nothing more comes. */
  grown(isComplete = false): void {
    this.#isComplete ||= isComplete;
    this.#wake();
  }

  /** Resolves once the server has it all, or takes no more. */
  async run(): Promise<void> {
    for (;;) {
      const chunks = this.#spool.read(this.#offset, REPORT_BYTES).slice(0, REPORT_CHUNKS);
      if (chunks.length === 0) {
        if (this.#isComplete) return;
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      // A server that lacks what it once had, as after a restored backup, cannot be given it any more.
      if (chunks[0]?.offset !== this.#offset || !(await this.#tell(chunks))) return;
    }
  }

  /** Asks the server what it lacks, and tells it that again. */
  async repeat(): Promise<void> {
    if (await this.#tell([])) await this.run();
  }

  async #tell(chunks: Parameters<Server['appendOutput']>[2]): Promise<boolean> {
    const { appendOutput } = this.#server;
    const next = await persist(() => appendOutput(this.#commandId, this.#offset, chunks), this.#persistence);
    if (next === null) return false;
    this.#offset = next;
    this.#spool.release(next);
    return true;
  }
}
