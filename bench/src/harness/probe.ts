import { setTimeout as delay } from 'node:timers/promises';
import { answerCalls } from './calls.ts';

// Loaded into every server that is measured, ours and the peers' alike, before anything of its own: it tells what the
// process used, and ends it when whoever measures has gone.

export interface Usage {
  readonly cpuUs: number;
  readonly residentBytes: number;
}

export interface Heap {
  readonly heapBytes: number;
  /** Buffers, which V8 keeps outside its heap. */
  readonly externalBytes: number;
  readonly residentBytes: number;
}

export interface ProbeApi {
  usage(): Usage;
  /** After collecting garbage. Works with `--expose-gc`. */
  heap(): Promise<Heap>;
}

answerCalls<ProbeApi>({
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpuUs: user + system, residentBytes: process.memoryUsage.rss() };
  },
  async heap() {
    // Twice and with turns between: what is freed by finalizers goes with the second.
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc?.();
      await delay(50);
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heapBytes: heapUsed, externalBytes: external, residentBytes: rss };
  },
});
// A server that was told to stop must not stay for our sake.
process.channel?.unref();
