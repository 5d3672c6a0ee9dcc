import { type Command, maxOutputBytes } from './command.ts';
import type { OutputChunk, PlacedChunk } from './store.ts';

/** What a report of output comes to. */
export interface Appended {
  /** What of it is new and kept. */
  readonly chunks: readonly PlacedChunk[];
  readonly outputBytes: number;
  /** Whether some of it, or of an earlier report, is more than is kept. */
  readonly isTruncated: boolean;
  /** What the host is to send next: the same again where something is missing before it. */
  readonly nextOffset: number;
}

/**
 * Takes what is new of a report, whatever was sent before: what is known is skipped, what leaves a gap is not taken,
 * what is more than is kept is let go of.
 */
export function appendOutput(
  { outputBytes, isOutputTruncated }: Pick<Command, 'outputBytes' | 'isOutputTruncated'>,
  offset: number,
  reported: readonly OutputChunk[],
): Appended {
  const chunks: PlacedChunk[] = [];
  let [end, isTruncated] = [outputBytes, isOutputTruncated];
  if (offset > outputBytes) return { chunks, outputBytes, isTruncated, nextOffset: outputBytes };
  let from = offset;
  for (const { data, ...chunk } of reported) {
    const fresh = data.subarray(Math.max(0, end - from), Math.max(0, maxOutputBytes - from));
    if (from + data.length > maxOutputBytes) isTruncated = true;
    if (fresh.length > 0) {
      chunks.push({ data: fresh, offset: end, ...chunk });
      end += fresh.length;
    }
    from += data.length;
  }
  return { chunks, outputBytes: end, isTruncated, nextOffset: end };
}
