import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMergePatch } from './merge-patch.ts';
import type { Metadata } from './session.ts';

describe('RFC 7396, appendix A', () => {
  // Those of its cases whose patch is an object: the wire admits no other.
  test.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('%s patched with %s is %s', (target, patch, result) => {
    expect(JSON.stringify(applyMergePatch(JSON.parse(target), JSON.parse(patch) as Metadata))).toBe(result);
  });
});

test('a member named __proto__ is a member like any other', () => {
  const patch = JSON.parse('{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}') as Metadata;
  const result = applyMergePatch({}, patch);
  expect(JSON.stringify(result)).toBe('{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}');
  expect('admin' in result).toBe(false);
  expect('admin' in {}).toBe(false);
  expect(JSON.stringify(applyMergePatch(result, JSON.parse('{"__proto__":null,"a":null}') as Metadata))).toBe('{}');
});

const metadata = fc.dictionary(fc.string(), fc.jsonValue());

test('a patch changes neither of its arguments', () => {
  fc.assert(
    fc.property(metadata, metadata, (target, patch) => {
      const before = JSON.stringify([target, patch]);
      applyMergePatch(target, patch);
      expect(JSON.stringify([target, patch])).toBe(before);
    }),
  );
});

test('a patch applied twice is a patch applied once', () => {
  fc.assert(
    fc.property(metadata, metadata, (target, patch) => {
      const once = applyMergePatch(target, patch);
      expect(applyMergePatch(once, patch)).toEqual(once);
    }),
  );
});

test('an empty patch changes nothing', () => {
  fc.assert(
    fc.property(metadata, (target) => {
      expect(applyMergePatch(target, {})).toEqual(target);
    }),
  );
});

test('what a patch does not name stays, what it names with null goes, what it names with a plain value is that value', () => {
  fc.assert(
    fc.property(metadata, metadata, (target, patch) => {
      const result = new Map(Object.entries(applyMergePatch(target, patch)));
      for (const [name, value] of Object.entries(target)) {
        if (!Object.hasOwn(patch, name)) expect(result.get(name)).toEqual(value);
      }
      for (const [name, value] of Object.entries(patch)) {
        if (value === null) expect(result.has(name)).toBe(false);
        else if (typeof value !== 'object' || Array.isArray(value)) expect(result.get(name)).toEqual(value);
      }
    }),
  );
});
