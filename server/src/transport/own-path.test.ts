import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toOwnPath } from './own-path.ts';

it.each([
  ['/', '/'],
  ['/graphql', '/graphql'],
  ['/sessions?status=QUIET&app=a%2Fb#top', '/sessions?status=QUIET&app=a%2Fb#top'],
  ['/sessions?query=é', '/sessions?query=%C3%A9'],
  ['/a/../people', '/people'],
  ['/https://evil.example', '/https://evil.example'],
  ['/sessions?next=//evil.example', '/sessions?next=//evil.example'],
])('leads to %j as %j', (wanted, path) => {
  expect(toOwnPath(wanted)).toBe(path);
});

it.each([
  null,
  '',
  'sessions',
  '?a',
  '#a',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\nLocation: https://evil.example',
  '/ /evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'https://evil.example',
  'HTTPS:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/a\\b',
  '/a\tb',
  '/a\u0000b',
  '/\u2028',
  `/${'x'.repeat(2_000)}`,
  `/${'é'.repeat(1_000)}`,
])('leads to the first page instead of %j', (wanted) => {
  expect(toOwnPath(wanted)).toBe('/');
});

it('leads a browser nowhere else, whatever is wanted', () => {
  const part = fc.oneof(
    fc.constantFrom('/', '\\', '.', '..', '%2e', '\t', '\n', ' ', ':', '@', '?', '#', 'http:', 'evil.example'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = toOwnPath(`/${parts.join('')}`);
      expect(new URL(path, 'https://rollcall.example/sign-in').origin).toBe('https://rollcall.example');
      expect(path).toMatch(/^\/[\x21-\x7e]*$/);
    }),
    { numRuns: 2_000, seed: 20_261_120 },
  );
});
