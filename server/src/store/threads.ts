import { Worker } from 'node:worker_threads';

/**
 * Starts a thread of ours, which keeps no process going.
 * @param name its file's, beside this one
 */
export function startThread(name: string, workerData: unknown): Worker {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const file = new URL(`${name}${extension}`, import.meta.url);
  const thread = extension === '.js' ? new Worker(file, { workerData }) : startFromSource(file, workerData);
  thread.unref();
  return thread;
}

/** Run from its sources, as in development and tests: Node 20 reads none of them by itself, and a thread inherits no loader. */
function startFromSource(file: URL, workerData: unknown): Worker {
  const source = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(file.href)})))`;
  return new Worker(source, { eval: true, workerData });
}

/** Tells a thread `CLOSE`, behind all that it was asked before, and waits until it has ended. */
export async function closeThread(thread: Worker): Promise<void> {
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  thread.ref();
  thread.postMessage('CLOSE');
  await ended;
}
