import { expect, it } from 'vitest';
import { type Task, type TaskTimeline, outermostRunning, taskTimeline } from './task-timeline.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString();
const task = (id: string, from: number, to: number | null, parentId: string | null = null): Task => ({
  id,
  parentId,
  name: id,
  state: to === null ? 'RUNNING' : 'SUCCEEDED',
  progress: null,
  message: null,
  error: null,
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
});
const barsOf = ({ lines }: TaskTimeline) => lines.filter((line) => line.kind === 'TASK');
const untilMs = Date.parse(at(100));

it('puts the newest on top and the parts of a task below it, in the order they began', () => {
  const timeline = taskTimeline(
    [task('c', 60, null), task('b2', 40, 50, 'b'), task('b1', 30, 40, 'b'), task('b', 20, 60), task('a', 0, 20)],
    untilMs,
  );
  expect(barsOf(timeline).map(({ task: { id }, depth }) => [id, depth])).toEqual([
    ['c', 0],
    ['b', 0],
    ['b1', 1],
    ['b2', 1],
    ['a', 0],
  ]);
});

it('places each bar on one axis, an open one up to now', () => {
  const timeline = taskTimeline([task('open', 50, null), task('done', 0, 25)], untilMs);
  expect([timeline.fromMs, timeline.toMs]).toEqual([Date.parse(at(0)), untilMs]);
  expect(barsOf(timeline).map(({ from, length, durationMs }) => [from, length, durationMs])).toEqual([
    [0.5, 0.5, 50_000],
    [0, 0.25, 25_000],
  ]);
});

it('lets a task stand for itself when its parent is too old to be told', () => {
  expect(taskTimeline([task('b', 1, 2, 'gone')], untilMs).lines[0]?.depth).toBe(0);
});

it('has an axis even where nothing took any time', () => {
  const timeline = taskTimeline([task('a', 100, null)], untilMs);
  expect(timeline.toMs - timeline.fromMs).toBe(1_000);
  expect(timeline.lines[0]).toMatchObject({ from: 0, length: 0 });
  expect(taskTimeline([], untilMs).lines).toEqual([]);
});

/** `name`, or `+ 3` for a fold of three. */
const outline = ({ lines }: TaskTimeline) =>
  lines.map((line) => (line.kind === 'TASK' ? line.task.id : `+ ${line.count}`));
const many = (name: string, count: number, parentId: string | null = null) =>
  Array.from({ length: count }, (_none, index) => task(`${name}${index}`, index, index + 1, parentId));

it('never hides what runs, however much has finished after it', () => {
  const tasks = [...many('done', 20), task('outer', 0, null), task('inner', 1, null, 'outer')];
  expect(outline(taskTimeline(tasks, untilMs))).toEqual([
    ...['done19', 'done18', 'done17', 'done16', 'done15', 'done14'],
    ...['outer', 'inner', '+ 14'],
  ]);
});

it('folds the finished parts of a task but the newest few, and shows them when asked', () => {
  const tasks = [task('outer', 0, null), ...many('part', 9, 'outer'), task('inner', 0, null, 'outer')];
  expect(outline(taskTimeline(tasks, untilMs))).toEqual(['outer', '+ 6', 'inner', 'part6', 'part7', 'part8']);
  expect(outline(taskTimeline(tasks, untilMs, new Set(['outer']))).length).toBe(11);
  expect(outline(taskTimeline(many('done', 7), untilMs)).length).toBe(7);
});

it('says how many of the folded ones failed', () => {
  const tasks = many('done', 10).map((one, index): Task => (index < 2 ? { ...one, state: 'FAILED' } : one));
  expect(taskTimeline(tasks, untilMs).lines.at(-1)).toMatchObject({ count: 4, failed: 2 });
});

it('names the outermost of the tasks that run', () => {
  const tasks = [task('over', 0, 5), task('a', 0, null, 'over'), task('b', 1, null, 'a'), task('c', 2, null, 'b')];
  expect(outermostRunning(tasks, 'c')?.id).toBe('a');
  expect(outermostRunning(tasks, 'unknown')).toBeUndefined();
});
