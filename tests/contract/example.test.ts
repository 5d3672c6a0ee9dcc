import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { until, within } from '../harness/until.ts';
import { admin, serve } from './owner.ts';
import { type ContractServer, startContractServer } from './server.ts';

const main = fileURLToPath(new URL('../../examples/task-runner/src/main.js', import.meta.url));

/** Starts the example in a process of its own, gone when the test is over. */
function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'], ...env } });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { said, ended };
}

/** What a server leaves in its data folder. */
function leaveData({ url, secrets }: Pick<ContractServer, 'url' | 'secrets'>): { ROLLCALL_DATA_DIR: string } {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-example-'));
  onTestFinished(() => rmSync(dir, { recursive: true, maxRetries: 20 }));
  writeFileSync(join(dir, 'address'), `${url}\n`);
  writeFileSync(join(dir, 'app-key'), `${secrets.key}\n`);
  return { ROLLCALL_DATA_DIR: dir };
}

/** A port that is taken until it is let go of. */
async function takePort(): Promise<{ port: string; letGo: () => Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const letGo = () => new Promise((resolve) => server.close(resolve));
  onTestFinished(() => void letGo());
  return { port: String(port), letGo };
}

async function freePort(): Promise<string> {
  const { port, letGo } = await takePort();
  await letGo();
  return port;
}

test('finds the server by what it left in its data folder, and says once that it is connected', async () => {
  const server = await serve();
  const port = await freePort();
  const { said } = start(['--port', port], leaveData(server));
  await until('the connection', () => said.text.includes('connected'));
  expect(said.text.trimEnd().split('\n')).toEqual([
    `Task runner: http://127.0.0.1:${port}`,
    'Open it in a few tabs; each is a session in Rollcall. Run something, and kill it there.',
    `Rollcall: ${server.url}, connected`,
  ]);
});

test('goes by the environment before the data folder', async () => {
  const [server, other] = [await serve(), await serve()];
  const env = { ...leaveData(other), ROLLCALL_URL: server.url, ROLLCALL_KEY: server.secrets.key };
  const { said } = start(['--port', await freePort()], env);
  await until('the connection', () => said.text.includes(`Rollcall: ${server.url}, connected`));
  expect(other.sockets.opened).toBe(0);
});

test('says what to do while there is no server, and that it is connected once there is one', async () => {
  const away = await startContractServer();
  await away.close();
  const { said } = start(['--port', await freePort()], leaveData(away));
  await until('what to do', () => said.text.includes(`Rollcall: no connection to ${away.url}. Start it (npm start)`));
  await serve({ port: away.port, secrets: away.secrets });
  await until('the connection', () => said.text.includes(`Rollcall: ${away.url}, connected`), { withinMs: 40_000 });
});

test('says so again when a connection that was lost is back', async () => {
  const first = await serve();
  const { said } = start(['--port', await freePort()], leaveData(first));
  const connected = () => said.text.split(`Rollcall: ${first.url}, connected`).length - 1;
  await until('the connection', () => connected() === 1);
  await first.close();
  await until('the loss', () => said.text.includes(`Rollcall: no connection to ${first.url}.`));
  await serve({ port: first.port, secrets: first.secrets });
  await until('the connection again', () => connected() === 2, { withinMs: 40_000 });
});

test('says what to do about a key that is not accepted', async () => {
  const server = await serve();
  const env = { ROLLCALL_URL: server.url, ROLLCALL_KEY: 'rck_not_this_one' };
  const { said } = start(['--port', await freePort()], env);
  await until('what to do', () =>
    said.text.includes('does not accept the app key. Set ROLLCALL_KEY to one of its own'),
  );
});

