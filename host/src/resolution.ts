import { realpathSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Abilities } from './abilities.ts';
import { digestOf, findExecutable } from './machine/executable.ts';
import { isInside } from './machine/inside.ts';
import type { Machine } from './machine/machine.ts';
import type { SystemUser } from './machine/system-user.ts';
import type { SafetyMode } from './policy.ts';

/** What is asked of this machine, as the one who asks words it. */
export interface CommandWish {
  readonly safetyMode: SafetyMode;
  readonly argv: readonly string[];
  /** Null for the policy's first folder. */
  readonly cwd: string | null;
  /** Null for the policy's first user. */
  readonly systemUser: string | null;
  readonly env: readonly EnvironmentVariable[];
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/** What exactly would run. */
export interface Resolution {
  readonly executable: string;
  readonly executableDigest: string;
  /** Real path. */
  readonly cwd: string;
  readonly user: SystemUser;
  readonly isSandbox: boolean;
}

/** Why nothing would. */
export interface Problem {
  readonly code:
    | 'MODE_NOT_ALLOWED'
    | 'SANDBOX_MISSING'
    | 'SYSTEM_USER_NOT_ALLOWED'
    | 'CWD_NOT_FOUND'
    | 'CWD_NOT_ALLOWED'
    | 'EXECUTABLE_NOT_FOUND'
    | 'ENVIRONMENT_NOT_ALLOWED';
  readonly message: string;
}

/** What is asked for may be long, and is part of the answer. */
const LONGEST_MESSAGE = 1_000;

/** Finds out what a wish comes to on this machine, under its policy. */
export async function resolveCommand(
  wish: CommandWish,
  machine: Machine,
  abilities: Abilities,
): Promise<Resolution | Problem> {
  const { policy } = machine;
  if (!policy.modes.includes(wish.safetyMode)) {
    return problem('MODE_NOT_ALLOWED', `The policy of this host does not allow ${wish.safetyMode}.`);
  }
  const isSandbox = wish.safetyMode === 'READ_ONLY';
  if (isSandbox && abilities.sandboxProblem !== null) {
    return problem('SANDBOX_MISSING', `This host has no sandbox: ${abilities.sandboxProblem}`);
  }
  const user = wish.systemUser === null ? machine.users[0] : machine.users.find(({ name }) => name === wish.systemUser);
  if (user === undefined) {
    return problem('SYSTEM_USER_NOT_ALLOWED', `The policy of this host lets nothing run as ${wish.systemUser ?? ''}.`);
  }
  const odd = wish.env.find(({ name, value }) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || value.includes('\0'));
  if (odd !== undefined) return problem('ENVIRONMENT_NOT_ALLOWED', `${odd.name} is no variable that can be set.`);

  const cwd = resolveFolder(wish.cwd ?? machine.folders[0] ?? '/', machine.folders);
  if (typeof cwd !== 'string') return cwd;

  const [name = ''] = wish.argv;
  const executable = findExecutable(name, { cwd, path: policy.path });
  if (executable === undefined) return problem('EXECUTABLE_NOT_FOUND', `There is no program ${name} on this host.`);
  // It is started by a program that takes such words for variables.
  if (executable.includes('=')) return problem('EXECUTABLE_NOT_FOUND', `${executable} has a = in its path.`);
  if (isSandbox && !isShown(executable, machine.folders)) {
    return problem('EXECUTABLE_NOT_FOUND', `${executable} is not shown in the sandbox.`);
  }
  try {
    return { executable, executableDigest: await digestOf(executable), cwd, user, isSandbox };
  } catch {
    return problem(
      'EXECUTABLE_NOT_FOUND',
      `${executable} cannot be read, or is too large, so what it is cannot be told.`,
    );
  }
}

/** A folder's real path, if it lies in one of those allowed: a link that leads out of them is not followed. */
function resolveFolder(folder: string, allowed: readonly string[]): string | Problem {
  if (!isAbsolute(folder)) return problem('CWD_NOT_FOUND', `${folder} is not an absolute path.`);
  let real: string;
  try {
    real = realpathSync(folder);
    if (!statSync(real).isDirectory()) return problem('CWD_NOT_FOUND', `${folder} is not a folder.`);
  } catch {
    // What lies outside is not told apart from what is not there.
    return isInside(folder, allowed)
      ? problem('CWD_NOT_FOUND', `There is no folder ${folder} on this host.`)
      : notAllowed(folder);
  }
  return isInside(real, allowed) ? real : notAllowed(folder);
}

function notAllowed(folder: string): Problem {
  return problem('CWD_NOT_ALLOWED', `The policy of this host lets nothing start in ${folder}.`);
}

function isShown(file: string, folders: readonly string[]): boolean {
  try {
    return isInside(realpathSync(file), ['/usr', '/bin', '/sbin', '/lib', '/lib64', ...folders]);
  } catch {
    return false;
  }
}

function problem(code: Problem['code'], message: string): Problem {
  return { code, message: message.slice(0, LONGEST_MESSAGE) };
}
