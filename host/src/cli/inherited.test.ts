import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findOnPath } from '../machine/executable.ts';

const program = fileURLToPath(new URL('../testing/inherited.testing.ts', import.meta.url));

// Node keeps the first few to itself; only bash opens others by their number.
test.runIf(findOnPath('bash', '/usr/bin:/bin'))('what a host was started with does not reach what it starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-inherited-'));
  writeFileSync(join(folder, 'secret'), 'SECRET');
  const readIn = (word: string) => {
    const words = [process.execPath, '--import', 'tsx', program, word];
    const args = ['-c', 'exec 200<"$0"; exec "$@"', join(folder, 'secret'), ...words];
    return spawnSync('bash', args, { encoding: 'utf8' }).stdout;
  };
  try {
    expect(readIn('keep')).toBe('SECRET');
    expect(readIn('close')).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
