import type { Abilities } from '../abilities.ts';
import type { Clock } from '../clock.ts';
import { environmentOf } from '../environment.ts';
import { enclose } from '../launch/enclose.ts';
import type { Enclosure } from '../launch/launch.ts';
import type { Machine } from '../machine/machine.ts';
import type { SafetyMode } from '../policy.ts';
import { resolveCommand } from '../resolution.ts';
import { RunningCommand, type StartOptions } from '../supervisor/running-command.ts';
import { hashOf } from './command-hash.ts';
import type { HostCommand } from './server.ts';

/** What executing takes of where it happens. */
export interface Place {
  readonly machine: Machine;
  readonly abilities: Abilities;
  readonly clock: Clock;
  readonly hostId: string;
}

/** How all markers of what this host runs begin: by it leftovers are found. */
export function markersOf(hostId: string): string {
  return `${hostId}:`;
}

/** Whose a leftover is, by its marker. */
export function ownerOf(marker: string): { readonly sessionId: string; readonly id: string } {
  const [, sessionId = '', id = ''] = marker.split(':');
  return { sessionId, id };
}

/**
 * Starts a command, if what would run now is what was shown then, and it is still wanted.
 *
 * @returns why it does not, for people, where it is not so.
 */
export async function execute(
  command: HostCommand,
  safetyMode: SafetyMode,
  place: Place,
  { isWanted, onOutput }: { readonly isWanted: () => boolean } & Pick<StartOptions, 'onOutput'>,
): Promise<RunningCommand | string> {
  const { spec, sessionId } = command;
  const { machine, abilities, clock, hostId } = place;
  if (hashOf(spec, { hostId, sessionId }) !== command.hash) {
    return 'What was to run is not what the approval is bound to.';
  }
  const found = await resolveCommand({ ...spec, safetyMode }, machine, abilities);
  if ('code' in found) return found.message;
  if (found.executable !== spec.executable) {
    return `${spec.argv[0] ?? ''} is ${found.executable} by now, and was ${spec.executable} when it was shown.`;
  }
  if (found.executableDigest !== spec.executableDigest) return `${spec.executable} has changed since it was shown.`;
  if (found.cwd !== spec.cwd) return `${spec.cwd} leads elsewhere by now.`;
  if (found.isSandbox !== spec.sandbox) return 'What was shown of the sandbox is not so.';
  // To look at a program takes its time.
  if (!isWanted()) return 'It was stopped before it began.';

  const enclosure: Enclosure = spec.sandbox ? 'SANDBOX' : abilities.namespaceProblem === null ? 'NAMESPACE' : 'GROUP';
  const marker = `${markersOf(hostId)}${sessionId}:${command.id}`;
  const { user } = found;
  const order = {
    argv: [spec.executable, ...spec.argv.slice(1)],
    cwd: spec.cwd,
    environment: environmentOf({ given: spec.env, isSandbox: spec.sandbox, user, path: machine.policy.path }),
    user,
    machine,
  };
  return new RunningCommand({
    launch: enclose(order, enclosure, marker),
    enclosure,
    marker,
    user,
    workFolder: machine.stateFolder,
    stdin: spec.stdin,
    timeoutMs: spec.timeoutMs,
    clock,
    onOutput,
  });
}
