import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { digestOf } from '../machine/executable.ts';
import { TestClock } from '../testing/clock.testing.ts';
import { leftWith, ownSeconds } from '../testing/left.testing.ts';
import { createTestMachine } from '../testing/machine.testing.ts';
import { TestServer, hostId } from '../testing/server.testing.ts';
import { HostLink } from './host-link.ts';
import { RefusedError } from './server.ts';

const on = createTestMachine({ maxRunningCommands: 3, secrets: { values: ['hunter3xyz'] } });
const { machine, work: folder } = on;
const abilities = { sandboxProblem: null, namespaceProblem: null };
const running: { readonly link: HostLink; readonly end: Promise<void> }[] = [];

afterEach(async () => {
  for (const { link } of running) link.stop();
  await Promise.allSettled(running.map(({ end }) => end));
  running.length = 0;
});
afterAll(on.remove);

function start(clock: Clock = systemClock): { server: TestServer; link: HostLink; end: Promise<void> } {
  const server = new TestServer();
  server.addSession({ id: 'session' });
  return { server, ...work(server, clock) };
}

function work(server: TestServer, clock: Clock = systemClock): { link: HostLink; end: Promise<void> } {
  const link = new HostLink({ server, place: { machine, abilities, clock, hostId }, log: () => undefined });
  const end = link.run();
  end.catch(() => undefined);
  running.push({ link, end });
  return { link, end };
}

const isReported = (server: TestServer, id: string) => () => server.reportOf(id) !== undefined;

test('takes a command, tells what it puts out, and then its end', async () => {
  const { server } = start();
  await server.queue('one', 'echo out; echo err >&2; exit 3', machine);
  await server.until(isReported(server, 'one'));
  expect(server.told).toEqual(['startCommand one', ...server.told.slice(1, -1), 'finishCommand one EXITED']);
  expect(server.outputOf('one').split('\n').sort()).toEqual(['', 'err', 'out']);
  expect(server.reportOf('one')).toEqual({
    outcome: 'EXITED',
    exitCode: 3,
    signal: null,
    message: null,
    outputBytes: 8,
    outputTruncated: false,
  });
});

test('runs a command once, whatever answers get lost', async () => {
  const { server } = start();
  let lost = 0;
  server.losesAnswer = () => (lost += 1) % 2 === 1;
  const file = join(folder, 'runs');
  await server.queue('one', `echo ran >> ${file}; seq 1 20000; cat ${file}`, machine);
  await server.until(isReported(server, 'one'));
  const expected = `${Array.from({ length: 20_000 }, (_, index) => `${index + 1}\n`).join('')}ran\n`;
  expect(server.outputOf('one')).toBe(expected);
  expect(server.told.filter((call) => call.startsWith('startCommand')).length).toBeGreaterThan(1);
});

test('goes on while the line is cut, and tells all of it afterwards', async () => {
  const { server } = start();
  const file = join(folder, 'go-on');
  await server.queue('one', `echo before; while [ ! -e ${file} ]; do sleep 0.02; done; echo after`, machine);
  await server.until(() => server.outputOf('one') === 'before\n');
  server.cut();
  writeFileSync(file, '');
  server.isAway = false;
  await server.until(isReported(server, 'one'));
  expect(server.outputOf('one')).toBe('before\nafter\n');
  expect(server.reportOf('one')).toMatchObject({ outcome: 'EXITED', exitCode: 0 });
});

test('tells the end of a command whose output the server has lost, and that it is not whole', async () => {
  const { server } = start();
  const file = join(folder, 'lost');
  await server.queue('one', `echo before; while [ ! -e ${file} ]; do sleep 0.02; done; echo after`, machine);
  await server.until(() => server.outputOf('one') === 'before\n');
  const kept = server.commands.get('one');
  if (kept !== undefined) kept.output = Buffer.alloc(0);
  writeFileSync(file, '');
  await server.until(isReported(server, 'one'));
  expect(server.reportOf('one')).toMatchObject({ outcome: 'EXITED', outputBytes: 13, outputTruncated: true });
  expect(server.outputOf('one')).toBe('');
});

test('tells no secret, however a command writes it', async () => {
  const { server } = start();
  await server.queue(
    'one',
    'printf "before hunter3"; sleep 0.2; printf "xyz after"; sleep 0.2; printf " hunter3"',
    machine,
  );
  await server.until(isReported(server, 'one'));
  expect(server.outputOf('one')).toBe('before [secret] after hunter3');
});

