import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the page on performance names every benchmark, in the order in which they run', () => {
  const names = [...read('bench/src/benchmarks/names.ts').matchAll(/^ {2}'?([a-z-]+)'?: \d+,$/gm)].map(
    ([, name]) => name,
  );
  const told = [...read('docs/performance.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(names).toContain('heartbeat');
  expect(told).toEqual(names);
});
