import { readFileSync, readdirSync } from 'node:fs';

/** A process as the system lists it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** When it started, in the system's ticks since its own start: a number that was given again is told apart by it. */
  readonly startTicks: number;
  readonly name: string;
}

/** All processes that still do something: what has ended and was only not yet collected is left out. */
export function listProcesses(): Process[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const found = findProcess(Number(entry));
    return found === undefined ? [] : [found];
  });
}

export function findProcess(pid: number): Process | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name may hold anything, parentheses and blanks too.
  const nameEnd = stat.lastIndexOf(')');
  const [state, parent, group, ...rest] = stat.slice(nameEnd + 2).split(' ');
  if (nameEnd < 0 || state === 'Z' || state === 'X') return undefined;
  const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
  return { pid, parent: Number(parent), group: Number(group), startTicks: Number(rest[16]), name };
}

/** Those that descend from one of `roots`. */
export function descendantsOf(roots: readonly number[], processes: readonly Process[]): Process[] {
  const children = new Map<number, Process[]>();
  for (const child of processes) {
    const siblings = children.get(child.parent);
    if (siblings === undefined) children.set(child.parent, [child]);
    else siblings.push(child);
  }
  const found: Process[] = [];
  const open = [...roots];
  const seen = new Set(open);
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const child of children.get(pid) ?? []) {
      if (seen.has(child.pid)) continue;
      seen.add(child.pid);
      found.push(child);
      open.push(child.pid);
    }
  }
  return found;
}

/** Those that were started with a variable of this value, or of one that begins so. */
export function markedWith(name: string, start: string, processes: readonly Process[]): Process[] {
  return processes.filter(({ pid }) => `\0${read(`/proc/${pid}/environ`)}`.includes(`\0${name}=${start}`));
}

/** The value of a variable that it was started with; empty where there is none. */
export function markerOf(name: string, { pid }: Process): string {
  const start = `${name}=`;
  const found = read(`/proc/${pid}/environ`)
    .split('\0')
    .find((variable) => variable.startsWith(start));
  return found?.slice(start.length) ?? '';
}

/** Signals a process, unless it has ended: its number may be somebody else's by now. */
export function signal(target: Process, name: NodeJS.Signals): void {
  if (findProcess(target.pid)?.startTicks !== target.startTicks) return;
  try {
    process.kill(target.pid, name);
  } catch {
    // It has ended meanwhile, or is not ours to signal; whether it is still there is looked at afterwards.
  }
}

/** Secrets are found in this much; people are told less. */
const LONGEST_WORDS = 100_000;

/** Its number and what it runs, secrets and all. */
export function describe({ pid, name }: Process): string {
  const words = read(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  return `pid ${pid} ${(words || name).slice(0, LONGEST_WORDS)}`;
}

function read(path: string, encoding: 'latin1' | 'utf8' = 'latin1'): string {
  try {
    return readFileSync(path, encoding);
  } catch {
    return '';
  }
}
