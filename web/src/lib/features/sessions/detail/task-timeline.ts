import type { SessionDetailFragment } from '$lib/generated/graphql.ts';

export type Task = SessionDetailFragment['tasks'][number];

/** One task on the time line; places are parts of its whole length, 0 to 1. */
export interface TaskBar {
  readonly task: Task;
  readonly depth: number;
  readonly from: number;
  readonly length: number;
  readonly durationMs: number;
}

export interface TaskTimeline {
  readonly bars: readonly TaskBar[];
  readonly fromMs: number;
  readonly toMs: number;
}

const SHORTEST_MS = 1_000;

/**
 * Tasks as bars over one axis: the newest on top, each one's own tasks below it in the order they began. `untilMs` is
 * where time has got to: now, or the session's end.
 */
export function taskTimeline(tasks: readonly Task[], untilMs: number): TaskTimeline {
  const starts = tasks.map(({ startedAt }) => Date.parse(startedAt));
  const fromMs = Math.min(untilMs, ...starts);
  const toMs = Math.max(untilMs, fromMs + SHORTEST_MS);
  const ids = new Set(tasks.map(({ id }) => id));
  const byStart = [...tasks].sort((left, right) => Date.parse(left.startedAt) - Date.parse(right.startedAt));
  const children = new Map<string, Task[]>();
  const roots: Task[] = [];
  for (const task of byStart) {
    // One whose parent is too old to be among them stands for itself.
    if (task.parentId === null || !ids.has(task.parentId)) roots.unshift(task);
    else children.set(task.parentId, [...(children.get(task.parentId) ?? []), task]);
  }

  const bars: TaskBar[] = [];
  const add = (task: Task, depth: number): void => {
    const startMs = Date.parse(task.startedAt);
    const endMs = task.endedAt === null ? untilMs : Date.parse(task.endedAt);
    const durationMs = Math.max(0, endMs - startMs);
    const wholeMs = toMs - fromMs;
    bars.push({ task, depth, from: (startMs - fromMs) / wholeMs, length: durationMs / wholeMs, durationMs });
    for (const child of children.get(task.id) ?? []) add(child, depth + 1);
  };
  for (const root of roots) add(root, 0);
  return { bars, fromMs, toMs };
}
