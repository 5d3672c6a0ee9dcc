/** In the order in which they run, with the seconds each takes of the ten minutes they all have. */
export const benchmarkSeconds = {
  heartbeat: 60,
  'fan-out': 125,
  kill: 125,
  memory: 55,
  storm: 40,
  history: 125,
  dashboard: 40,
  sdk: 8,
  start: 27,
} as const;

export type BenchmarkName = keyof typeof benchmarkSeconds;

export function isBenchmark(name: string): name is BenchmarkName {
  return Object.hasOwn(benchmarkSeconds, name);
}
