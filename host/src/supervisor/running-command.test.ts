import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandOutput } from '../output/command-output.ts';
import { OUTPUT_LIMIT_BYTES } from '../output/spool.ts';
import { leftWith, ownSeconds } from '../testing/left.testing.ts';
import { createTestMachine, line, runCommand, startCommand } from '../testing/machine.testing.ts';

const on = createTestMachine();
const narrow = createTestMachine({ maxProcesses: 64 });
afterAll(() => {
  on.remove();
  narrow.remove();
});

const exited = { outcome: 'EXITED', exitCode: 0, signal: null, message: null, survivors: [] };

// Most of them wait for a grace to pass, which they can do together.
describe.concurrent.each(['NAMESPACE', 'GROUP'] as const)('a command in a %s of its own', (enclosure) => {
  test('ends with its exit code, having said all on both streams', async () => {
    const said: string[] = [];
    const { end } = await runCommand(on, line('echo out; echo err >&2; exit 3'), {
      enclosure,
      onOutput: (stream, bytes) => said.push(`${stream} ${bytes.toString()}`),
    });
    expect(end).toEqual({ ...exited, exitCode: 3 });
    expect(said.sort()).toEqual(['STDERR err\n', 'STDOUT out\n']);
  });

  test('runs in its folder, with what it was given to read and its environment, and nothing of ours', async () => {
    process.env['ROLLCALL_TEST_OF_HOST'] = 'ours';
    const env = [{ name: 'GIVEN', value: 'it\'s\n`id` $HOME \\ "quoted"' }];
    const { output } = await runCommand(on, line('pwd; cat; env -0'), { enclosure, env, stdin: 'read me\n' });
    const [user] = on.machine.users;
    const variables = output.slice(`${on.work}\nread me\n`.length).split('\0').filter(Boolean);
    expect(output.startsWith(`${on.work}\nread me\n`)).toBe(true);
    expect(variables.filter((text) => !/^(PWD|ROLLCALL_COMMAND)=/.test(text)).sort()).toEqual([
      `GIVEN=${env[0]?.value ?? ''}`,
      `HOME=${user.home}`,
      'LANG=C.UTF-8',
      `PATH=${on.machine.policy.path}`,
      `USER=${user.name}`,
    ]);
  });

  test('runs as the system user, with no way back', async () => {
    const [user] = on.machine.users;
    const { output } = await runCommand(
      on,
      line('id -u; id -g; grep -E "^(CapEff|CapBnd|NoNewPrivs)" /proc/self/status'),
      {
        enclosure,
      },
    );
    const [uid, gid, ...rest] = output.trim().split('\n');
    expect([uid, gid]).toEqual([String(user.uid), String(user.gid)]);
    expect(rest.map((text) => text.split(/\s+/))).toContainEqual(['CapEff:', '0000000000000000']);
  });

  // The same user may read the same files: only a namespace, or another user, keeps it from them.
  test.runIf(enclosure === 'NAMESPACE' || on.machine.isRoot)('cannot reach the key of the host', async () => {
    writeFileSync(join(on.machine.stateFolder, 'key'), 'rhk_secret', { mode: 0o600 });
    const { output, end } = await runCommand(on, ['/bin/cat', join(on.machine.stateFolder, 'key')], { enclosure });
    expect(output).not.toContain('rhk_secret');
    expect(end.exitCode).toBe(1);
  });

  test('may open its own output again', async () => {
    const { output } = await runCommand(on, line('echo one > /dev/stdout; echo two > /dev/stderr'), { enclosure });
    expect(output.split('\n').sort()).toEqual(['', 'one', 'two']);
  });

  test('that is ended by a signal says by which', async () => {
    const { end } = await runCommand(on, line('kill -s USR1 $$'), { enclosure });
    expect(end).toEqual({ ...exited, outcome: 'SIGNALLED', exitCode: null, signal: 'SIGUSR1' });
  });

  test('gives back bytes that are no text, and escape sequences, as they were', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\x1b]52;c;aGVsbG8=\x07\x1b[31mred\x1b[0m\r\n'),
      Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7) % 256)),
    ]);
    writeFileSync(join(on.work, 'bytes'), bytes);
    const result = await runCommand(on, ['/bin/cat', join(on.work, 'bytes')], { enclosure });
    expect(result.bytes.equals(bytes)).toBe(true);
  });

  test('that closes its output runs on, and its end is seen', async () => {
    const { command, whenSaid } = startCommand(on, line('echo ready; exec >&- 2>&-; kill -STOP $$; exit 4'), {
      enclosure,
    });
    await whenSaid('ready');
    command.stop('CANCELLED');
    expect(await command.ended).toMatchObject({ outcome: 'CANCELLED', survivors: [] });
  });

  test('that prints half a line and hangs has said it, and ends at its time', async () => {
    const seconds = ownSeconds();
    const { command, whenSaid } = startCommand(on, line(`printf half; sleep ${seconds}`), {
      enclosure,
      timeoutMs: 1_000,
    });
    await whenSaid('half');
    expect(await command.ended).toMatchObject({ outcome: 'TIMED_OUT', survivors: [] });
    expect(leftWith(seconds)).toEqual([]);
  });

  test('is asked to end, and may clean up', async () => {
    const { command, output, whenSaid } = startCommand(
      on,
      line('trap "echo cleaned; exit 7" TERM; echo ready; while :; do sleep 0.05; done'),
      { enclosure },
    );
    await whenSaid('ready');
    command.stop('CANCELLED');
    expect(await command.ended).toMatchObject({ outcome: 'CANCELLED', exitCode: 7 });
    expect(output()).toContain('cleaned');
  });

  test('that does not listen is forced to end after 5 seconds', async () => {
    const seconds = ownSeconds();
    const { command, whenSaid } = startCommand(
      on,
      line(`trap "echo no" TERM; echo ready; while :; do sleep ${seconds}; done`),
      { enclosure },
    );
    await whenSaid('ready');
    const startMs = performance.now();
    command.stop('CANCELLED');
    expect(await command.ended).toMatchObject({ outcome: 'CANCELLED', signal: 'SIGKILL', survivors: [] });
    expect(performance.now() - startMs).toBeGreaterThan(4_900);
    expect(leftWith(seconds)).toEqual([]);
  });

  test.each([
    ['a session of its own', (seconds: string) => `setsid sleep ${seconds} & echo ready; wait`],
    [
      'two forks',
      (seconds: string) => `(setsid sh -c "sleep ${seconds} & sleep ${seconds}" &) ; echo ready; sleep ${seconds}`,
    ],
    [
      'a session of its own, deaf',
      (seconds: string) => `setsid sh -c "trap '' TERM; echo ready; sleep ${seconds}" & wait`,
    ],
  ])('leaves nothing behind that runs off with %s', async (_how, text) => {
    const seconds = ownSeconds();
    const { command, whenSaid } = startCommand(on, line(text(seconds)), { enclosure });
    await whenSaid('ready');
    command.stop('CANCELLED');
    expect(await command.ended).toMatchObject({ outcome: 'CANCELLED', survivors: [] });
    expect(leftWith(seconds)).toEqual([]);
  });

  test('that ends takes with it what it started', async () => {
    const seconds = ownSeconds();
    const { end } = await runCommand(on, line(`setsid sleep ${seconds} >/dev/null 2>&1 & exit 0`), { enclosure });
    expect(end).toEqual(exited);
    expect(leftWith(seconds)).toEqual([]);
  });

  test('that forks without end stays within its number, and ends', async () => {
    const seconds = ownSeconds();
    const bomb = `trap "" TERM; echo ready; f() { sleep ${seconds} & f & f; wait; }; f`;
    const { command, whenSaid } = startCommand(narrow, line(bomb), { enclosure });
    await whenSaid('ready');
    await whenSaid('fork');
    expect(leftWith(seconds).length).toBeLessThanOrEqual(64);
    command.stop('CANCELLED');
    expect(await command.ended).toMatchObject({ survivors: [] });
    expect(leftWith(seconds)).toEqual([]);
  });

  test('whose program is gone says so', async () => {
    const { end, output } = await runCommand(on, [join(on.work, 'missing')], { enclosure });
    expect(end).toMatchObject({ outcome: 'EXITED', exitCode: 127 });
    expect(output).toContain('missing');
  });

  test('whose folder is gone does not run, and says so', async () => {
    const { end, output } = await runCommand(on, line('echo ran'), { enclosure, cwd: join(on.work, 'gone') });
    expect(end.outcome === 'REFUSED' || end.exitCode !== 0).toBe(true);
    expect(output).toContain('gone');
    expect(output).not.toContain('ran\n');
  });
});

