import { Worker } from 'node:worker_threads';

/**
 * @typedef {{ count: number, upTo: number }} Primes that there are `count` primes from 2 to `upTo`: easily checked
 * @typedef {{ fraction: number, primes: Primes }} Report what the worker sends, the last one with a fraction of 1
 */

/**
 * Counts primes in a worker thread for as long as it is given. An abort terminates the thread, whatever it is doing, and
 * rejects with its reason once it is gone: no CPU is used after.
 * @param {object} options
 * @param {number} options.durationMs
 * @param {AbortSignal} options.signal
 * @param {(fraction: number, message: string) => void} options.onProgress
 * @returns {Promise<Primes>}
 */
export async function countPrimes({ durationMs, signal, onProgress }) {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./prime-worker.js', import.meta.url), { argv: [durationMs] });
  const terminate = () => void worker.terminate();
  signal.addEventListener('abort', terminate);
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (/** @type {Report} */ { fraction, primes }) => {
        if (fraction === 1) resolve(primes);
        else
          onProgress(fraction, `${primes.count.toLocaleString('en')} primes up to ${primes.upTo.toLocaleString('en')}`);
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The worker ended before its work.')));
    });
  } catch (error) {
    // Who had the thread terminated, and why, says more than that it ended.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', terminate);
  }
}
