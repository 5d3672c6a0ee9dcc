/** In the order in which they run, with the seconds each takes of the ten minutes they all have. */
export const benchmarkSeconds = {
  heartbeat: 80,
  'fan-out': 110,
  kill: 90,
  memory: 50,
  storm: 70,
  history: 90,
  dashboard: 60,
  sdk: 20,
  start: 25,
} as const;

export type BenchmarkName = keyof typeof benchmarkSeconds;

export function isBenchmark(name: string): name is BenchmarkName {
  return Object.hasOwn(benchmarkSeconds, name);
}
