import { randomUUID } from 'node:crypto';
import { createClient } from '@rollcall/sdk';
import { findAbilities } from '../abilities.ts';
import { systemClock } from '../clock.ts';
import { markersOf, ownerOf } from '../link/execution.ts';
import { HostLink } from '../link/host-link.ts';
import { createSdkServer, refusalOf } from '../link/sdk-server.ts';
import { RefusedError } from '../link/server.ts';
import { describeSystem } from '../machine/description.ts';
import { lookAtMachine } from '../machine/machine.ts';
import { maskNames } from '../output/masker.ts';
import { openStateFolder } from '../state/folder.ts';
import { openKey } from '../state/key.ts';
import { lockState } from '../state/lock.ts';
import { readMembership } from '../state/membership.ts';
import { endLeftovers } from '../supervisor/leftovers.ts';
import type { Flags, Terminal } from './command-line.ts';
import { FailedError } from './errors.ts';
import { readPolicyFile } from './policy-file.ts';

/** To start it again would be of no use, or would take the place of another. */
const REFUSED_EXIT_CODE = 3;

/** Works for the server until somebody stops it, or another process takes its place. */
export async function run(flags: Flags, { environment, program, print, onStop }: Terminal): Promise<number> {
  const stateFolder = openStateFolder(flags.state);
  const membership = readMembership(stateFolder);
  if (membership === undefined) throw new FailedError(`This machine has not joined yet. First: ${program} join`);
  const { hostId, name, server: url } = membership;
  const key = openKey(stateFolder);
  const policy = readPolicyFile(flags.policy, stateFolder);
  const machine = lookAtMachine(policy, { stateFolder, environment, ownSecrets: [key] });
  const unlock = lockState(stateFolder);
  if (unlock === undefined) throw new FailedError(`${name} runs already on this machine.`);
  try {
    const found = await endLeftovers(markersOf(hostId), systemClock);
    const left = found.map((leftover) => ({
      ...leftover,
      survivors: () => maskNames(leftover.survivors(), machine.secrets),
    }));
    for (const { survivors } of left) print(`still running from before: ${survivors().join(', ')}`);
    const abilities = await findAbilities(machine, systemClock);
    if (abilities.sandboxProblem !== null) print(`no sandbox: ${abilities.sandboxProblem}`);
    if (abilities.namespaceProblem !== null) {
      print(`no PID namespaces: ${abilities.namespaceProblem}`);
      if (!machine.isRoot) print('Commands could read the key of this host. Install bubblewrap, or start it as root.');
    }
    const done = Promise.resolve();
    const client = createClient({
      url,
      key,
      // Heard here first: to the rest it is a line that is down, and may come back.
      onError(error) {
        const refusal = refusalOf(error);
        if (refusal !== undefined) link.refuse(refusal);
      },
    });
    const server = createSdkServer({ client, instanceId: randomUUID(), system: describeSystem(), machine, abilities });
    const link = new HostLink({
      server,
      place: { machine, abilities, clock: systemClock, hostId },
      leftovers: left.map(({ marker, ...leftover }) => ({
        ...ownerOf(marker),
        ...leftover,
        stopped: done,
        over: done,
      })),
      log: (text) => print(`${name}: ${text}`),
    });
    let isStopping = false;
    onStop(() => {
      if (!isStopping) print(`${name}: ends what runs and tells of it, in a few seconds; to ask again hastens nothing`);
      isStopping = true;
      link.stop();
    });
    try {
      await link.run();
    } finally {
      await client.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof RefusedError) throw new FailedError(error.message, REFUSED_EXIT_CODE);
    throw error;
  } finally {
    unlock();
  }
}
