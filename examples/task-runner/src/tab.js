import { countPrimes } from './count-primes.js';

/** What takes longer asks a person first. */
const UNASKED_MS = 60_000;

/**
 * One browser tab, one session: the whole integration with Rollcall is in here.
 * @param {object} options
 * @param {import('@rollcall/sdk').RollcallClient} options.rollcall
 * @param {import('ws').WebSocket} options.socket the tab's
 * @param {string} options.user
 * @param {string} options.name
 */
export async function serveTab({ rollcall, socket, user, name }) {
  const session = await rollcall.session({ app: 'task-runner', user, name });

  const closed = new AbortController();
  const signal = AbortSignal.any([session.signal, closed.signal]);
  let isRunning = false;

  /** @param {Record<string, unknown>} message */
  const tell = (message) => socket.send(JSON.stringify(message));

  session.onKill(({ requestedBy, reason }) => tell({ type: 'killed', by: requestedBy.name, reason }));
  session.closeOnKill(socket);

  /** @param {{ taskName: string, durationMs: number }} order */
  async function run({ taskName, durationMs }) {
    isRunning = true;
    try {
      if (durationMs > UNASKED_MS) await ask(taskName, durationMs);
      const primes = await session.task(taskName, (task) =>
        countPrimes({
          durationMs,
          signal,
          onProgress(fraction, message) {
            task.progress(fraction, message);
            tell({ type: 'progress', fraction, message });
          },
        }),
      );
      tell({ type: 'done', ...primes });
    } catch (error) {
      if (!signal.aborted) tell({ type: 'failed', message: error instanceof Error ? error.message : 'Unknown error' });
    } finally {
      isRunning = false;
    }
  }

  /**
   * @param {string} taskName
   * @param {number} durationMs
   */
  async function ask(taskName, durationMs) {
    tell({ type: 'asked' });
    await session.ask({
      title: `Use a whole processor for ${durationMs / 1_000} seconds?`,
      details: { taskName, durationMs },
      signal,
      // Nothing here is so dangerous that it has to wait for Rollcall; where it is, leave this out.
      whenUnreachable: 'approve',
      unreachableAfterMs: 5_000,
    });
  }

  socket.on('message', (/** @type {Buffer} */ data) => {
    const order = readOrder(data.toString());
    if (order !== undefined && !isRunning) void run(order);
  });

  socket.on('close', () => {
    closed.abort();
    void session.end({ reason: isRunning ? 'STOPPED' : 'COMPLETED' });
  });

  if (socket.readyState !== socket.OPEN) void session.end();
  else tell({ type: 'ready', sessionId: session.id, name, user });
}

/** @param {string} text what the page sent: { taskName, seconds } */
function readOrder(text) {
  try {
    /** @type {unknown} */
    const order = JSON.parse(text);
    if (typeof order !== 'object' || order === null || !('taskName' in order) || !('seconds' in order))
      return undefined;
    const durationMs = Math.min(120, Math.max(1, Number(order.seconds) || 20)) * 1_000;
    return typeof order.taskName === 'string' ? { taskName: order.taskName, durationMs } : undefined;
  } catch {
    return undefined;
  }
}
