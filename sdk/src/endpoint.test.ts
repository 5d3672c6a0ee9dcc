import { expect, test } from 'vitest';
import { toWebSocketUrl } from './endpoint.ts';
import { InvalidInputError } from './errors.ts';

test.each([
  ['http://127.0.0.1:4000', 'ws://127.0.0.1:4000/graphql'],
  ['http://127.0.0.1:4000/', 'ws://127.0.0.1:4000/graphql'],
  ['https://example.org/rollcall', 'wss://example.org/rollcall/graphql'],
  ['https://example.org/rollcall/?a=1#b', 'wss://example.org/rollcall/graphql'],
])('%s is reached at %s', (url, expected) => {
  expect(toWebSocketUrl(url)).toBe(expected);
});

test.each(['', 'localhost:4000', 'ws://localhost', 'file:///etc'])('%j is no address of a server', (url) => {
  expect(() => toWebSocketUrl(url)).toThrow(InvalidInputError);
});