test('tells no secret when it says why something did not start', async () => {
  const { server } = start();
  await server.queue('one', '', machine, { argv: ['/nowhere/hunter3xyz'], line: null });
  await server.until(isReported(server, 'one'));
  expect(server.reportOf('one')?.message).toContain('/nowhere/[secret]');
});

test('ends what the server does not name any more', async () => {
  const { server } = start();
  const seconds = ownSeconds();
  await server.queue('one', `echo ready; exec sleep ${seconds}`, machine);
  await server.until(() => server.outputOf('one') !== '');
  server.cut();
  server.commands.delete('one');
  server.isAway = false;
  await server.until(() => server.told.includes('finishCommand one CANCELLED'));
  expect(leftWith(seconds)).toEqual([]);
});

test('tells of what a process before it left running that it is lost, once', async () => {
  const server = new TestServer();
  server.addSession({ id: 'session' });
  await server.queue('one', 'echo never', machine);
  server.change('one', { state: 'RUNNING' });
  work(server);
  await server.until(isReported(server, 'one'));
  expect(server.reportOf('one')).toMatchObject({ outcome: 'LOST' });
  expect(server.told).toEqual(['finishCommand one LOST']);
});

test('stops a command that is cancelled', async () => {
  const { server } = start();
  await server.queue('one', 'echo ready; exec sleep 1000', machine);
  await server.until(() => server.outputOf('one') !== '');
  server.change('one', { isCancelRequested: true });
  await server.until(isReported(server, 'one'));
  expect(server.reportOf('one')).toMatchObject({ outcome: 'CANCELLED', signal: 'SIGTERM', message: null });
});

test('does not begin what is cancelled while it waits for the answer that it may', async () => {
  const { server } = start();
  const file = join(folder, 'never');
  let asked = 0;
  server.losesAnswer = (call) => {
    if (!call.startsWith('startCommand')) return false;
    asked += 1;
    if (asked === 1) server.change('one', { isCancelRequested: true });
    return asked < 3;
  };
  await server.queue('one', `touch ${file}`, machine);
  await server.until(isReported(server, 'one'));
  expect(server.reportOf('one')).toMatchObject({ outcome: 'CANCELLED', outputBytes: 0 });
  expect(server.outputOf('one')).toBe('');
});

test('does not begin what is cancelled while its program is looked at', async () => {
  const { server } = start();
  server.losesAnswer = (call) => {
    if (call === 'startCommand one') server.change('one', { isCancelRequested: true });
    return false;
  };
  await server.queue('one', 'sleep 1000', machine);
  await server.until(isReported(server, 'one'));
  // What has begun ends with the signal that ended it.
  expect(server.reportOf('one')).toMatchObject({ outcome: 'CANCELLED', signal: null, exitCode: null, message: null });
});

test('carries out a kill: acknowledges it, ends every command, tells their ends, then its own', async () => {
  const { server } = start();
  const seconds = ownSeconds();
  for (const id of ['one', 'two']) await server.queue(id, `echo ready; setsid sleep ${seconds} & wait`, machine);
  await server.until(() => server.outputOf('one') !== '' && server.outputOf('two') !== '');
  server.addSession({ id: 'session', lifecycle: 'ENDING', killId: 'kill_1' });
  await server.until(() => server.told.some((call) => call.startsWith('reportSessionEnd')));
  expect(leftWith(seconds)).toEqual([]);
  const told = server.told.filter((call) => !call.startsWith('appendOutput') && !call.startsWith('startCommand'));
  expect(told[0]).toBe('acknowledgeKill kill_1');
  expect(told.slice(1, 3).sort()).toEqual(['finishCommand one CANCELLED', 'finishCommand two CANCELLED']);
  expect(told.slice(3)).toEqual(['reportSessionEnd session []']);
});

test('runs no more at once than the policy says, and the rest after them', async () => {
  const { server } = start();
  const file = join(folder, 'room');
  const wait = `echo on; while [ ! -e ${file} ]; do sleep 0.02; done`;
  for (const id of ['one', 'two', 'three', 'four']) await server.queue(id, wait, machine);
  await server.until(() => ['one', 'two', 'three'].every((id) => server.outputOf(id) !== ''));
  expect(server.told).not.toContain('startCommand four');
  writeFileSync(file, '');
  await server.until(isReported(server, 'four'));
});

