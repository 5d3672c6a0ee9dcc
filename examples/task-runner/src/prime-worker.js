import { argv } from 'node:process';
import { parentPort } from 'node:worker_threads';

const durationMs = Number(argv[2]);
const startMs = performance.now();
let nextReportMs = 0;
let count = 0;

for (let candidate = 2; ; candidate += 1) {
  if (isPrime(candidate)) count += 1;
  if (candidate % 1_000 !== 0) continue;
  const elapsedMs = performance.now() - startMs;
  if (elapsedMs < nextReportMs) continue;
  nextReportMs = elapsedMs + 100;
  const fraction = Math.min(1, elapsedMs / durationMs);
  parentPort?.postMessage({ fraction, primes: { count, upTo: candidate } });
  if (fraction === 1) break;
}

/** @param {number} candidate */
function isPrime(candidate) {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}
