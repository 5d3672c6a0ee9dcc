import type { SessionDetailFragment } from '$lib/generated/graphql.ts';

export type Task = SessionDetailFragment['tasks'][number];

/** One task on the time line; places are parts of its whole length, 0 to 1. */
export interface TaskBar {
  readonly kind: 'TASK';
  readonly task: Task;
  readonly depth: number;
  readonly from: number;
  readonly length: number;
  readonly durationMs: number;
}

/** Finished tasks of one parent that are not shown, in one line. */
export interface TaskFold {
  readonly kind: 'FOLD';
  /** What they are unfolded by: their parent's id; empty for those that have none. */
  readonly key: string;
  readonly depth: number;
  readonly count: number;
  readonly failed: number;
}

export interface TaskTimeline {
  readonly lines: readonly (TaskBar | TaskFold)[];
  readonly fromMs: number;
  readonly toMs: number;
}

const SHORTEST_MS = 1_000;
const FEW_ROOTS = 6;
const FEW_PARTS = 3;

/**
 * Tasks as bars over one axis: the newest on top, each one's own tasks below it in the order they began. What runs, and
 * what it is a part of, is always there; of what is finished, the newest few of each parent, and all of those
 * `unfolded`. `untilMs` is where time has got to: now, or the session's end.
 */
export function taskTimeline(
  tasks: readonly Task[],
  untilMs: number,
  unfolded: ReadonlySet<string> = new Set(),
): TaskTimeline {
  const { roots, parts } = treeOf(tasks);
  const kept = runningAndAbove(tasks);
  const lines: ({ readonly task: Task; readonly depth: number } | TaskFold)[] = [];
  /** `oldestFirst`, less the oldest of the finished ones, and how many of those fail. */
  const add = (key: string, oldestFirst: readonly Task[], depth: number): void => {
    const finished = oldestFirst.filter(({ id }) => !kept.has(id));
    const few = depth === 0 ? FEW_ROOTS : FEW_PARTS;
    // One line in place of one task would hide it for nothing.
    const spare = unfolded.has(key) || finished.length <= few + 1 ? 0 : finished.length - few;
    const hidden = new Set(finished.slice(0, spare));
    const failed = [...hidden].filter(({ state }) => state === 'FAILED').length;
    const fold: TaskFold[] = spare === 0 ? [] : [{ kind: 'FOLD', key, depth, count: spare, failed }];
    const shown = oldestFirst.filter((task) => !hidden.has(task));
    if (depth > 0) lines.push(...fold);
    for (const task of depth === 0 ? shown.reverse() : shown) {
      lines.push({ task, depth });
      add(task.id, parts.get(task.id) ?? [], depth + 1);
    }
    if (depth === 0) lines.push(...fold);
  };
  add('', roots, 0);

  const starts = lines.flatMap((line) => ('task' in line ? [Date.parse(line.task.startedAt)] : []));
  const fromMs = Math.min(untilMs, ...starts);
  const toMs = Math.max(untilMs, fromMs + SHORTEST_MS);
  const bar = (task: Task, depth: number): TaskBar => {
    const startMs = Date.parse(task.startedAt);
    const endMs = task.endedAt === null ? untilMs : Date.parse(task.endedAt);
    const durationMs = Math.max(0, endMs - startMs);
    const wholeMs = toMs - fromMs;
    return { kind: 'TASK', task, depth, from: (startMs - fromMs) / wholeMs, length: durationMs / wholeMs, durationMs };
  };
  return { lines: lines.map((line) => ('task' in line ? bar(line.task, line.depth) : line)), fromMs, toMs };
}

/** The outermost running task that the given one is a part of: what a person would say is being done. */
export function outermostRunning(tasks: readonly Task[], id: string): Task | undefined {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const seen = new Set<string>();
  let outermost: Task | undefined;
  for (let task = byId.get(id); task !== undefined && !seen.has(task.id); task = byId.get(task.parentId ?? '')) {
    seen.add(task.id);
    if (task.state === 'RUNNING') outermost = task;
  }
  return outermost;
}

/** Oldest first, each one's parts by its id. One whose parent is too old to be among them stands for itself. */
function treeOf(tasks: readonly Task[]): { readonly roots: readonly Task[]; readonly parts: Map<string, Task[]> } {
  const ids = new Set(tasks.map(({ id }) => id));
  const byStart = [...tasks].sort((left, right) => Date.parse(left.startedAt) - Date.parse(right.startedAt));
  const roots: Task[] = [];
  const parts = new Map<string, Task[]>();
  for (const task of byStart) {
    const { parentId } = task;
    if (parentId === null || !ids.has(parentId)) roots.push(task);
    else parts.set(parentId, [...(parts.get(parentId) ?? []), task]);
  }
  return { roots, parts };
}

function runningAndAbove(tasks: readonly Task[]): ReadonlySet<string> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const kept = new Set<string>();
  for (const running of tasks.filter(({ state }) => state === 'RUNNING')) {
    let task: Task | undefined = running;
    while (task !== undefined && !kept.has(task.id)) {
      kept.add(task.id);
      task = byId.get(task.parentId ?? '');
    }
  }
  return kept;
}
