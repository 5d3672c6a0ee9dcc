import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAbilities } from '../abilities.ts';
import { systemClock } from '../clock.ts';
import { isInside } from '../machine/inside.ts';
import { createTestMachine, line, runCommand, startCommand } from '../testing/machine.testing.ts';

// The probes that connect are programs of Node, which the sandbox shows where it is no part of the system.
const nodeFolders = isInside(process.execPath, ['/usr']) ? [] : [dirname(process.execPath)];
const on = createTestMachine();
const { work, root } = on;
const withNode = createTestMachine({ folders: [work, ...nodeFolders] });
const servers: Server[] = [];
let tcpPort = 0;
let victim: ReturnType<typeof spawn>;

const abstractName = `\0rollcall-probe-${process.pid}`;
const outsideSocket = join(root, 'outside.sock');
const insideSocket = join(work, 'inside.sock');
const runSocket = `/run/rollcall-probe-${process.pid}.sock`;

beforeAll(async () => {
  writeFileSync(join(root, 'protected'), 'PROTECTED', { mode: 0o644 });
  writeFileSync(join(work, 'shown'), 'SHOWN', { mode: 0o644 });
  for (const path of [outsideSocket, insideSocket, abstractName]) await listen(path);
  if (on.machine.isRoot) await listen(runSocket);
  tcpPort = ((await listen(0)).address() as AddressInfo).port;
  const [user] = on.machine.users;
  victim = spawn('sleep', ['1000'], {
    env: { HOST_ONLY: 'of-the-host' },
    ...(on.machine.isRoot && { uid: user.uid, gid: user.gid }),
  });
});

afterAll(async () => {
  victim.kill('SIGKILL');
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  on.remove();
  withNode.remove();
});

async function listen(at: string | number): Promise<Server> {
  const server = createServer((socket) => socket.end('REACHED'));
  servers.push(server);
  await new Promise<void>((resolve) => {
    if (typeof at === 'number') server.listen(at, '127.0.0.1', resolve);
    else server.listen({ path: at }, resolve);
  });
  if (typeof at === 'string' && !at.startsWith('\0')) chmodSync(at, 0o777);
  return server;
}

function connecting(to: () => string): () => readonly string[] {
  const program = (where: string) =>
    `require('net').connect(${where}).on('data', (data) => console.log(String(data))).on('error', (error) => console.log(error.code))`;
  return () => [process.execPath, '-e', program(to())];
}

const cat = (path: () => string) => () => ['/bin/cat', path()];

/** What each prints when nobody stops it. */
const probes: readonly [what: string, argv: () => readonly string[], reached: string][] = [
  ['read a file outside the folders', cat(() => join(root, 'protected')), 'PROTECTED'],
  ['see what else lies beside the folder', () => ['/bin/ls', root], 'protected'],
  ['read the settings of the system', cat(() => '/etc/hosts'), 'localhost'],
  ['reach a socket in a temporary folder', connecting(() => JSON.stringify(outsideSocket)), 'REACHED'],
  ['reach a socket in the folder that is shown', connecting(() => JSON.stringify(insideSocket)), 'REACHED'],
  ['reach an abstract socket', connecting(() => JSON.stringify(abstractName)), 'REACHED'],
  ['connect to this machine', connecting(() => `${tcpPort}, '127.0.0.1'`), 'REACHED'],
  ['see a process of the host', () => line(`tr '\\0' ' ' < /proc/${victim.pid ?? 0}/cmdline`), 'sleep 1000'],
  ['read the environment of a process', () => line(`tr '\\0' ' ' < /proc/${victim.pid ?? 0}/environ`), 'of-the-host'],
  ['signal a process of the host', () => line(`kill -CONT ${victim.pid ?? 0} && echo SIGNALLED`), 'SIGNALLED'],
  ['write into the folder', () => line('echo x > written && echo WRITTEN'), 'WRITTEN'],
  ['rename a file in the folder', () => line('mv shown moved && mv moved shown && echo MOVED'), 'MOVED'],
  ['make a namespace of its own', () => line('unshare --user true && echo UNSHARED'), 'UNSHARED'],
];

