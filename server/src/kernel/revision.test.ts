import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRevision, parseRevision } from './revision.ts';

const epoch = fc.stringMatching(/^[0-9a-z]{8}$/);
const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test('a revision is its epoch, a dot and sixteen digits', () => {
  expect(formatRevision({ epoch: 'ab12cd34', number: 7 })).toBe('ab12cd34.0000000000000007');
});

test('what was formatted is parsed back', () => {
  fc.assert(
    fc.property(epoch, number, (epoch, number) => {
      expect(parseRevision(formatRevision({ epoch, number }))).toEqual({ epoch, number });
    }),
  );
});

test('revisions of one epoch sort as strings in their order', () => {
  fc.assert(
    fc.property(epoch, number, number, (epoch, a, b) => {
      expect(formatRevision({ epoch, number: a }) < formatRevision({ epoch, number: b })).toBe(a < b);
    }),
  );
});

test.each([
  '',
  '7',
  'ab12cd34',
  'ab12cd34.7',
  'AB12CD34.0000000000000007',
  'ab12cd34.00000000000000007',
  'ab12cd34.-000000000000007',
  ' ab12cd34.0000000000000007',
  'ab12cd34.0000000000000007\n',
  'ab12cd34.9999999999999999',
])('%j is no revision', (text) => {
  expect(parseRevision(text)).toBeNull();
});
