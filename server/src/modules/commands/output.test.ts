import { describe, expect, test } from 'vitest';
import { maxOutputBytes } from './command.ts';
import { appendOutput } from './output.ts';
import type { OutputChunk } from './store.ts';

const chunk = (text: string, stream: OutputChunk['stream'] = 'STDOUT'): OutputChunk => ({
  stream,
  atMs: 1,
  data: Buffer.from(text),
});

const empty = { outputBytes: 0, isOutputTruncated: false };

/** What was taken, as `offset text`. */
function append(known: number, offset: number, texts: readonly string[]) {
  const { chunks, ...rest } = appendOutput(
    { outputBytes: known, isOutputTruncated: false },
    offset,
    texts.map((text) => chunk(text)),
  );
  return { ...rest, taken: chunks.map(({ offset, data }) => `${offset} ${Buffer.from(data).toString()}`) };
}

describe('a report of output', () => {
  test('is taken chunk by chunk, each where it stands', () => {
    const appended = appendOutput(empty, 0, [chunk('ab'), chunk('c', 'STDERR')]);
    expect(appended).toEqual({
      chunks: [
        { ...chunk('ab'), offset: 0 },
        { ...chunk('c', 'STDERR'), offset: 2 },
      ],
      outputBytes: 3,
      isTruncated: false,
      nextOffset: 3,
    });
  });

  test.each([
    ['the same again', 3, 0, ['ab', 'c'], [], 3],
    ['part of it again', 3, 0, ['ab', 'cd', 'e'], ['3 d', '4 e'], 5],
    ['what goes on', 3, 3, ['de'], ['3 de'], 5],
    ['what begins within', 3, 1, ['bcde'], ['3 de'], 5],
    ['what leaves a gap', 3, 4, ['e'], [], 3],
    ['nothing', 3, 3, [], [], 3],
    ['nothing in chunks', 3, 3, ['', ''], [], 3],
    ['what lies behind', 9, 1, ['b'], [], 9],
  ])('%s: what is new is taken', (_, known, offset, texts, taken, nextOffset) => {
    expect(append(known, offset, texts)).toEqual({ taken, outputBytes: nextOffset, nextOffset, isTruncated: false });
  });

  test('is kept up to the bound, and said to be cut beyond it', () => {
    const at = maxOutputBytes - 3;
    const full = { outputBytes: maxOutputBytes, nextOffset: maxOutputBytes };
    expect(append(at, at, ['abc'])).toEqual({ ...full, isTruncated: false, taken: [`${at} abc`] });
    expect(append(at, at, ['ab', 'cd', 'e'])).toEqual({
      ...full,
      isTruncated: true,
      taken: [`${at} ab`, `${at + 2} c`],
    });
    expect(append(maxOutputBytes, maxOutputBytes, ['x'])).toEqual({ ...full, isTruncated: true, taken: [] });
    expect(append(maxOutputBytes, at, ['abc'])).toEqual({ ...full, isTruncated: false, taken: [] });
  });
});
