import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { until, within } from '../harness/until.ts';
import { admin, serve } from './owner.ts';
import { type ContractServer, startContractServer } from './server.ts';

/** Runs a program of a host in a process of its own, where only the SDK could keep it alive or break it. */
async function run(
  server: Pick<ContractServer, 'url' | 'secrets'>,
  program: string,
  whenReady: () => Promise<unknown> = () => Promise.resolve(),
) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env['PATH'], ROLLCALL_URL: server.url, ROLLCALL_KEY: server.secrets.key },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  void (async () => {
    await until('the program', () => output.includes('ready') || child.exitCode !== null);
    await whenReady();
    child.stdin.end();
  })();
  try {
    return { code: await within('the end of the process', 30_000, ended), output };
  } finally {
    child.kill('SIGKILL');
  }
}

const start = `
  import { createClient } from '@rollcall/sdk';
  const rollcall = createClient();
  const session = await rollcall.session({ app: 'script', externalId: 'script' });
`;

/** Stands still until the test has done its part. */
const standStill = `
  console.log('ready');
  await new Promise((resolve) => process.stdin.once('end', resolve).resume());
`;

async function away(): Promise<ContractServer> {
  const server = await startContractServer();
  await server.close();
  return server;
}

test('a process that forgets its session ends by itself, and the session with it as completed', async () => {
  const server = await serve();
  const { code, output } = await run(server, `${start} await session.task('Work', () => console.log('worked'));`);
  expect({ code, output }).toEqual({ code: 0, output: 'worked\n' });
  expect(server.registry.all()).toMatchObject([{ endReason: 'COMPLETED', tasks: [{ state: 'SUCCEEDED' }] }]);
});

test('a process that finds new work after it ran dry registers again', async () => {
  const server = await serve();
  const program = `${start}
    process.once('beforeExit', () => setTimeout(async () => {
      const again = await rollcall.session({ app: 'script' });
      console.log(again.id !== session.id);
    }, 100));`;
  expect(await run(server, program)).toEqual({ code: 0, output: 'true\n' });
  expect(server.registry.all()).toMatchObject([{ endReason: 'COMPLETED' }, { endReason: 'COMPLETED' }]);
  expect(server.sockets.opened).toBe(2);
});

test('a process that ends its session ends at once', async () => {
  const server = await serve();
  const program = `${start}
    await session.end({ reason: 'STOPPED' });
    const startMs = performance.now();
    process.on('exit', () => console.log(performance.now() - startMs < 900));`;
  expect(await run(server, program)).toEqual({ code: 0, output: 'true\n' });
  expect(server.registry.all()).toMatchObject([{ endReason: 'STOPPED' }]);
});

test('a process whose server is away works, ends by itself, and nothing is thrown at it', async () => {
  const program = `${start}
    session.update({ name: 'Away' });
    await session.task('Work', (task) => task.progress(0.5));
    console.log(session.id, session.signal.aborted);`;
  expect(await run(await away(), program)).toEqual({ code: 0, output: 'undefined false\n' });
});

test('a process whose server goes away while it runs ends within the second it gives the server', async () => {
  const server = await serve();
  const startMs = performance.now();
  let closedAtMs = startMs;
  const result = await run(server, `${start} ${standStill}`, async () => {
    await server.close();
    closedAtMs = performance.now();
  });
  expect(result).toEqual({ code: 0, output: 'ready\n' });
  expect(performance.now() - closedAtMs).toBeLessThan(5_000);
});

test('a loop over a subscription keeps the process alive until it is left', async () => {
  const server = await serve();
  const program = `
    import { createClient } from '@rollcall/sdk';
    import { SessionChangesDocument } from '@rollcall/sdk/operations';
    const admin = createClient();
    for await (const { sessionChanges } of admin.subscribe(SessionChangesDocument, {})) {
      if (sessionChanges.upserted.length > 0) break;
      console.log('ready');
    }
    console.log('left');`;
  const administering = { url: server.url, secrets: { key: server.secrets.adminToken, adminToken: '' } };
  const register = async () =>
    server.registry.register(
      { app: 'reports', ownerId: 'other' },
      { kind: 'KEY', id: 'key_contract', name: 'contract' },
    );
  expect(await run(administering, program, register)).toEqual({ code: 0, output: 'ready\nleft\n' });
});

test('a process that awaits a person lives on until one has answered', async () => {
  const server = await serve();
  const program = `${start}
    setTimeout(() => console.log('ready'), 100).unref();
    const { note } = await session.ask({ title: 'Go on?' });
    console.log(note);`;
  const answer = async () => {
    const question = await until('the question', () => server.approvals.all()[0]);
    server.approvals.decide(question, 'APPROVED', admin, 'Go on');
  };
  expect(await run(server, program, answer)).toEqual({ code: 0, output: 'ready\nGo on\n' });
  expect(server.registry.all()).toMatchObject([{ endReason: 'COMPLETED' }]);
});

test('a process that is refused works, ends by itself, and nothing is thrown at it', async () => {
  const server = await serve();
  const refused = { url: server.url, secrets: { key: 'rck_not_this_one', adminToken: '' } };
  const program = `${start} console.log(await session.task('Work', () => 42));`;
  expect(await run(refused, program)).toEqual({ code: 0, output: '42\n' });
});

