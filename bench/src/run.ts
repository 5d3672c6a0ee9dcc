import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchmarkName, benchmarkSeconds, isBenchmark } from './benchmarks/names.ts';
import { Child, programPath } from './harness/children.ts';
import { describeMachine } from './harness/machine.ts';
import type { Finding } from './harness/benchmark.ts';
import type { Table } from './harness/report.ts';
import { printTable } from './harness/text-table.ts';

// `npm run bench` runs all, `npm run bench -- heartbeat kill` those named; `--json` prints JSON. Nothing here fails on a
// timing: a benchmark that cannot run says so, and the others go on.

const limitMs = 595_000;

interface Result {
  readonly name: BenchmarkName;
  readonly seconds: number;
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
  /** Why it could not run, or not to its end. */
  readonly problem: string | null;
}

const startMs = performance.now();
const { names, isJson } = readArguments(process.argv.slice(2));
const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) remove(folder);
});
let current: Child | null = null;
const interrupt: { code: number | null } = { code: null };
for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const, ['SIGHUP', 129] as const]) {
  process.on(signal, () => {
    if (interrupt.code !== null) process.exit(code);
    interrupt.code = code;
    // A benchmark that is asked takes its own processes along; killed, it would leave them to find out.
    void current?.stop('SIGTERM');
  });
}

const machine = describeMachine();
if (!isJson) {
  const { processor, cores, memoryGiB, system, node, loadBefore } = machine;
  print(`${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load before: ${loadBefore}`);
  print('Medians; behind each, its ratio to the row it is compared with.');
}
const results: Result[] = [];
for (const [index, name] of names.entries()) {
  if (interrupt.code !== null) break;
  if (!isJson) print(`\n${name}`);
  const result = await run(name, names.slice(index + 1));
  results.push(result);
  if (isJson) continue;
  for (const note of result.notes) print(`  ${note}`);
  if (result.problem !== null)
    print(`\n  cannot run${result.tables.length > 0 ? ' to its end' : ''}: ${result.problem}`);
  print(`  (${result.seconds.toFixed(0)} s)`);
}
if (isJson) print(JSON.stringify({ machine, results }, null, 2));
else print(`\n${secondsSince(startMs).toFixed(0)} s in all`);
process.exitCode = interrupt.code ?? (results.some(({ problem }) => problem !== null) ? 1 : 0);

/** @param later those that want to run behind it */
async function run(name: BenchmarkName, later: readonly BenchmarkName[]): Promise<Result> {
  const beganMs = performance.now();
  const leftSeconds = (limitMs - (beganMs - startMs)) / 1_000;
  const ownSeconds = benchmarkSeconds[name];
  const laterSeconds = later.reduce((sum, other) => sum + benchmarkSeconds[other], 0);
  // On a slow machine each has less, and none takes more than half of what the others want. What is left over may be used.
  const seconds = Math.min(ownSeconds * 2, (leftSeconds * ownSeconds) / (ownSeconds + laterSeconds));
  const limitSeconds = Math.min(leftSeconds - laterSeconds / 2, ownSeconds * 3);
  const tables: Table[] = [];
  const notes: string[] = [];
  const finish = (problem: string | null): Result => ({ name, seconds: secondsSince(beganMs), tables, notes, problem });
  if (limitSeconds < 5) return finish('the ten minutes of the whole set are over');
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  folders.add(folder);
  const chromium = process.env['ROLLCALL_CHROMIUM'];
  const child = new Child(programPath(`benchmarks/${name}`), {
    env: {
      TMPDIR: folder,
      BENCH_SECONDS: String(seconds),
      ...(chromium !== undefined && { ROLLCALL_CHROMIUM: chromium }),
    },
  });
  current = child;
  child.process.stderr?.pipe(process.stderr, { end: false });
  child.process.on('message', (message: unknown) => {
    // Sent by `runBenchmark`.
    const finding = message as Finding;
    if ('note' in finding) notes.push(finding.note);
    if (!('table' in finding)) return;
    tables.push(finding.table);
    if (!isJson) print(printTable(finding.table));
  });
  const timer = setTimeout(() => void child.stop('SIGTERM'), limitSeconds * 1_000);
  const code = await child.ended;
  clearTimeout(timer);
  remove(folder);
  if (code === 0) return finish(null);
  if (interrupt.code !== null) return finish('it was interrupted');
  if (secondsSince(beganMs) >= limitSeconds) return finish('it takes longer than its part of the ten minutes');
  return finish(child.output.trim().split('\n').slice(-12).join('\n  '));
}

function readArguments(args: readonly string[]): { names: readonly BenchmarkName[]; isJson: boolean } {
  const all = Object.keys(benchmarkSeconds).filter(isBenchmark);
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const strangers = [
    ...asked.filter((name) => !isBenchmark(name)),
    ...args.filter((arg) => arg.startsWith('--') && arg !== '--json'),
  ];
  if (strangers.length > 0) {
    console.error(`There is no ${strangers.join(', ')}. Benchmarks: ${all.join(' ')}; option: --json`);
    process.exit(2);
  }
  const names = all.filter((name) => asked.length === 0 || asked.includes(name));
  return { names, isJson: args.includes('--json') };
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  folders.delete(folder);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function secondsSince(sinceMs: number): number {
  return (performance.now() - sinceMs) / 1_000;
}
