import { expect, it } from 'vitest';
import { type Task, taskTimeline } from './task-timeline.ts';

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
const untilMs = Date.parse(at(100));

it('puts the newest on top and the parts of a task below it, in the order they began', () => {
  const { bars } = taskTimeline(
    [task('c', 60, null), task('b2', 40, 50, 'b'), task('b1', 30, 40, 'b'), task('b', 20, 60), task('a', 0, 20)],
    untilMs,
  );
  expect(bars.map(({ task: { id }, depth }) => [id, depth])).toEqual([
    ['c', 0],
    ['b', 0],
    ['b1', 1],
    ['b2', 1],
    ['a', 0],
  ]);
});

it('places each bar on one axis, an open one up to now', () => {
  const { bars, fromMs, toMs } = taskTimeline([task('open', 50, null), task('done', 0, 25)], untilMs);
  expect([fromMs, toMs]).toEqual([Date.parse(at(0)), untilMs]);
  expect(bars.map(({ from, length, durationMs }) => [from, length, durationMs])).toEqual([
    [0.5, 0.5, 50_000],
    [0, 0.25, 25_000],
  ]);
});

it('lets a task stand for itself when its parent is too old to be told', () => {
  expect(taskTimeline([task('b', 1, 2, 'gone')], untilMs).bars[0]?.depth).toBe(0);
});

it('has an axis even where nothing took any time', () => {
  const { bars, fromMs, toMs } = taskTimeline([task('a', 100, null)], untilMs);
  expect(toMs - fromMs).toBe(1_000);
  expect(bars[0]).toMatchObject({ from: 0, length: 0 });
  expect(taskTimeline([], untilMs).bars).toEqual([]);
});
