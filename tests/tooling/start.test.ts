import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Checkout, type Started } from './checkout.ts';

let checkout: Checkout;

beforeEach(() => {
  checkout = new Checkout();
});

afterEach(() => {
  checkout.close();
});

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 30_000, interval: 10 });
const isListening = (started: Started) => until(() => expect(started.output).toContain('listening'));

const everything = ['ci', 'run build sdk', 'run build server', 'run build web'];

test('installs and builds what is missing, then becomes the server', async () => {
  checkout.write('go', '');
  const started = checkout.start();
  await isListening(started);
  expect(checkout.asked().sort()).toEqual([...everything].sort());
  started.kill('SIGTERM');
  expect(await started.ended).toBe(7);
  expect(started.output).toContain('drained');
});

test('does nothing again that is done', async () => {
  checkout.write('go', '');
  await isListening(checkout.start());
  await isListening(checkout.start());
  expect(checkout.asked()).toHaveLength(everything.length);
});

test('builds what changed and what needs it, and nothing else', async () => {
  checkout.write('go', '');
  await isListening(checkout.start());
  checkout.write('sdk/index.ts', 'changed');
  await isListening(checkout.start());
  expect(checkout.asked().slice(everything.length)).toEqual(['run build sdk', 'run build web']);
  checkout.write('server/index.test.ts', 'a test is no part of the build');
  await isListening(checkout.start());
  expect(checkout.asked()).toHaveLength(everything.length + 2);
});

test('installs again when the lockfile changed', async () => {
  checkout.write('go', '');
  await isListening(checkout.start());
  checkout.write('package-lock.json', '{ "changed": true }');
  await isListening(checkout.start());
  expect(checkout.asked().filter((asked) => asked === 'ci')).toHaveLength(2);
});

test('several started at once install and build once, and all serve', async () => {
  const started = [checkout.start(), checkout.start(), checkout.start()];
  await until(() => expect(started.filter(({ output }) => output.includes('waiting'))).toHaveLength(2));
  checkout.write('go', '');
  await Promise.all(started.map(isListening));
  expect(checkout.asked().sort()).toEqual([...everything].sort());
});

test('an install that was interrupted is done again', async () => {
  const interrupted = checkout.start();
  await until(() => expect(checkout.asked()).toEqual(['ci']));
  interrupted.kill('SIGTERM');
  expect(await interrupted.ended).toBe(143);
  checkout.write('go', '');
  await isListening(checkout.start());
  expect(checkout.asked().filter((asked) => asked === 'ci')).toHaveLength(2);
});

test('an install whose start was killed is waited for before it is done again', async () => {
  const killed = checkout.start();
  await until(() => expect(checkout.asked()).toEqual(['ci']));
  killed.kill('SIGKILL');
  const next = checkout.start();
  await until(() => expect(next.output).toContain('waiting'));
  expect(checkout.asked()).toEqual(['ci']);
  checkout.write('go', '');
  await isListening(next);
  expect(checkout.asked().filter((asked) => asked === 'ci')).toHaveLength(2);
});

test('says which packages to install where better-sqlite3 cannot be compiled', async () => {
  checkout.write('compiler-is-missing', '');
  const started = checkout.start();
  expect(await started.ended).toBe(1);
  expect(started.output).toContain('apt-get install -y build-essential python3');
});

test('shows what a failing build said, and starts nothing', async () => {
  checkout.write('go', '');
  checkout.write('server/index.ts', 'broken');
  const started = checkout.start();
  expect(await started.ended).toBe(1);
  expect(started.output).toContain('this does not compile');
  expect(started.output).not.toContain('listening');
});

test('reads settings from .env, after the environment', async () => {
  checkout.write('go', '');
  checkout.write('.env', 'ROLLCALL_PORT=4001\n');
  const fromFile = checkout.start();
  await until(() => expect(fromFile.output).toContain('listening, 4001'));
  const fromEnvironment = checkout.start({ ROLLCALL_PORT: '4002' });
  await until(() => expect(fromEnvironment.output).toContain('listening, 4002'));
});

test('the command line without a word shows what there is and serves nothing; with words it does what they say', async () => {
  checkout.write('go', '');
  const alone = checkout.rollcall();
  expect(await alone.ended).toBe(1);
  expect(alone.output).toContain('told: help\n');
  const told = checkout.rollcall('admin', 'create', 'ada');
  expect(await told.ended).toBe(0);
  expect(told.output).toBe('told: admin create ada\n');
});