test('a killed process ends through its own error, with its clean-up done and told', async () => {
  const server = await serve();
  const program = `${start}
    session.onKill(async () => { await null; console.log('cleaned up'); });
    const keepAlive = setInterval(() => {}, 1_000);
    try {
      await session.task('Work', () => new Promise((resolve, reject) => {
        session.signal.addEventListener('abort', () => reject(session.signal.reason));
      }));
    } catch (error) {
      console.log(error.name);
    }
    clearInterval(keepAlive);
    await session.end();`;
  const running = run(server, program);
  const [session] = await until('the session', () => {
    const all = server.registry.all();
    return all[0]?.tasks.length === 1 && all;
  });
  if (session === undefined) throw new Error('there is one');
  server.registry.kill(session, null, 10_000, { kind: 'PERSON', id: 'person_ada', name: 'Ada' });
  const { code, output } = await running;
  expect(code).toBe(0);
  expect(output.split('\n').sort()).toEqual(['', 'SessionKilledError', 'cleaned up']);
  expect(session).toMatchObject({ endReason: 'KILLED', kills: [{ evidence: 'OWNER' }] });
});

test('the signal can be handed to any number of things at once, and Node warns of nothing', async () => {
  const server = await serve();
  const program = `${start}
    import { setTimeout as delay } from 'node:timers/promises';
    const waits = Array.from({ length: 50 }, () => delay(1, undefined, { signal: session.signal }));
    await Promise.all([...waits, ...waits.map(() => fetch(process.env.ROLLCALL_URL, { signal: session.signal }))]);
    console.log('all over');`;
  expect(await run(server, program)).toEqual({ code: 0, output: 'all over\n' });
});

test('a process with twelve clients is warned of nothing, and ends the sessions of all', async () => {
  const server = await serve();
  const program = `
    import { createClient } from '@rollcall/sdk';
    const clients = Array.from({ length: 12 }, () => createClient());
    await Promise.all(clients.map((client) => client.session({ app: 'script' })));
    const [closed, ...others] = clients;
    await closed.close();
    console.log(others.length, process.listenerCount('beforeExit'));`;
  expect(await run(server, program)).toEqual({ code: 0, output: '11 1\n' });
  expect(server.registry.all().map(({ endReason }) => endReason)).toEqual(Array(12).fill('COMPLETED'));
});

test('after process.exit the session is quiet at once: nothing more could be told', async () => {
  const server = await serve();
  expect(await run(server, `${start} process.exit(3);`)).toEqual({ code: 3, output: '' });
  await until('the silence', () => server.registry.all()[0]?.liveness === 'QUIET');
});

/** The first lines of JavaScript on a page, as they stand. */
async function firstLines(page: string): Promise<string> {
  const documentation = await readFile(new URL(`../../${page}`, import.meta.url), 'utf8');
  const [, lines = ''] = /```js\n([\s\S]*?)```/.exec(documentation) ?? [];
  expect(lines).toContain('rollcall.session(');
  return lines;
}

test('the first lines of the documentation run as they stand, as plain JavaScript', async () => {
  const server = await serve();
  const program = `${await firstLines('docs/sdk.md')}\nfunction generateReport() { console.log('generated'); }`;
  expect(await run(server, program)).toEqual({ code: 0, output: 'generated\n' });
  expect(server.registry.all()).toMatchObject([{ endReason: 'COMPLETED', tasks: [{ state: 'SUCCEEDED' }] }]);
});

test('the first lines of the documentation end a session as failed whose work has thrown', async () => {
  const server = await serve();
  const program = `${await firstLines('docs/sdk.md')}\nfunction generateReport() { throw new Error('no orders'); }`;
  const { code, output } = await run(server, program);
  expect([code, output]).toEqual([1, expect.stringContaining('Error: no orders')]);
  expect(server.registry.all()).toMatchObject([{ endReason: 'FAILED', tasks: [{ state: 'FAILED' }] }]);
});

test('the first lines of the README run as they stand, until they are killed', async () => {
  const server = await serve();
  const killed = async () => {
    const session = await until('the task', () =>
      server.registry.all().find(({ tasks }) => tasks[0]?.state === 'RUNNING'),
    );
    server.registry.kill(session, 'Wrong quarter', 10_000, admin);
  };
  const { code, output } = await run(server, `console.log('ready');\n${await firstLines('README.md')}`, killed);
  expect([code, output]).toEqual([1, expect.stringContaining('Ada ended this session: Wrong quarter')]);
  expect(server.registry.all()).toMatchObject([{ endReason: 'KILLED', tasks: [{ state: 'CANCELLED' }] }]);
});

test('the example in the documentation of createClient runs as it stands', async () => {
  const server = await serve();
  const source = await readFile(new URL('../../sdk/src/node.ts', import.meta.url), 'utf8');
  const [, comment = ''] = /@example\n([\s\S]*?)\n \*\n/.exec(source) ?? [];
  const example = comment.replaceAll(/^ \* ?/gm, '');
  expect(example).toContain('rollcall.session(');
  const ts = await import('typescript');
  const compiled = ts.default.transpile(example, { target: ts.default.ScriptTarget.ES2022 });
  const program = `import { createClient } from '@rollcall/sdk';\n${compiled}`;
  expect(await run(server, program)).toEqual({ code: 0, output: '' });
  expect(server.registry.all()).toMatchObject([
    { endReason: 'COMPLETED', tasks: [{ progress: 0.4, state: 'SUCCEEDED' }] },
  ]);
});
