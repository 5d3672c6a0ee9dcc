import { describe, expect, test } from 'vitest';
import { OUTPUT_LIMIT_BYTES, OutputSpool, TRUNCATION_NOTICE } from './spool.ts';

const textOf = (chunks: readonly { readonly bytes: Buffer }[]) =>
  Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();

describe('the spool', () => {
  test('gives what came from any byte on, with its stream, its time and its place', () => {
    const spool = new OutputSpool();
    spool.append('STDOUT', Buffer.from('one '), 1_000);
    spool.append('STDERR', Buffer.from('two '), 1_001);
    spool.append('STDOUT', Buffer.from('three'), 2_000);
    expect(spool.read(0, 1_000).map(({ offset, stream, atMs }) => [offset, stream, atMs])).toEqual([
      [0, 'STDOUT', 1_000],
      [4, 'STDERR', 1_001],
      [8, 'STDOUT', 2_000],
    ]);
    for (let offset = 0; offset <= 13; offset += 1) {
      const chunks = spool.read(offset, 1_000);
      expect(textOf(chunks)).toBe('one two three'.slice(offset));
      expect(chunks[0]?.offset ?? offset).toBe(offset);
    }
  });

  test('gives no more at once than is asked for', () => {
    const spool = new OutputSpool();
    spool.append('STDOUT', Buffer.from('0123456789'), 1_000);
    spool.append('STDERR', Buffer.from('abcdefghij'), 1_000);
    expect(textOf(spool.read(4, 8))).toBe('456789ab');
  });

  test('joins pieces that come together, and adds nothing to what it has given', () => {
    const spool = new OutputSpool();
    for (const letter of 'abc') spool.append('STDOUT', Buffer.from(letter), 1_000);
    expect(spool.read(0, 100)).toHaveLength(1);
    spool.append('STDOUT', Buffer.from('d'), 1_001);
    expect(spool.read(0, 100).map(({ offset, bytes }) => [offset, bytes.toString()])).toEqual([
      [0, 'abc'],
      [3, 'd'],
    ]);
  });

  test('lets go of what the server has, and of nothing else', () => {
    const spool = new OutputSpool();
    for (const [at, text] of ['one ', 'two ', 'three'].entries()) spool.append('STDOUT', Buffer.from(text), at * 1_000);
    spool.release(6);
    expect(spool.read(0, 100).map(({ offset }) => offset)).toEqual([4, 8]);
    expect(textOf(spool.read(6, 100))).toBe('o three');
    spool.release(13);
    expect(spool.read(0, 100)).toEqual([]);
    spool.append('STDOUT', Buffer.from('four'), 9_000);
    expect(spool.read(13, 100)).toMatchObject([{ offset: 13 }]);
  });

  test('keeps 10 MB with the notice that there was more, and nothing after it', () => {
    const spool = new OutputSpool();
    for (let size = 0; size < 1.5 * OUTPUT_LIMIT_BYTES; size += 100_000) {
      spool.append('STDOUT', Buffer.alloc(100_000, 'x'), 1_000);
    }
    spool.append('STDERR', Buffer.from('late'), 2_000);
    expect(spool.sizeBytes).toBe(OUTPUT_LIMIT_BYTES);
    expect(spool.isTruncated).toBe(true);
    const noticeAt = OUTPUT_LIMIT_BYTES - Buffer.byteLength(TRUNCATION_NOTICE);
    expect(textOf(spool.read(noticeAt - 1, 1_000))).toBe(`x${TRUNCATION_NOTICE}`);
  });

  test('says nothing of a limit that was reached and not passed', () => {
    const spool = new OutputSpool();
    spool.append('STDOUT', Buffer.alloc(OUTPUT_LIMIT_BYTES - Buffer.byteLength(TRUNCATION_NOTICE), 'x'), 1_000);
    expect(spool.isTruncated).toBe(false);
  });
});

test('streams that take turns byte by byte cost no piece each, and none is lost or told twice', () => {
  const spool = new OutputSpool();
  const expected = { STDOUT: '', STDERR: '' };
  const got = { STDOUT: '', STDERR: '' };
  let offset = 0;
  let most = 0;
  const readOn = (limitBytes: number) => {
    const chunks = spool.read(offset, limitBytes);
    most = Math.max(most, chunks.length);
    for (const chunk of chunks) {
      expect(chunk.offset).toBe(offset);
      got[chunk.stream] += chunk.bytes.toString();
      offset += chunk.bytes.length;
    }
    spool.release(offset);
  };
  for (let index = 0; index < 100_000; index += 1) {
    const stream = index % 2 === 0 ? 'STDOUT' : 'STDERR';
    const letter = String.fromCharCode(97 + (index % 23));
    expected[stream] += letter;
    spool.append(stream, Buffer.from(letter), Math.floor(index / 1_000));
    // Now and then a part of it, so that it ends within what may still grow.
    if (index % 7_001 === 0) readOn(3_001);
  }
  readOn(Infinity);
  expect(got).toEqual(expected);
  expect(offset).toBe(spool.sizeBytes);
  expect(most).toBeLessThan(3_500);
});
