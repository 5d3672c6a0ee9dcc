import type { Clock } from './clock.ts';
import { enclose } from './launch/enclose.ts';
import type { Enclosure } from './launch/launch.ts';
import type { Machine } from './machine/machine.ts';
import { RunningCommand } from './supervisor/running-command.ts';

/** What this machine can do, found out by trying. */
export interface Abilities {
  /** Null where the sandbox works; else why it does not. */
  readonly sandboxProblem: string | null;
  /** Null where commands get a PID namespace of their own; else why they do not. */
  readonly namespaceProblem: string | null;
}

/** How long a program that does nothing may take. */
const TRIAL_MS = 10_000;

/** Runs a program that does nothing in each enclosure, as the first user in the first folder: as a command would be. */
export async function findAbilities(machine: Machine, clock: Clock): Promise<Abilities> {
  const [sandboxProblem, namespaceProblem] = await Promise.all([
    tryEnclosure('SANDBOX', machine, clock),
    tryEnclosure('NAMESPACE', machine, clock),
  ]);
  return { sandboxProblem, namespaceProblem };
}

async function tryEnclosure(enclosure: Enclosure, machine: Machine, clock: Clock): Promise<string | null> {
  const [user] = machine.users;
  const order = {
    argv: [machine.tools.true],
    cwd: machine.folders[0] ?? '/',
    environment: new Map<string, string>(),
    user,
    machine,
  };
  try {
    let said = '';
    const trial = new RunningCommand({
      launch: enclose(order, enclosure, 'trial'),
      enclosure,
      marker: 'trial',
      user,
      workFolder: machine.stateFolder,
      stdin: null,
      timeoutMs: TRIAL_MS,
      clock,
      onOutput: (_stream, bytes) => (said += bytes.toString('utf8')),
    });
    const { outcome, exitCode, message } = await trial.ended;
    if (outcome === 'EXITED' && exitCode === 0) return null;
    return message?.slice(0, 1_000) ?? (said.trim() || `a trial ended with ${outcome} ${exitCode ?? ''}`.trim());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
