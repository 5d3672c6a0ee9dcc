import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Table } from './report.ts';

// A benchmark's own process. Its runner gives it a folder for everything temporary, as TMPDIR.

/** What a benchmark tells while it runs; what it told stands, whatever becomes of the rest. */
export interface Findings {
  add(table: Table): void;
  /** What a reader has to know: sizes that were cut, what was left out. */
  note(text: string): void;
}

export type Finding = { readonly table: Table } | { readonly note: string } | { readonly isOver: true };

/** Runs it, and takes everything it started along when it ends. */
export function runBenchmark(measure: (findings: Findings) => Promise<void>): void {
  process.on('exit', () => rmSync(tmpdir(), { recursive: true, force: true, maxRetries: 20 }));
  process.on('disconnect', () => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  const tell = (finding: Finding): void => void process.send?.(finding);
  measure({ add: (table) => tell({ table }), note: (note) => tell({ note }) }).then(
    // Behind what was told before.
    () => process.send?.({ isOver: true }, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

/** Says on the standard error how far a benchmark is; people want to know, and programs do not read it. */
export function say(text: string): void {
  process.stderr.write(`    ${text}\n`);
}

/** How long a benchmark may go on beginning things, as its runner says, so that the whole set stays within its bound. */
export class Budget {
  readonly #endMs = performance.now() + Number(process.env['BENCH_SECONDS'] ?? Infinity) * 1_000;

  get isSpent(): boolean {
    return performance.now() > this.#endMs;
  }

  /** The rounds there is time for: the first one always. */
  *rounds(wanted: number): Generator<number> {
    for (let round = 0; round < wanted && (round === 0 || !this.isSpent); round += 1) yield round;
  }
}
