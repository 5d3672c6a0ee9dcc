import { MARKER } from '../launch/group.ts';
import { type Process, descendantsOf, findProcess, listProcesses, markedWith } from '../machine/processes.ts';

/** The processes of one command. */
export interface Members {
  /** Those of the command itself, which are asked to end. */
  readonly own: () => readonly Process[];
  /** Also what holds them together, whose forced end is theirs. */
  readonly all: () => readonly Process[];
}

/**
 * Everything in a PID namespace descends from its first process, whatever it calls itself: there is nowhere else to be handed to.
 *
 * @param keeper the process outside that waits for the namespace's end
 * @param first the first process in it, as soon as it is known
 */
export function membersOfNamespace(keeper: number, first: () => Process | undefined): Members {
  const keeping = findProcess(keeper);
  const roots = () =>
    [keeping, first()].filter(
      (root): root is Process => root !== undefined && findProcess(root.pid)?.startTicks === root.startTicks,
    );
  const inside = () =>
    descendantsOf(
      roots().map(({ pid }) => pid),
      listProcesses(),
    );
  return {
    own: () => {
      const outer = new Set(roots().map(({ pid }) => pid));
      return inside().filter(({ pid }) => !outer.has(pid));
    },
    all: () => {
      const found = new Map([...roots(), ...inside()].map((member) => [member.pid, member]));
      return [...found.values()];
    },
  };
}

/** Without a namespace: the group, what descends from its leader, and what carries the marker. */
export function membersOfGroup(leader: number, marker: string): Members {
  const first = findProcess(leader);
  const all = () => {
    const processes = listProcesses();
    const marked = markedWith(MARKER, marker, processes);
    // Where its number is somebody else's, the group had come to its end.
    const isOthers = processes.some(({ pid, startTicks }) => pid === leader && startTicks !== first?.startTicks);
    if (isOthers) return marked;
    const found = [
      ...processes.filter(({ pid, group }) => pid === leader || group === leader),
      ...descendantsOf([leader], processes),
      ...marked,
    ];
    return [...new Map(found.map((member) => [member.pid, member])).values()];
  };
  return { own: all, all };
}
