import { expect, it } from 'vitest';
import { codeOf, keepsCookies, safeNext } from './sign-in.ts';

it('finds the code in the fragment', () => {
  expect(codeOf('#code=rcc_1_abc')).toBe('rcc_1_abc');
  expect([codeOf(''), codeOf('#'), codeOf('#code='), codeOf('#token=x')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it.each([
  ['/sessions?app=x', '/sessions?app=x'],
  ['/sessions/app_1', '/sessions/app_1'],
  [null, '/sessions'],
  ['https://evil.example', '/sessions'],
  ['//evil.example', '/sessions'],
  ['/\\evil.example', '/sessions'],
  ['/sign-in?next=/sign-in', '/sessions'],
])('goes from %s to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

it.each([
  ['https://rollcall.example', true],
  ['http://127.0.0.1:4000', true],
  ['http://localhost:4000', true],
  ['http://[::1]:4000', true],
  ['http://10.0.0.5:4000', false],
])('knows whether %s keeps a sign-in: %s', (origin, isKept) => {
  expect(keepsCookies(new URL(origin))).toBe(isKept);
});
