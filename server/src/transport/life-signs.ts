import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { limits } from './limits.ts';

/** Whether anybody is at the other end of a socket: asked at each beat, when the last ping should have been answered. */
export class LifeSigns {
  #isHeard = true;
  /** Whether our pings waited behind what is not sent, since it was heard last. */
  #isBehind = false;
  /** What had left at the last beat. */
  #wroteBytes = 0;
  #queuedBytes = 0;
  #silentBeats = 0;

  heard(): void {
    this.#isHeard = true;
  }

  /**
   * A client that is slow gets its pings late, and we may not be reading its pongs: it lives as long as it takes what was
   * written, however slowly.
   * @param stream what the socket writes to
   */
  beat(stream: Duplex): boolean {
    const isTaking = this.#hasTaken(stream);
    const isWaiting = stream.writableLength > 0;
    this.#isBehind = isWaiting || (this.#isBehind && !this.#isHeard);
    const isAlive = this.#isHeard || (this.#isBehind && isTaking);
    this.#silentBeats = isAlive ? 0 : this.#silentBeats + 1;
    this.#isHeard = false;
    return this.#silentBeats < (this.#isBehind ? limits.silentBeatsBehind : 1);
  }

  /** Whether the operating system took anything since the last beat: whole writes, or a part of the one under way. */
  #hasTaken(stream: Duplex): boolean {
    const { bytesWritten } = stream instanceof Socket ? stream : { bytesWritten: 0 };
    const wroteBytes = bytesWritten - stream.writableLength;
    const queuedBytes = queuedBytesOf(stream);
    const hasTaken = wroteBytes !== this.#wroteBytes || queuedBytes !== this.#queuedBytes;
    this.#wroteBytes = wroteBytes;
    this.#queuedBytes = queuedBytes;
    return hasTaken;
  }
}

/** What is left of the write under way. Node's own time limit on sockets looks here, too, and nothing public tells it. */
function queuedBytesOf(stream: Duplex): number {
  const handle: unknown = '_handle' in stream ? stream._handle : null;
  return typeof handle === 'object' && handle !== null && 'writeQueueSize' in handle
    ? Number(handle.writeQueueSize)
    : 0;
}
