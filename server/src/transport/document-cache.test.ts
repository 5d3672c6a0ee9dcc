import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { createDocumentCache } from './document-cache.ts';

const document = parse('{ a }'); // Three tokens, and one for the end.

it('keeps what was used last, up to its size', () => {
  const size = document.tokenCount ?? 0;
  expect(size).toBeGreaterThan(2);
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
  const cache = createDocumentCache(2 * (document.tokenCount ?? 0));
  for (let at = 0; at < 5; at += 1) cache.set('a', document);
  cache.set('b', document);
  expect(cache.get('a')).toBe(document);
  expect(cache.get('b')).toBe(document);
});

it('keeps nothing that is larger than itself', () => {
  const cache = createDocumentCache(1);
  cache.set('a', document);
  expect(cache.get('a')).toBeUndefined();
});
