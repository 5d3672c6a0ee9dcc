import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// npm writes it, and it holds what npm ci will install.
const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, Package>>;
};

/** Whether a package asked for at `place` is locked, there or in a folder above. */
function isLocked(place: string, name: string): boolean {
  if (`${place}/node_modules/${name}`.replace(/^\//, '') in packages) return true;
  if (place === '') return false;
  return isLocked(place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
}

test('every platform can install what is locked', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(place, name)),
  );
  expect(missing).toEqual([]);
});

test('there is exactly one graphql', () => {
  expect(Object.keys(packages).filter((place) => place.endsWith('node_modules/graphql'))).toEqual([
    'node_modules/graphql',
  ]);
});