describe('the sandbox', () => {
  test('works on this machine', async () => {
    expect(await findAbilities(on.machine, systemClock)).toEqual({ sandboxProblem: null, namespaceProblem: null });
  });

  // Without it the same probe, by the same user, comes through: so it is the sandbox that stops it.
  describe.each(probes)('does not let a command %s', (_what, argv, reached) => {
    test('which it could without', async () => {
      const { output } = await runCommand(withNode, argv(), { enclosure: 'GROUP', cwd: work });
      expect(output).toContain(reached);
    });

    test('though it tries', async () => {
      const { output, end } = await runCommand(withNode, argv(), { enclosure: 'SANDBOX', cwd: work });
      expect(output).not.toContain(reached);
      expect(end.outcome).toBe('EXITED');
    });
  });

  test.runIf(on.machine.isRoot)('shows no socket of the run folder', async () => {
    const argv = connecting(() => JSON.stringify(runSocket));
    expect((await runCommand(withNode, argv(), { enclosure: 'GROUP', cwd: work })).output).toContain('REACHED');
    expect((await runCommand(withNode, argv(), { enclosure: 'SANDBOX', cwd: work })).output).toBe('EACCES\n');
  });

  test('shows the files of its folder, and the programs of the system', async () => {
    const { output } = await runCommand(on, line('cat shown; ls /usr/bin | wc -l'), { enclosure: 'SANDBOX' });
    expect(output).toMatch(/^SHOWN\d{2,}\n$/);
  });

  test('shows nothing else at the top, and neither shadow nor key', async () => {
    const text = `ls /; ls /home /run /var /tmp /root; cat /etc/shadow ${on.machine.stateFolder}/key`;
    const { output } = await runCommand(on, line(text), { enclosure: 'SANDBOX' });
    const top = output.split('\n').slice(0, output.split('\n').indexOf('var') + 1);
    expect(top.filter((name) => !/^(lib\w*|bin|sbin|usr|etc|dev|proc|tmp|run|home|var)$/.test(name))).toEqual([]);
    expect(output).toContain('/etc/shadow: No such file');
    expect(output).toContain('/key: No such file');
  });

  test('has an environment that holds what was given and nothing else', async () => {
    const env = [{ name: 'GIVEN', value: 'yes' }];
    const { output } = await runCommand(on, ['/usr/bin/env'], { enclosure: 'SANDBOX', env });
    expect(output).toBe('GIVEN=yes\n');
    const { output: first } = await runCommand(on, line("tr '\\0' '\\n' < /proc/1/environ"), { enclosure: 'SANDBOX' });
    // What holds the sandbox together bears the marker by which a crash's leftovers are found, and no more.
    expect(first).toMatch(/^ROLLCALL_COMMAND=\S+\n$/);
  });

  test('has a network of its own, in which nothing answers', async () => {
    const { output } = await runCommand(on, line('tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d " "'), {
      enclosure: 'SANDBOX',
    });
    expect(output).toBe('lo\n');
  });

  test('takes what is written with it', async () => {
    const name = `rollcall-scratch-${process.pid}`;
    const text = `for folder in /tmp /run /home /var /dev/shm; do echo x > $folder/${name} && echo ok; done`;
    const { output } = await runCommand(on, line(text), { enclosure: 'SANDBOX' });
    expect(output).toBe('ok\n'.repeat(5));
    for (const folder of ['/tmp', '/run', '/home', '/var', '/dev/shm']) {
      expect(existsSync(join(folder, name))).toBe(false);
    }
  });

  test('lets nobody write to what is shown, whatever its rights', async () => {
    const text = 'for path in / /usr /etc /dev . ; do (echo x > $path/x) 2>/dev/null && echo wrote $path; done; true';
    const { output } = await runCommand(on, line(text), { enclosure: 'SANDBOX' });
    expect(output).toBe('');
    expect(readdirSync(work)).not.toContain('x');
  });

  test('holds a command to its number of processes', async () => {
    const text = 'for n in $(seq 30); do sleep 5 & done; echo all; kill $(jobs -p)';
    const few = createTestMachine({ maxProcesses: 20 });
    try {
      expect((await runCommand(few, line(text), { enclosure: 'SANDBOX' })).output).not.toContain('all');
      expect((await runCommand(on, line(text), { enclosure: 'SANDBOX' })).output).toContain('all');
    } finally {
      few.remove();
    }
  });

  test('holds a command to its memory, and to its scratch space', async () => {
    const text =
      'head -c 300000000 /dev/zero | tail -c 300000000 | wc -c; head -c 300000000 /dev/zero > /tmp/x; wc -c < /tmp/x';
    const little = createTestMachine({ maxMemoryBytes: 256 * 2 ** 20 });
    try {
      const { output } = await runCommand(little, line(text), { enclosure: 'SANDBOX' });
      expect(output).not.toContain('300000000');
      expect(output).toContain(String(64 * 2 ** 20));
      expect((await runCommand(on, line(text), { enclosure: 'SANDBOX' })).output).toContain('300000000\n');
    } finally {
      little.remove();
    }
  });

  test('does not show a secret file in a folder that it shows', async () => {
    writeFileSync(join(work, 'token'), 'a-secret-token\n', { mode: 0o644 });
    const careful = createTestMachine({ folders: [work], secrets: { files: [join(work, 'token')] } });
    try {
      const { output } = await runCommand(careful, ['/bin/cat', join(work, 'token'), join(work, 'shown')], {
        enclosure: 'SANDBOX',
        cwd: work,
      });
      expect(output).toContain('SHOWN');
      expect(output).not.toContain('a-secret-token');
    } finally {
      careful.remove();
    }
  });

  test('leaves nothing behind that runs off', async () => {
    const { command, whenSaid } = startCommand(
      on,
      line('trap "" TERM; setsid sleep 1234 & echo ready; wait; sleep 999'),
      {
        enclosure: 'SANDBOX',
      },
    );
    await whenSaid('ready');
    command.stop('CANCELLED');
    expect(await command.ended).toMatchObject({ outcome: 'CANCELLED', survivors: [] });
  });
});
