import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { environmentOf } from '../environment.ts';
import { enclose } from '../launch/enclose.ts';
import type { Enclosure } from '../launch/launch.ts';
import { type Machine, lookAtMachine } from '../machine/machine.ts';
import { ownUser } from '../machine/system-user.ts';
import { readPolicy } from '../policy.ts';
import type { EnvironmentVariable } from '../resolution.ts';
import type { CommandEnd } from '../supervisor/command-end.ts';
import { RunningCommand, type StreamName } from '../supervisor/running-command.ts';

/** This machine with folders of the test's own. */
export interface TestMachine {
  readonly machine: Machine;
  /** All of the test's: state and work lie in it. */
  readonly root: string;
  /** The folder that the policy allows. */
  readonly work: string;
  readonly remove: () => void;
}

export function createTestMachine(policy: Readonly<Record<string, unknown>> = {}): TestMachine {
  const root = mkdtempSync(join(tmpdir(), 'rollcall-host-'));
  chmodSync(root, 0o755);
  const work = join(root, 'work');
  const stateFolder = join(root, 'state');
  mkdirSync(work);
  chmodSync(work, 0o777);
  mkdirSync(stateFolder, { mode: 0o700 });
  const systemUsers = ownUser().uid === 0 ? ['nobody'] : [];
  const text = JSON.stringify({
    modes: ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'],
    folders: [work],
    systemUsers,
    ...policy,
  });
  return {
    machine: lookAtMachine(readPolicy(text), { stateFolder, environment: {} }),
    root,
    work,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export interface TestCommand {
  readonly command: RunningCommand;
  readonly output: () => string;
  readonly bytes: () => Buffer;
  /** Resolves once the output holds the text. */
  readonly whenSaid: (text: string) => Promise<void>;
}

export interface TestCommandOptions {
  readonly enclosure?: Enclosure;
  readonly env?: readonly EnvironmentVariable[];
  readonly cwd?: string;
  readonly stdin?: string;
  readonly timeoutMs?: number;
  readonly onOutput?: (stream: StreamName, bytes: Buffer) => void;
}

/** Starts a command as the host does once it may run. */
export function startCommand(
  { machine, work }: Pick<TestMachine, 'machine' | 'work'>,
  argv: readonly string[],
  options: TestCommandOptions = {},
): TestCommand {
  const { enclosure = 'NAMESPACE', env = [], cwd = work, stdin = null, timeoutMs = 60_000, onOutput } = options;
  const [user] = machine.users;
  const environment = environmentOf({
    given: env,
    isSandbox: enclosure === 'SANDBOX',
    user,
    path: machine.policy.path,
  });
  const marker = `${machine.stateFolder}:${randomUUID()}`;
  const parts: Buffer[] = [];
  const listeners = new Set<() => void>();
  const output = () => Buffer.concat(parts).toString('utf8');
  const command = new RunningCommand({
    launch: enclose({ argv, cwd, environment, user, machine }, enclosure, marker),
    enclosure,
    marker,
    user,
    workFolder: machine.stateFolder,
    stdin,
    timeoutMs,
    clock: systemClock,
    onOutput(stream, bytes) {
      onOutput?.(stream, bytes);
      if (onOutput !== undefined) return;
      parts.push(bytes);
      for (const listener of [...listeners]) listener();
    },
  });
  const whenSaid = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output().includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void command.ended.then(() => reject(new Error(`it ended without "${text}":\n${output()}`)));
    });
  return { command, output, bytes: () => Buffer.concat(parts), whenSaid };
}

export async function runCommand(
  on: Pick<TestMachine, 'machine' | 'work'>,
  argv: readonly string[],
  options: TestCommandOptions = {},
): Promise<{ readonly end: CommandEnd; readonly output: string; readonly bytes: Buffer }> {
  const { command, output, bytes } = startCommand(on, argv, options);
  const end = await command.ended;
  return { end, output: output(), bytes: bytes() };
}

/** A line of the shell. */
export function line(text: string): readonly string[] {
  return ['/bin/sh', '-c', text];
}
