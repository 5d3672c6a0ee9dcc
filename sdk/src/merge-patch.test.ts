import { expect, test } from 'vitest';
import { applyPatch, joinPatches } from './merge-patch.ts';

// The cases of RFC 7396, appendix A, that have an object on both sides.
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (target, patch, expected) => {
  expect(applyPatch(target, patch)).toEqual(expected);
});

const patches = [{ a: 1 }, { a: null }, { a: { b: 1 } }, { a: { b: null, c: [2] } }, { a: { b: { d: 1 } } }, { e: {} }];
const targets = [{}, { a: 0 }, { a: { b: { d: 0 }, c: 0, x: 0 }, e: 1 }];
const triples = targets.flatMap((target) =>
  patches.flatMap((first) => patches.map((second) => [target, first, second] as const)),
);

test.each(triples)('on %j a joined patch does what %j and then %j do', (target, first, second) => {
  const joined = joinPatches(first, second);
  if (joined !== undefined) expect(applyPatch(target, joined)).toEqual(applyPatch(applyPatch(target, first), second));
});

test('does not join an object to what replaces', () => {
  expect(joinPatches({ a: null }, { a: { b: 1 } })).toBeUndefined();
  expect(joinPatches({ a: { b: 1 } }, { a: { b: { c: 1 } } })).toBeUndefined();
  expect(joinPatches({ a: { b: 1 } }, { a: { c: 1 } })).toEqual({ a: { b: 1, c: 1 } });
});