test('an output of 1 GB is read to its end in little memory, and 10 MB of it are kept', async () => {
  const output = new CommandOutput([Buffer.from('a-secret-value')]);
  let readBytes = 0;
  let peakBytes = 0;
  const before = process.memoryUsage().rss;
  const { end } = await runCommand(on, line('head -c 1000000000 /dev/zero; exit 5'), {
    onOutput(stream, bytes) {
      readBytes += bytes.length;
      peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
      output.write(stream, bytes, 0);
    },
  });
  output.end(0);
  expect(end).toMatchObject({ outcome: 'EXITED', exitCode: 5 });
  expect(readBytes).toBe(1_000_000_000);
  expect(output.spool.sizeBytes).toBe(OUTPUT_LIMIT_BYTES);
  expect(peakBytes - before).toBeLessThan(200 * 2 ** 20);
});

test('a pipe that is full does not lose a byte', async () => {
  const hash = createHash('sha256');
  const { end } = await runCommand(on, line('seq 1 2000000'), { onOutput: (_stream, bytes) => hash.update(bytes) });
  expect(end.exitCode).toBe(0);
  const expected = createHash('sha256');
  for (let number = 1; number <= 2_000_000; number += 1) expected.update(`${number}\n`);
  expect(hash.digest('hex')).toBe(expected.digest('hex'));
});
