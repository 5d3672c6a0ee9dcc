import { expect, it } from 'vitest';
import { codeOf, isDashboardPage, keepsCookies, safeNext, tunnelTo } from './door.ts';

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
  ['/graphql', '/graphql'],
  [null, '/sessions'],
  ['https://evil.example', '/sessions'],
  ['//evil.example', '/sessions'],
  ['/\\evil.example', '/sessions'],
  ['///evil.example', '/sessions'],
  ['/\t/evil.example', '/sessions'],
  ['/\n/evil.example', '/sessions'],
  ['/\r\n/evil.example', '/sessions'],
  ['\t//evil.example', '/sessions'],
  ['/ /evil.example', '/sessions'],
  ['/\u2028/evil.example', '/sessions'],
  ['/.//evil.example', '/sessions'],
  ['/a/..//evil.example', '/sessions'],
  ['/%2e//evil.example', '/sessions'],
  ['/a\\b', '/sessions'],
  ['/a\u0000b', '/sessions'],
  ['javascript:alert(1)', '/sessions'],
  ['', '/sessions'],
  [`/${'x'.repeat(2_000)}`, '/sessions'],
  ['/sessions?next=//evil.example', '/sessions?next=//evil.example'],
  ['/a/../people', '/people'],
  ['/a/../sign-in', '/sessions'],
  ['/sign-in?next=/sign-in', '/sessions'],
  ['/set-up', '/sessions'],
])('goes from %s to %s', (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

it.each([
  ['/', true],
  ['/sessions', true],
  ['/sessions/app_1?show=all', true],
  ['/inbox/approval_1', true],
  ['/people/person_1', true],
  ['/keys', true],
  ['/account', true],
  ['/graphql', false],
  ['/sessionsx', false],
])('knows whether %s is a page of the dashboard: %s', (address, isPage) => {
  expect(isDashboardPage(address)).toBe(isPage);
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

it.each([
  ['http://10.0.0.5:4000', 'ssh -L 4000:127.0.0.1:4000 10.0.0.5', 'http://127.0.0.1:4000'],
  ['http://rollcall.lan', 'ssh -L 4000:127.0.0.1:80 rollcall.lan', 'http://127.0.0.1:4000'],
  ['http://[fd00::5]:4100', 'ssh -L 4100:127.0.0.1:4100 fd00::5', 'http://127.0.0.1:4100'],
])('names the tunnel to %s', (origin, command, url) => {
  expect(tunnelTo(new URL(origin))).toEqual({ command, url });
});
