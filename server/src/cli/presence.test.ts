import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { findPresence, leavePresence } from './presence.ts';

const presence = { url: 'http://127.0.0.1:4000', terminalToken: 'rct_of_this_run' };

test('what a server leaves is found, for its user’s eyes alone, and taken away again', () => {
  const dataDir = temporaryDir();
  const remove = leavePresence(dataDir, presence);
  expect(findPresence(dataDir)).toEqual(presence);
  for (const name of ['address', 'terminal-token']) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  remove();
  expect(findPresence(dataDir)).toBeNull();
});

test('what a crash left is replaced, and nothing is written to where a link points', () => {
  const dataDir = temporaryDir();
  const elsewhere = temporaryDir();
  for (const name of ['address', 'terminal-token']) {
    writeFileSync(join(elsewhere, name), 'untouched');
    symlinkSync(join(elsewhere, name), join(dataDir, name));
  }
  leavePresence(dataDir, presence);
  expect(findPresence(dataDir)).toEqual(presence);
  for (const name of ['address', 'terminal-token']) {
    expect(lstatSync(join(dataDir, name)).isSymbolicLink()).toBe(false);
    expect(readFileSync(join(elsewhere, name), 'utf8')).toBe('untouched');
  }
});
