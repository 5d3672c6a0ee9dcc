import { expect, it } from 'vitest';
import { keepReason, readReasons } from './recent-reasons.ts';

function storage(kept: string | null = null) {
  let value = kept;
  return { getItem: () => value, setItem: (_key: string, next: string) => void (value = next) };
}

it('keeps the last five reasons, the newest first and each once', () => {
  const place = storage();
  for (const reason of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) keepReason(place, reason);
  expect(readReasons(place)).toEqual(['c', 'f', 'e', 'd', 'b']);
});

it.each([['not json'], ['{"a":1}'], ['[1,null]']])('makes nothing of what it did not write: %s', (kept) => {
  expect(readReasons(storage(kept))).toEqual([]);
});

it('does without a storage that refuses', () => {
  const refusing = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
  };
  expect(() => keepReason(refusing, 'a')).not.toThrow();
});
