import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { limits } from './limits.ts';

/**
 * A socket from which nothing was heard since a beat: at each one our ping to the last should have been answered. Whoever
 * is heard has none, which is nearly everybody nearly all the time.
 */
export class Silence {
  /** Whether our pings waited behind what is not sent. */
  #isBehind = false;
  /** What had left at the last beat; null before the first, until which it was heard. */
  #left: { readonly wroteBytes: number; readonly queuedBytes: number } | null = null;
  #silentBeats = 0;

  /**
   * A client that is slow gets its pings late, and we may not be reading its pongs: it lives as long as it takes what was
   * written, however slowly.
   * @param stream what the socket writes to
   */
  beat(stream: Duplex): boolean {
    const before = this.#left;
    const left = leftBy(stream);
    this.#left = left;
    this.#isBehind ||= stream.writableLength > 0;
    const isTaking = left.wroteBytes !== before?.wroteBytes || left.queuedBytes !== before.queuedBytes;
    const isAlive = before === null || (this.#isBehind && isTaking);
    this.#silentBeats = isAlive ? 0 : this.#silentBeats + 1;
    return this.#silentBeats < (this.#isBehind ? limits.silentBeatsBehind : 1);
  }
}

/** What the operating system took: whole writes, or a part of the one under way. */
function leftBy(stream: Duplex): { readonly wroteBytes: number; readonly queuedBytes: number } {
  const { bytesWritten } = stream instanceof Socket ? stream : { bytesWritten: 0 };
  return { wroteBytes: bytesWritten - stream.writableLength, queuedBytes: queuedBytesOf(stream) };
}

/** What is left of the write under way. Node's own time limit on sockets looks here, too, and nothing public tells it. */
function queuedBytesOf(stream: Duplex): number {
  const handle: unknown = '_handle' in stream ? stream._handle : null;
  return typeof handle === 'object' && handle !== null && 'writeQueueSize' in handle
    ? Number(handle.writeQueueSize)
    : 0;
}
