import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lookAtMachine } from './machine/machine.ts';
import { ownUser } from './machine/system-user.ts';
import { PolicyError, readPolicy } from './policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const isRoot = ownUser().uid === 0;
const surroundings = { stateFolder: folder, environment: { TOKEN: 'from-the-environment' } };
const somebody = isRoot ? { systemUsers: ['nobody'] } : {};

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  return [];
}

describe('a policy', () => {
  test('allows nothing that runs unasked, unless it says so', () => {
    expect(readPolicy('{}')).toEqual({
      modes: ['SUPERVISED', 'READ_ONLY'],
      systemUsers: [],
      folders: [],
      secrets: { environment: [], files: [], values: [] },
      maxRunningCommands: 8,
      maxProcesses: 256,
      maxMemoryBytes: 4 * 2 ** 30,
      path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    });
  });

  test('is told all its problems at once', () => {
    const text = JSON.stringify({
      modes: ['ROOT'],
      folders: ['work'],
      secrets: { values: ['short'] },
      maxProcesses: 0,
      path: '/usr/bin:.',
      user: 'ada',
    });
    const problems = problemsOf(() => readPolicy(text)).join('\n');
    for (const place of ['modes.0', 'folders.0', 'secrets.values.0', 'maxProcesses', 'path', 'user']) {
      expect(problems).toContain(place);
    }
    expect(problems).not.toContain('short\n');
  });

  test.each([
    [{ user: 'ada' }, 'user: there is no such field; there are modes, systemUsers, folders, secrets,'],
    [{ secrets: { value: [] } }, 'secrets.value: there is no such field; there are environment, files, values'],
    [{ modes: ['ROOT'] }, 'modes.0: must be one of "SUPERVISED", "AUTONOMOUS", "READ_ONLY"'],
    [{ modes: [] }, 'modes: must not be empty'],
    [{ systemUsers: [''] }, 'systemUsers.0: must not be empty'],
    [{ folders: '/srv' }, 'folders: must be a list, with [ and ] around it'],
    [{ maxProcesses: '9' }, 'maxProcesses: must be a number, without quotes'],
    [{ maxProcesses: 1.5 }, 'maxProcesses: must be a whole number, without quotes'],
    [{ maxProcesses: 0 }, 'maxProcesses: must be at least 1'],
    [{ maxRunningCommands: 1_001 }, 'maxRunningCommands: must be at most 1000'],
    [[], 'it: must be an object, with { and } around it'],
  ])('says of %j in plain words what may stand there', (policy, problem) => {
    const problems = problemsOf(() => readPolicy(JSON.stringify(policy)));
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  test('that is not JSON is refused', () => {
    expect(problemsOf(() => readPolicy('{'))).toHaveLength(1);
  });

  test('is held against the machine: users, folders and secrets that are not there are all named', () => {
    const policy = readPolicy(
      JSON.stringify({
        systemUsers: ['nobody-is-called-this', 'root'],
        folders: ['/nowhere', '/'],
        secrets: { files: ['/nowhere/key'] },
      }),
    );
    const problems = problemsOf(() => lookAtMachine(policy, surroundings)).join('\n');
    for (const name of ['nobody-is-called-this', 'root', '/nowhere', '/ is all', '/nowhere/key']) {
      expect(problems).toContain(name);
    }
  });

  test.runIf(isRoot)('of a host that is root needs a system user', () => {
    const policy = readPolicy(JSON.stringify({ folders: [folder] }));
    expect(problemsOf(() => lookAtMachine(policy, surroundings)).join()).toContain('needs a system user');
  });

  test('names its secrets by value, variable and file, and a file line by line', () => {
    writeFileSync(join(folder, 'key'), 'first line\n\nsecond line\n');
    const secrets = { environment: ['TOKEN', 'NOT_SET'], files: [join(folder, 'key')], values: ['by-value'] };
    const policy = readPolicy(JSON.stringify({ ...somebody, folders: [folder], secrets }));
    const machine = lookAtMachine(policy, { ...surroundings, ownSecrets: ['rhk_own'] });
    expect(machine.secrets.map(String)).toEqual([
      'by-value',
      'rhk_own',
      'from-the-environment',
      'first line\n\nsecond line',
      'first line',
      'second line',
    ]);
  });
});