test('a task whose session is killed is cancelled, with who and why', async () => {
  const server = await serve();
  const port = await freePort();
  const { said } = start(['--port', port], leaveData(server));
  await until('the example', () => said.text.includes('Task runner'));
  const tab = new WebSocket(`ws://127.0.0.1:${port}/?user=ada`, { origin: `http://127.0.0.1:${port}` });
  onTestFinished(() => tab.terminate());
  const session = await until('the session', () => server.registry.all()[0]);
  tab.send(JSON.stringify({ taskName: 'Count primes', seconds: 60 }));
  await until('the task', () => session.tasks[0]?.state === 'RUNNING' && session.tasks[0].progress !== null);
  const receipt = server.registry.kill(session, 'Too expensive', 10_000, admin);
  await until('the end of the kill', () => receipt.state === 'ENDED');
  expect(receipt.evidence).toBe('OWNER');
  expect(session.tasks).toMatchObject([{ state: 'CANCELLED', error: 'Ada ended this session: Too expensive' }]);
});

test('a task of more than a minute runs once a person has approved it, and not where one has denied it', async () => {
  const server = await serve();
  const port = await freePort();
  const { said } = start(['--port', port], leaveData(server));
  await until('the example', () => said.text.includes('Task runner'));
  const tab = new WebSocket(`ws://127.0.0.1:${port}/?user=ada`, { origin: `http://127.0.0.1:${port}` });
  onTestFinished(() => tab.terminate());
  const heard: string[] = [];
  tab.on('message', (data: Buffer) => heard.push(data.toString()));
  const session = await until('the session', () => server.registry.all()[0]);
  tab.send(JSON.stringify({ taskName: 'Count primes', seconds: 61 }));
  const first = await until('the question', () => server.approvals.all()[0]);
  expect(first).toMatchObject({
    title: 'Use a whole processor for 61 seconds?',
    details: { taskName: 'Count primes', durationMs: 61_000 },
  });
  server.approvals.decide(first, 'DENIED', admin, 'Not now');
  await until('the refusal', () => heard.includes('{"type":"failed","message":"Ada denied this: Not now"}'));
  expect(session.tasks).toEqual([]);
  tab.send(JSON.stringify({ taskName: 'Count primes', seconds: 61 }));
  server.approvals.decide(await until('the question', () => server.approvals.all()[1]), 'APPROVED', admin);
  await until('the task', () => session.tasks[0]?.state === 'RUNNING');
});

test.each([
  { args: ['--prot', '5002'] },
  { args: ['--port', 'many'] },
  { args: ['--port', '70000'] },
  { args: ['--port'] },
  { args: ['5002'] },
])('ends with one sentence that says how to start it when started with $args', async ({ args }) => {
  const { said, ended } = start(args, {});
  expect(await within('its end', 30_000, ended)).toBe(2);
  expect(said.text).toBe('The one option is a port from 1 to 65535: npm run example -- --port 5002\n');
});

test('ends with one sentence that says what to do when its port is taken', async () => {
  const { port } = await takePort();
  const { said, ended } = start(['--port', port], { ROLLCALL_KEY: 'rck_any_key' });
  expect(await within('its end', 30_000, ended)).toBe(1);
  expect(said.text).toMatch(new RegExp(`^Port ${port} is taken\\. Choose another: npm run example -- --port \\d+\\n$`));
});

test('ends with one sentence that says what to do when there is no key, or the address is none', async () => {
  const port = await freePort();
  const dataDir = join(tmpdir(), 'rollcall-there-is-none');
  const empty = start(['--port', port], { ROLLCALL_DATA_DIR: dataDir });
  expect(await within('its end', 30_000, empty.ended)).toBe(1);
  expect(empty.said.text).toBe(
    `There is no app key in ${dataDir} yet: start Rollcall first (npm start), or set ROLLCALL_DATA_DIR as it is set there, or ROLLCALL_KEY.\n`,
  );
  const wrong = start(['--port', port], { ROLLCALL_URL: 'nowhere', ROLLCALL_KEY: 'rck_any_key' });
  expect(await within('its end', 30_000, wrong.ended)).toBe(2);
  expect(wrong.said.text).toMatch(/^Rollcall: .*address.*\n$/);
});
