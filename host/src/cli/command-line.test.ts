import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ownUser } from '../machine/system-user.ts';
import { openKey } from '../state/key.ts';
import { lockState } from '../state/lock.ts';
import { keepMembership } from '../state/membership.ts';
import { runCommandLine } from './command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'rollcall-host-cli-'));
// Commands of a host that is root run as somebody else.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true }));

const isRoot = ownUser().uid === 0;
const policy = join(root, 'policy.json');
writeFileSync(policy, JSON.stringify({ folders: [root], ...(isRoot && { systemUsers: ['nobody'] }) }));

let state = '';
let last = 0;
beforeEach(() => {
  last += 1;
  state = join(root, `state-${last}`);
});

async function run(...words: string[]): Promise<{ code: number; said: string; complaint: string }> {
  const [said, complaints]: [string[], string[]] = [[], []];
  const code = await runCommandLine(words, {
    environment: {},
    program: 'rollcall host',
    print: (text) => said.push(text),
    complain: (text) => complaints.push(text),
    onStop: () => undefined,
  });
  return { code, said: said.join('\n'), complaint: complaints.join('\n') };
}

describe('the command line', () => {
  test.each([
    ['no word', [], 'Say what to do.'],
    ['an unknown word', ['dance'], 'There is no host dance.'],
    ['an unknown flag', ['run', '--fast'], '--fast'],
    ['a flag of another command', ['run', '--code', 'rjc_x'], 'takes no --code'],
    ['a word too many', ['check', 'twice'], 'twice'],
    ['no server to join', ['join', '--code', 'rjc_x'], '--server'],
    ['no code to join with', ['join', '--server', 'http://127.0.0.1:1'], '--code'],
  ])('says what is wrong with %s, and what there is', async (_what, words, problem) => {
    const { code, complaint } = await run(...words);
    expect(code).toBe(1);
    expect(complaint).toContain(problem);
    expect(complaint).toContain('host join');
  });

  test('says what a policy comes to', async () => {
    const { code, said } = await run('check', '--state', state, '--policy', policy);
    expect(code).toBe(0);
    expect(said).toContain(`folders           ${root}`);
    expect(said).toMatch(/sandbox +works/);
  });

  test('takes the policy beside the key where none is named', async () => {
    mkdirSync(state, { mode: 0o700 });
    writeFileSync(join(state, 'policy.json'), '{ "maxProcesses": 0 }');
    const { code, complaint } = await run('check', '--state', state);
    expect(code).toBe(1);
    expect(complaint).toContain('maxProcesses');
  });

  test('names a policy that cannot be read', async () => {
    const { complaint } = await run('check', '--state', state, '--policy', join(root, 'missing'));
    expect(complaint).toContain(`${root}/missing cannot be read`);
  });

  test('takes the policy it joined with, unless another is named', async () => {
    const missing = join(root, 'missing');
    keepMembership(stateOf(), { server: 'http://127.0.0.1:1', hostId: 'host_1', name: 'one', policy: missing });
    // Not what happens to lie beside the key: it may allow more.
    writeFileSync(join(state, 'policy.json'), '{}');
    for (const word of ['check', 'run']) {
      const { code, complaint } = await run(word, '--state', state);
      expect([code, complaint]).toEqual([1, expect.stringContaining(`${missing} cannot be read; this machine joined`)]);
    }
    expect((await run('check', '--state', state, '--policy', policy)).code).toBe(0);
    keepMembership(state, { server: 'http://127.0.0.1:1', hostId: 'host_1', name: 'one', policy });
    expect((await run('check', '--state', state)).said).toContain(`folders           ${root}`);
  });

  test.runIf(isRoot)('says where it looked for a policy that root needs, and how one looks', async () => {
    const { code, complaint } = await run('check', '--state', state);
    expect(code).toBe(1);
    expect(complaint).toContain(`nor found at ${state}/policy.json`);
    expect(complaint).toContain('{ "systemUsers": [');
  });

  test.runIf(isRoot)('does not start as root without somebody to run commands as', async () => {
    keepMembership(stateOf(), { server: 'http://127.0.0.1:1', hostId: 'host_1', name: 'one' });
    const { code, complaint } = await run('run', '--state', state);
    expect(code).toBe(1);
    expect(complaint).toContain('needs a system user');
  });

  test('runs nothing before it has joined', async () => {
    const { code, complaint } = await run('run', '--state', state, '--policy', policy);
    expect(code).toBe(1);
    expect(complaint).toContain('First: rollcall host join');
  });

  test('says that no server answers', async () => {
    const words = ['join', '--server', 'http://127.0.0.1:1', '--code', 'rjc_x', '--state', state, '--policy', policy];
    const { code, complaint } = await run(...words);
    expect(code).toBe(1);
    expect(complaint).toContain('No Rollcall server answers at http://127.0.0.1:1');
  });

  test('joins one server only', async () => {
    keepMembership(stateOf(), { server: 'http://one', hostId: 'host_1', name: 'one' });
    const words = ['join', '--server', 'http://two', '--code', 'rjc_x', '--state', state, '--policy', policy];
    expect((await run(...words)).complaint).toContain('This machine is one at http://one already.');
  });

  test('runs once for a state folder', async () => {
    keepMembership(stateOf(), { server: 'http://127.0.0.1:1', hostId: 'host_1', name: 'one' });
    const unlock = lockState(state);
    expect((await run('run', '--state', state, '--policy', policy)).complaint).toBe(
      'one runs already on this machine.',
    );
    unlock?.();
  });

  test('does not keep a key where others may look', async () => {
    mkdirSync(state);
    chmodSync(state, 0o755);
    expect((await run('check', '--state', state, '--policy', policy)).complaint).toContain('others may look into');
  });
});

describe('the state', () => {
  test('holds one key for good, for its owner alone', async () => {
    const key = openKey(stateOf());
    expect(key).toMatch(/^rhk_[\w-]{43}$/);
    expect(openKey(state)).toBe(key);
    expect(statSync(join(state, 'key')).mode & 0o777).toBe(0o600);
  });

  test('is locked by a process that runs, and by no other', async () => {
    const unlock = lockState(stateOf());
    expect(unlock).toBeDefined();
    expect(lockState(state)).toBeUndefined();
    unlock?.();
    // Our number, and not our start: whoever had it then has ended.
    writeFileSync(join(state, 'lock'), `${process.pid} 1`);
    expect(lockState(state)).toBeDefined();
  });
});

/** A folder as the host makes it. */
function stateOf(): string {
  mkdirSync(state, { mode: 0o700 });
  return state;
}
