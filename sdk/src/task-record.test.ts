import { expect, test } from 'vitest';
import { type TaskNews, TaskRecord } from './task-record.ts';

function startedTask(): TaskRecord {
  const record = new TaskRecord('t1', 'Counting', undefined);
  record.told({ kind: 'START' }, 0);
  return record;
}

/** Tells what there is to tell, as if every answer came at once. */
function tell(record: TaskRecord, nowMs: number): TaskNews | undefined {
  const news = record.next(nowMs);
  if (news !== undefined) record.told(news, nowMs);
  return news;
}

test('tells start, then progress, then the finish', () => {
  const record = new TaskRecord('t1', 'Counting', undefined);
  record.progress(0.5, 'half');
  record.finish('SUCCEEDED', null);
  const told = [tell(record, 0), tell(record, 0), tell(record, 0), tell(record, 0)];
  expect(told.map((news) => news?.kind)).toEqual(['START', 'PROGRESS', 'FINISH', undefined]);
  expect(record.isSettled).toBe(true);
});

test('tells progress at most four times in any second, the last one included', () => {
  const record = startedTask();
  const toldAtMs: number[] = [];
  for (let nowMs = 0; nowMs <= 3_000; nowMs += 10) {
    record.progress(nowMs / 3_000, null);
    if (nowMs === 2_990) record.finish('SUCCEEDED', null);
    if (tell(record, nowMs)?.kind === 'PROGRESS') toldAtMs.push(nowMs);
  }
  expect(toldAtMs.at(-1)).toBe(2_990);
  for (const fromMs of toldAtMs) {
    expect(toldAtMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + 1_000).length).toBeLessThanOrEqual(4);
  }
});

test('tells the latest progress when its time comes, and says how long that is', () => {
  const record = startedTask();
  record.progress(0.1, 'first');
  tell(record, 0);
  record.progress(0.2, 'skipped');
  record.progress(0.3, 'latest');
  expect(record.next(100)).toBeUndefined();
  const waitMs = record.waitMs(100) ?? 0;
  expect(record.next(100 + waitMs)).toMatchObject({ fraction: 0.3, message: 'latest' });
});

test('tells again what was replaced while it was on its way', () => {
  const record = startedTask();
  record.progress(0.1, null);
  const onItsWay = record.next(0);
  record.progress(0.2, null);
  if (onItsWay !== undefined) record.told(onItsWay, 0);
  expect(record.next(1_000)).toMatchObject({ fraction: 0.2 });
});

test('takes neither progress nor a second outcome after it has finished', () => {
  const record = startedTask();
  record.finish('FAILED', 'The disk is full');
  record.finish('SUCCEEDED', null);
  record.progress(1, null);
  expect(tell(record, 0)).toEqual({ kind: 'FINISH', outcome: 'FAILED', error: 'The disk is full' });
  expect(record.next(0)).toBeUndefined();
});

test('starts over under a new id, with its latest progress', () => {
  const record = startedTask();
  record.progress(0.4, 'rendering');
  tell(record, 0);
  record.restart('t2');
  expect(record.id).toBe('t2');
  expect(tell(record, 1_000)).toEqual({ kind: 'START' });
  expect(tell(record, 1_000)).toMatchObject({ fraction: 0.4, message: 'rendering' });
});

test('keeps the last message until there is another', () => {
  const record = startedTask();
  record.progress(0.1, 'rendering');
  record.progress(0.2, null);
  expect(tell(record, 0)).toEqual({ kind: 'PROGRESS', fraction: 0.2, message: 'rendering' });
  record.progress(0.3, 'saving');
  expect(tell(record, 1_000)).toEqual({ kind: 'PROGRESS', fraction: 0.3, message: 'saving' });
});
