import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Api, asAdmin } from '../harness/api.ts';
import { type CommandResult, runCommand } from '../harness/command-line.ts';
import { enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, codeOf, followLink, password, postJson, SignedIn, signIn } from '../harness/sign-in.ts';

let server: ServerProcess;

/** As at a shell of the server's machine, with the server's own settings. */
const admin = (...words: readonly string[]): Promise<CommandResult> =>
  runCommand(['admin', ...words], { ROLLCALL_DATA_DIR: server.dataDir, ROLLCALL_PORT: String(server.port) });

async function stop(): Promise<void> {
  server.kill('SIGTERM');
  await server.ended;
}

async function startAgain(): Promise<void> {
  server = await ServerProcess.start({ dataDir: server.dataDir, port: server.port });
}

async function startForOneTest(): Promise<void> {
  server = await ServerProcess.start();
  onTestFinished(() => server.remove());
}

/** Who has followed the printed link. */
async function follow({ code, output, link }: CommandResult, name: string): Promise<SignedIn> {
  expect(code, output).toBe(0);
  return new SignedIn(server.url, name, await followLink(server, link ?? ''));
}

async function roleOf({ api }: SignedIn): Promise<unknown> {
  const { viewer } = await api.data<{ viewer: { person: unknown } }>('{ viewer { person { name role apps } } }');
  return viewer.person;
}

const isAdmin = (name: string) => ({ name, role: 'ADMIN', apps: null });

describe.each<[string, () => Promise<void>, () => Promise<void>]>([
  ['a server that runs', () => Promise.resolve(), () => Promise.resolve()],
  ['a server that was stopped', stop, startAgain],
  ['a server that has crashed', () => server.crash(), startAgain],
])('at the terminal of %s', (_title, before, after) => {
  let grace: SignedIn;
  let results: Readonly<Record<'taken' | 'unknown' | 'reset' | 'made', CommandResult>>;

  beforeAll(async () => {
    server = await ServerProcess.start();
    grace = await enter(server, asAdmin(server), { name: 'Grace', role: 'VIEWER', apps: ['alpha'] });
    await before();
    results = {
      taken: await admin('create', 'GRACE'),
      unknown: await admin('reset', 'Nobody'),
      reset: await admin('reset', 'grace'),
      made: await admin('create', 'Ada', 'Lovelace'),
    };
    await after();
  });

  afterAll(async () => {
    await server.remove();
  });

  test('names that are there already, or are not there, are said with what to do', () => {
    const { taken, unknown } = results;
    expect(taken).toMatchObject({ code: 1, link: null });
    expect(taken.output).toContain('admin reset');
    expect(unknown).toMatchObject({ code: 1, link: null });
    expect(unknown.output).toContain('admin create');
    for (const { output } of [taken, unknown]) expect(output).not.toMatch(/\bat .*\.js:\d+/);
  });

  test('somebody is made an admin, by a link that works once', async () => {
    const ada = await follow(results.made, 'Ada Lovelace');
    expect(await roleOf(ada)).toEqual(isAdmin('Ada Lovelace'));
    const again = await postJson(server.url, '/set-up', { code: codeOf(results.made.link ?? ''), password });
    expect(again.status).toBe(401);
    const { people } = await ada.api.data<{ people: readonly { name: string }[] }>('{ people { name } }');
    expect(people).toEqual([{ name: 'Ada Lovelace' }, { name: 'Grace' }]);
    // There is an admin, so the bootstrap token has retired.
    expect((await asAdmin(server).send('{ viewer { actor { kind } } }')).status).toBe(401);
  });

  test('somebody who was locked out, or is an admin no more, becomes one again with a new password', async () => {
    await signIn(server, 'Grace');
    expect(await roleOf(await follow(results.reset, 'Grace'))).toEqual(isAdmin('Grace'));
    expect((await grace.api.send('{ viewer { actor { kind } } }')).status).toBe(401);
  });
});

test('a server that holds its data and does not answer is said so, within bounds, and goes on unharmed', async () => {
  await startForOneTest();
  await becomeFirstAdmin(server);
  server.kill('SIGSTOP');
  const asked = await admin('create', 'Ada');
  server.kill('SIGCONT');
  expect(asked).toMatchObject({ code: 1, link: null });
  expect(asked.output).not.toMatch(/\bat .*\.js:\d+/);
  expect(asked.output).not.toContain(server.terminalToken);
  await signIn(server, 'root');
});

test("the terminal's token is for the server's own user, of one run, and gone when it stops", async () => {
  await startForOneTest();
  const path = join(server.dataDir, 'terminal-token');
  const { terminalToken } = server;
  expect(terminalToken).toMatch(/^rct_\S{32,}$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(server.output).not.toContain(terminalToken);
  await server.crash();
  await startAgain();
  expect(server.terminalToken).not.toBe(terminalToken);
  const before = new Api(server.url, { secret: terminalToken });
  expect((await before.send('{ viewer { actor { kind } } }')).status).toBe(401);
  await stop();
  expect(existsSync(path)).toBe(false);
});

test('what is no command is said so, and the commands are shown', async () => {
  const wrong = [['admin'], ['admin', 'create'], ['admin', 'remove', 'Ada'], ['administer']];
  for (const { code, output } of await Promise.all(wrong.map((words) => runCommand(words, {})))) {
    expect(code).toBe(2);
    expect(output).toContain('admin create <name>');
  }
});

test('a folder without a server is said so, and stays as it is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-empty-'));
  try {
    const { code, output } = await runCommand(['admin', 'create', 'Ada'], { ROLLCALL_DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toContain(dataDir);
    expect(existsSync(join(dataDir, 'rollcall.db'))).toBe(false);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
