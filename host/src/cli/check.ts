import { findAbilities } from '../abilities.ts';
import { systemClock } from '../clock.ts';
import { lookAtMachine } from '../machine/machine.ts';
import type { Flags, Terminal } from './command-line.ts';
import { readPolicyFile } from './policy-file.ts';
import { openStateFolder } from '../state/folder.ts';

/** Says what the policy comes to on this machine. */
export async function check(flags: Flags, { environment, print }: Terminal): Promise<number> {
  const stateFolder = openStateFolder(flags.state);
  const machine = lookAtMachine(readPolicyFile(flags.policy, stateFolder), { stateFolder, environment });
  const { sandboxProblem, namespaceProblem } = await findAbilities(machine, systemClock);
  print(`modes             ${machine.policy.modes.join(', ')}`);
  print(`system users      ${machine.users.map(({ name }) => name).join(', ')}`);
  print(`folders           ${machine.folders.join(', ')}`);
  print(`sandbox           ${sandboxProblem ?? 'works'}`);
  print(`PID namespaces    ${namespaceProblem ?? 'work'}`);
  print(`state             ${stateFolder}`);
  return 0;
}
