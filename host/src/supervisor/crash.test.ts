import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { delay, systemClock } from '../clock.ts';
import { MARKER } from '../launch/group.ts';
import { listProcesses, markedWith } from '../machine/processes.ts';
import { leftWith, ownSeconds } from '../testing/left.testing.ts';
import { endLeftovers, leftoversOf } from './leftovers.ts';

const program = fileURLToPath(new URL('../testing/supervisor.testing.ts', import.meta.url));
const folders: string[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A supervisor with a command that does not listen, runs off and forks twice. */
async function startSupervisor(enclosure: string, seconds: string): Promise<{ child: ChildProcess; root: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, enclosure, seconds], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let said = '';
  for await (const text of child.stdout) {
    said += String(text);
    if (said.includes('ready\n')) break;
  }
  const [root = ''] = said.split('\n');
  folders.push(root);
  return { child, root };
}

async function crash(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function whenNothingIsLeftWith(word: string): Promise<void> {
  while (leftWith(word).length > 0) await delay(systemClock, 10);
}

test.each(['NAMESPACE', 'SANDBOX'])('a supervisor killed with -9 leaves nothing of a %s', async (enclosure) => {
  const seconds = ownSeconds();
  const { child } = await startSupervisor(enclosure, seconds);
  expect(leftWith(seconds).length).toBeGreaterThan(0);
  await crash(child);
  await whenNothingIsLeftWith(seconds);
});

test.each(['NAMESPACE', 'SANDBOX'])('what holds a %s together is found by the marker, too', async (enclosure) => {
  const seconds = ownSeconds();
  const { root } = await startSupervisor(enclosure, seconds);
  expect(await endLeftovers(`${root}/state:`, systemClock)).toEqual([]);
  await whenNothingIsLeftWith(seconds);
});

test('what a GROUP leaves is found by its marker, and ended', async () => {
  const seconds = ownSeconds();
  const { child, root } = await startSupervisor('GROUP', seconds);
  await crash(child);
  expect(leftWith(seconds).length).toBeGreaterThan(0);
  const marked = markedWith(MARKER, `${root}/state:`, listProcesses());
  const [left, ...others] = leftoversOf(marked);
  expect(others).toEqual([]);
  expect(left?.marker).toMatch(new RegExp(`^${root}/state:[-0-9a-f]{36}$`));
  expect(left?.survivors()).toHaveLength(marked.length);
  expect(await endLeftovers(`${root}/another:`, systemClock)).toEqual([]);
  expect(leftWith(seconds).length).toBeGreaterThan(0);
  expect(await endLeftovers(`${root}/state:`, systemClock)).toEqual([]);
  expect(leftWith(seconds)).toEqual([]);
  expect(left?.survivors()).toEqual([]);
});
