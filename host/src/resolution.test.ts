import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CommandWish } from './resolution.ts';
import { resolveCommand } from './resolution.ts';
import { createTestMachine } from './testing/machine.testing.ts';

const test1 = createTestMachine({ modes: ['SUPERVISED', 'READ_ONLY'] });
const { machine, work, root } = test1;
afterAll(test1.remove);

const able = { sandboxProblem: null, namespaceProblem: null };
const wish: CommandWish = { safetyMode: 'SUPERVISED', argv: ['sh', '-c', 'id'], cwd: null, systemUser: null, env: [] };

mkdirSync(`${work}-other`);

function addProgram(name: string, text = '#!/bin/sh\n'): string {
  const path = join(work, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

test('finds the program, what it holds, the folder and the user', async () => {
  expect(await resolveCommand(wish, machine, able)).toMatchObject({
    executable: machine.tools.sh,
    executableDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    cwd: work,
    user: machine.users[0],
    isSandbox: false,
  });
});

test('takes a name with a slash from the folder it would run in', async () => {
  const text = '#!/bin/sh\necho hi\n';
  const executable = addProgram('own', text);
  const executableDigest = createHash('sha256').update(text).digest('hex');
  expect(await resolveCommand({ ...wish, argv: ['./own'] }, machine, able)).toMatchObject({
    executable,
    executableDigest,
  });
});

test('says why not in as many words as the server takes, however much was asked for', async () => {
  const endless = 'x'.repeat(4_000);
  for (const asked of [{ argv: [endless] }, { cwd: `/${endless}` }]) {
    const { message } = (await resolveCommand({ ...wish, ...asked }, machine, able)) as { message: string };
    expect(message.length).toBe(1_000);
  }
});

test('refuses a program that would take minutes to look at', async () => {
  truncateSync(addProgram('endless'), 2 ** 40);
  expect(await resolveCommand({ ...wish, argv: ['./endless'] }, machine, able)).toMatchObject({
    code: 'EXECUTABLE_NOT_FOUND',
  });
});

test('follows a link to a folder that is allowed, and none that leads out', async () => {
  mkdirSync(join(work, 'inner'));
  mkdirSync(join(root, 'outer'));
  symlinkSync(join(work, 'inner'), join(work, 'to-inner'));
  symlinkSync(join(root, 'outer'), join(work, 'to-outer'));
  expect(await resolveCommand({ ...wish, cwd: join(work, 'to-inner') }, machine, able)).toMatchObject({
    cwd: join(work, 'inner'),
  });
  expect(await resolveCommand({ ...wish, cwd: join(work, 'to-outer') }, machine, able)).toMatchObject({
    code: 'CWD_NOT_ALLOWED',
  });
});

test.each<[string, Partial<CommandWish>, string]>([
  ['a folder that is not there', { cwd: join(work, 'missing') }, 'CWD_NOT_FOUND'],
  ['a relative folder', { cwd: 'work' }, 'CWD_NOT_FOUND'],
  ['a folder outside', { cwd: '/etc' }, 'CWD_NOT_ALLOWED'],
  ['a way out of a folder', { cwd: `${work}/..` }, 'CWD_NOT_ALLOWED'],
  ['a folder whose name only begins alike', { cwd: `${work}-other` }, 'CWD_NOT_ALLOWED'],
  ['a folder outside that is not there, as one that is', { cwd: '/etc/missing' }, 'CWD_NOT_ALLOWED'],
  ['a program that is not there', { argv: ['no-such-program'] }, 'EXECUTABLE_NOT_FOUND'],
  ['a folder as a program', { argv: ['/etc'] }, 'EXECUTABLE_NOT_FOUND'],
  ['no program', { argv: [''] }, 'EXECUTABLE_NOT_FOUND'],
  ['a mode the policy leaves out', { safetyMode: 'AUTONOMOUS' }, 'MODE_NOT_ALLOWED'],
  ['a user the policy leaves out', { systemUser: 'root' }, 'SYSTEM_USER_NOT_ALLOWED'],
  ['a variable that is none', { env: [{ name: 'A=B; id', value: '' }] }, 'ENVIRONMENT_NOT_ALLOWED'],
])('refuses %s', async (_what, change, code) => {
  expect(await resolveCommand({ ...wish, ...change }, machine, able)).toMatchObject({ code });
});

test('refuses a program whose path would be taken for a variable', async () => {
  addProgram('a=b');
  expect(await resolveCommand({ ...wish, argv: ['./a=b'] }, machine, able)).toMatchObject({
    code: 'EXECUTABLE_NOT_FOUND',
  });
});

test('refuses to read only where there is no sandbox, and says why', async () => {
  const unable = { ...able, sandboxProblem: 'bubblewrap is not installed.' };
  expect(await resolveCommand({ ...wish, safetyMode: 'READ_ONLY' }, machine, unable)).toEqual({
    code: 'SANDBOX_MISSING',
    message: 'This host has no sandbox: bubblewrap is not installed.',
  });
});
