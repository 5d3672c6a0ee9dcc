import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { createDocumentCache } from './document-cache.ts';

const document = parse('{ a }');
const size = 600 * (document.tokenCount ?? 0) + 6;

it('keeps what was used last, up to its size', () => {
  const cache = createDocumentCache(2 * size);
  cache.set('a', document);
  cache.set('b', document);
  expect(cache.get('a')).toBe(document);
  cache.set('c', document);
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')).toBe(document);
  expect(cache.get('c')).toBe(document);
});

it('counts a document once that is set again', () => {
  const cache = createDocumentCache(2 * size);
  for (let at = 0; at < 5; at += 1) cache.set('a', document);
  cache.set('b', document);
  expect(cache.get('a')).toBe(document);
  expect(cache.get('b')).toBe(document);
});

it('weighs the text of a document whose tokens are few', () => {
  const cache = createDocumentCache(10 * size);
  const long = `#${'x'.repeat(10 * size)}`;
  cache.set('a', document);
  cache.set(long, document);
  expect(cache.get(long)).toBeUndefined();
});

it('keeps nothing that is larger than itself', () => {
  const cache = createDocumentCache(1);
  cache.set('a', document);
  expect(cache.get('a')).toBeUndefined();
});