test('runs nothing but what was shown', async () => {
  const { server } = start();
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\necho shown\n');
  chmodSync(program, 0o755);
  const shown = { argv: [program], line: null, executable: program, executableDigest: await digestOf(program) };
  await server.queue('as-shown', '', machine, shown);
  await server.until(isReported(server, 'as-shown'));
  expect(server.outputOf('as-shown')).toBe('shown\n');

  writeFileSync(program, '#!/bin/sh\necho changed\n');
  await server.queue('changed', '', machine, shown);
  await server.until(isReported(server, 'changed'));
  expect(server.reportOf('changed')).toMatchObject({
    outcome: 'REFUSED',
    message: `${program} has changed since it was shown.`,
  });

  rmSync(program);
  await server.queue('gone', '', machine, shown);
  await server.until(isReported(server, 'gone'));
  expect(server.reportOf('gone')).toMatchObject({
    outcome: 'REFUSED',
    message: expect.stringContaining(program) as string,
  });
  for (const id of ['changed', 'gone']) expect(server.outputOf(id)).toBe('');
});

test.each([
  ['other arguments', { argv: ['sh', '-c', 'echo other'] }],
  ['another environment', { env: [{ name: 'A', value: 'b' }] }],
  ['another limit of time', { timeoutMs: 1_000_000 }],
  ['something to read', { stdin: 'yes' }],
])('refuses %s than the hash binds', async (_what, change) => {
  const { server } = start();
  await server.queue('one', 'echo shown', machine);
  const kept = server.commands.get('one');
  if (kept === undefined) throw new Error('not queued');
  server.set({ ...kept.command, id: 'two', spec: { ...kept.command.spec, ...change } });
  await server.until(isReported(server, 'two'));
  expect(server.reportOf('two')).toMatchObject({ outcome: 'REFUSED' });
});

test('answers what a command would come to', async () => {
  const { server } = start();
  const check = { sessionId: 'session', argv: ['sh'], cwd: null, systemUser: null, env: [] };
  await server.until(() => true);
  server.ask({ ...check, id: 'check_1' });
  server.ask({ ...check, id: 'check_2', cwd: '/etc' });
  await server.until(() => server.told.length === 2);
  expect([...server.told].sort()).toEqual(['answerCheck check_1 ok', 'answerCheck check_2 CWD_NOT_ALLOWED']);
});

test('ends its commands when another process takes over, and has nothing more to say', async () => {
  const { server, end } = start();
  const seconds = ownSeconds();
  await server.queue('one', `echo ready; exec sleep ${seconds}`, machine);
  await server.until(() => server.outputOf('one') !== '');
  server.refuse(new RefusedError('SUPERSEDED', 'another one took over'));
  await expect(end).rejects.toThrow('another one took over');
  expect(leftWith(seconds)).toEqual([]);
  expect(server.told.at(-1)).toBe('appendOutput one');
});

test('ends its commands and tells of it when it is stopped', async () => {
  const { server, link, end } = start();
  await server.queue('one', 'echo ready; exec sleep 1000', machine);
  await server.until(() => server.outputOf('one') !== '');
  link.stop();
  await end;
  expect(server.reportOf('one')).toMatchObject({
    outcome: 'CANCELLED',
    message: 'Ended with the process of its host.',
  });
});

test('ends what runs once it has heard nothing for as long as the session says, and not before', async () => {
  const clock = new TestClock();
  const { server } = start(clock);
  const seconds = ownSeconds();
  server.addSession({ id: 'session', cutOffMs: 120_000 });
  await server.queue('one', `echo ready; exec sleep ${seconds}`, machine, { timeoutMs: 1_000_000 });
  await server.until(() => server.outputOf('one') !== '');
  server.cut();
  clock.advance(119_999);
  expect(leftWith(seconds).length).toBeGreaterThan(0);
  clock.advance(1);
  while (leftWith(seconds).length > 0) {
    clock.advance(25);
    await new Promise(setImmediate);
  }
  server.isAway = false;
  while (server.reportOf('one') === undefined) {
    clock.advance(1_000);
    await new Promise(setImmediate);
  }
  expect(server.reportOf('one')).toMatchObject({
    outcome: 'CANCELLED',
    message: 'Ended by its host, which had heard nothing of the server for 2 minutes.',
  });
});
