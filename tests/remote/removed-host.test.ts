import { type ChildProcess, spawn } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { within } from '../harness/until.ts';
import { Site } from './site.ts';

/** As what a host starts, which has not tied its end to anything yet. */
function startMarked(hostId: string): ChildProcess {
  const child = spawn('sleep', ['1000'], { env: { ...process.env, ROLLCALL_COMMAND: `${hostId}:session:command` } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test('a host of these tests leaves nothing of its own, and what is another one’s alone', async () => {
  const site = await Site.open();
  const [own, other] = [startMarked(site.host.id), startMarked(`${site.host.id}1`)];
  const ended = new Promise((resolve) => own.once('exit', (_code, signal) => resolve(signal)));
  await site.close();
  expect(await within('the end of its own', 10_000, ended)).toBe('SIGKILL');
  expect(other.exitCode ?? other.signalCode).toBeNull();
});
