/** In the order in which they run, with the seconds each takes of the ten minutes they all have. */
export const benchmarkSeconds = {
  heartbeat: 60,
  'fan-out': 120,
  kill: 130,
  memory: 55,
  storm: 70,
  history: 110,
  dashboard: 55,
  sdk: 20,
  start: 25,
} as const;

export type BenchmarkName = keyof typeof benchmarkSeconds;

export function isBenchmark(name: string): name is BenchmarkName {
  return Object.hasOwn(benchmarkSeconds, name);
}
