import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from './app.testing.ts';

/** The command, as people run it. */
function run(words: readonly string[], dataDir: string): ChildProcess {
  const settings = ['ROLLCALL_PORT=0', `ROLLCALL_DATA_DIR=${dataDir}`, 'ROLLCALL_LOG_LEVEL=silent'];
  const main = join(import.meta.dirname, 'main.ts');
  const command = spawn('env', [...settings, 'node', '--import', 'tsx', main, ...words], { cwd: import.meta.dirname });
  onTestFinished(() => void command.kill('SIGKILL'));
  return command;
}

test('a new database is for its user’s eyes alone, and a flag makes nobody an admin', async () => {
  const dataDir = join(temporaryDir(), 'data');
  const server = run(['serve'], dataDir);
  await Promise.race([once(server.stdout ?? server, 'data'), once(server, 'exit')]);
  for (const name of ['rollcall.db', 'rollcall.db-wal', 'rollcall.db-shm', 'server.lock', 'admin-token']) {
    const path = join(dataDir, name);
    expect(existsSync(path) && (statSync(path).mode & 0o777).toString(8), name).toBe('600');
  }
  const help = run(['admin', 'create', '--help'], dataDir);
  const [printed, [code]] = await Promise.all([
    help.stdout === null ? '' : text(help.stdout),
    once(help, 'exit') as Promise<[number]>,
  ]);
  expect([code, printed]).toEqual([0, expect.stringContaining('rollcall admin create <name>')]);
  expect(printed).not.toContain('code=');
});
