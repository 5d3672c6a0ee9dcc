import type { Clock } from '../clock.ts';
import { MARKER } from '../launch/group.ts';
import {
  type Process,
  describe,
  findProcess,
  listProcesses,
  markedWith,
  markerOf,
  signal,
} from '../machine/processes.ts';
import { forceEnd } from './ending.ts';

/** What is left of one command, though it was told to end. */
export interface Leftover {
  readonly marker: string;
  /** Tells it again. */
  readonly stop: () => void;
  /** What still runs of it, for people. */
  readonly survivors: () => readonly string[];
}

/**
 * Ends what a process before us, which was ended without ceremony, left behind: where there are no namespaces, or where
 * bubblewrap was only about to make one.
 *
 * @param start of all markers that it gave
 * @returns what is still there
 */
export async function endLeftovers(start: string, clock: Clock): Promise<readonly Leftover[]> {
  const all = () => markedWith(MARKER, start, listProcesses()).filter(({ pid }) => pid !== process.pid);
  await forceEnd({ own: all, all }, clock);
  return leftoversOf(all());
}

/** Those of one command together. */
export function leftoversOf(processes: readonly Process[]): readonly Leftover[] {
  return [...new Set(processes.map((found) => markerOf(MARKER, found)))].map((marker) => {
    const known = new Map(markedWith(MARKER, marker, processes).map((member) => [member.pid, member]));
    const alive = () => {
      for (const member of markedWith(MARKER, marker, listProcesses())) known.set(member.pid, member);
      // What ends only slowly shows its marker no more.
      for (const { pid, startTicks } of known.values())
        if (findProcess(pid)?.startTicks !== startTicks) known.delete(pid);
      return [...known.values()];
    };
    return {
      marker,
      stop: () => alive().forEach((member) => signal(member, 'SIGKILL')),
      survivors: () => alive().map(describe),
    };
  });
}
