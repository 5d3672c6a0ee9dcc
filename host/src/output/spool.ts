import type { StreamName } from '../supervisor/running-command.ts';

/** A piece of what a command put out. */
export interface OutputChunk {
  /** Of its first byte, counted over both streams in the order in which they were read. */
  readonly offset: number;
  readonly stream: StreamName;
  readonly atMs: number;
  readonly bytes: Buffer;
}

/** Of one command, the notice included: as much as the server keeps. */
export const OUTPUT_LIMIT_BYTES = 10_000_000;
export const TRUNCATION_NOTICE =
  '\n[Rollcall keeps 10 MB of output; the command goes on, and the rest of its output is not kept.]\n';

/** Pieces of one stream that come closer together than this are one. */
const JOIN_WITHIN_MS = 50;
const JOIN_BYTES = 32 * 1024;
/** Beyond so many, pieces of streams that take turns are joined too: each stream keeps its order, and they theirs but for those 50 ms. */
const MANY_CHUNKS = 1_000;

/** What a command put out, up to the limit, until the server has it all. */
export class OutputSpool {
  readonly #chunks: OutputChunk[] = [];
  /** Pieces still joined into the last chunk, so that a byte at a time costs no more than a line at a time. */
  #isLastOpen = false;
  #sizeBytes = 0;
  #isTruncated = false;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get isTruncated(): boolean {
    return this.#isTruncated;
  }

  append(stream: StreamName, bytes: Buffer, atMs: number): void {
    if (this.#isTruncated || bytes.length === 0) return;
    const leftBytes = OUTPUT_LIMIT_BYTES - Buffer.byteLength(TRUNCATION_NOTICE) - this.#sizeBytes;
    if (bytes.length <= leftBytes) return this.#add(stream, bytes, atMs);
    this.#isTruncated = true;
    this.#add(stream, bytes.subarray(0, leftBytes), atMs);
    // It stays the last word.
    this.#isLastOpen = false;
    this.#add('STDERR', Buffer.from(TRUNCATION_NOTICE), atMs);
  }

  /** From `offset` on, up to so many bytes. What is given away is not added to any more. */
  read(offset: number, limitBytes: number): OutputChunk[] {
    const chunks: OutputChunk[] = [];
    let leftBytes = limitBytes;
    for (const chunk of this.#chunks.slice(this.#indexOf(offset))) {
      if (leftBytes <= 0) return chunks;
      const from = Math.max(0, offset - chunk.offset);
      const bytes = chunk.bytes.subarray(from, from + leftBytes);
      leftBytes -= bytes.length;
      if (bytes.length > 0) chunks.push({ ...chunk, offset: chunk.offset + from, bytes });
    }
    this.#isLastOpen = false;
    return chunks;
  }

  /** The server has everything before `offset`: it is not given again. */
  release(offset: number): void {
    const count = this.#chunks.findIndex((chunk) => chunk.offset + chunk.bytes.length > offset);
    this.#chunks.splice(0, count < 0 ? this.#chunks.length : count);
  }

  #add(stream: StreamName, bytes: Buffer, atMs: number): void {
    if (bytes.length === 0) return;
    const last = this.#chunks.at(-1);
    const before = this.#chunks.length > MANY_CHUNKS ? this.#chunks.at(-2) : undefined;
    const grown = (to: OutputChunk | undefined): OutputChunk | undefined =>
      this.#isLastOpen &&
      to?.stream === stream &&
      Math.abs(atMs - to.atMs) <= JOIN_WITHIN_MS &&
      to.bytes.length + bytes.length <= JOIN_BYTES
        ? { ...to, bytes: Buffer.concat([to.bytes, bytes]) }
        : undefined;
    const grownLast = grown(last);
    const grownBefore = grown(before);
    if (grownLast !== undefined) this.#chunks.splice(-1, 1, grownLast);
    // Of an open last one nothing is given away yet: it may still move.
    else if (last !== undefined && grownBefore !== undefined) {
      this.#chunks.splice(-2, 2, grownBefore, { ...last, offset: last.offset + bytes.length });
    } else this.#chunks.push({ offset: this.#sizeBytes, stream, atMs, bytes: Buffer.from(bytes) });
    this.#isLastOpen = true;
    this.#sizeBytes += bytes.length;
  }

  /** Of the chunk that holds the byte at `offset`. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const chunk = this.#chunks[middle];
      if (chunk !== undefined && chunk.offset + chunk.bytes.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
