import type { Clock } from '../clock.ts';
import { MARKER } from '../launch/group.ts';
import { listProcesses, markedWith } from '../machine/processes.ts';
import { forceEnd } from './ending.ts';

/**
 * Ends what a process before us, which was ended without ceremony, left behind where there are no namespaces.
 *
 * @param start of all markers that it gave
 * @returns what is still there, for people
 */
export function endLeftovers(start: string, clock: Clock): Promise<readonly string[]> {
  const all = () => markedWith(MARKER, start, listProcesses()).filter(({ pid }) => pid !== process.pid);
  return forceEnd({ own: all, all }, clock);
}
