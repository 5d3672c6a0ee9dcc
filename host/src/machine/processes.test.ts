import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { maskNames } from '../output/masker.ts';
import { describe, findProcess } from './processes.ts';

test('the words of a process are read so that secrets are found in them, whatever letters they have', async () => {
  const secret = `schlüssel${'x'.repeat(500)}`;
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log()', '-', secret]);
  await once(child.stdout, 'data');
  const found = findProcess(child.pid ?? 0);
  if (found === undefined) throw new Error('it is not there');
  expect(maskNames([describe(found)], [Buffer.from(secret)])[0]).toMatch(/ - \[secret\]$/);
  child.kill('SIGKILL');
});
