import { expect, test } from 'vitest';
import { createHandDrivenPlatform, turn } from './platform.testing.ts';
import { TaskReport } from './task-report.ts';
import type { Tell, Told } from './tell.ts';

/** What a report told, in lines, and the answers it gets. */
function createReport() {
  const lines: string[] = [];
  const names = new Map<unknown, string>();
  const answer: { told: Told; waits: Promise<void> | undefined } = { told: 'TOLD', waits: undefined };
  const tell: Tell = async (_document, input) => {
    const { name, taskId, parentId, progress, outcome } = { ...input } as Partial<Record<string, string | number>>;
    if (typeof name === 'string') names.set(taskId, name);
    const what = [name === undefined ? names.get(taskId) : `+${name}`, names.get(parentId), progress, outcome];
    lines.push(what.filter((part) => part !== undefined).join(' '));
    const { told } = answer;
    await answer.waits;
    return told;
  };
  const { platform, advance } = createHandDrivenPlatform();
  const report = new TaskReport({ platform, tell, onAdvance: () => undefined });
  return { report, lines, answer, advance };
}

test('tells a parent before its children, and siblings side by side', async () => {
  const { report, lines } = createReport();
  const parent = report.start('parent', undefined);
  report.start('left', parent);
  report.start('right', parent);
  report.resume('app_1');
  expect(lines).toEqual(['+parent']);
  await turn();
  expect(lines).toEqual(['+parent', '+left parent', '+right parent']);
});

test('hangs a child on the nearest task the server took', async () => {
  const { report, lines, answer } = createReport();
  report.resume('app_1');
  const top = report.start('top', undefined);
  await turn();
  answer.told = 'REFUSED';
  const refused = report.start('refused', top);
  await turn();
  answer.told = 'TOLD';
  report.start('child', refused);
  await turn();
  expect(lines).toEqual(['+top', '+refused top', '+child top']);
});

test('tells later what could not be told, and nothing twice that was', async () => {
  const { report, lines, answer } = createReport();
  report.resume('app_1');
  answer.told = 'LATER';
  const record = report.start('task', undefined);
  await turn();
  report.pause();
  record.finish('SUCCEEDED', null);
  report.advance(record);
  answer.told = 'TOLD';
  report.resume('app_1');
  await turn();
  report.resume('app_1');
  await turn();
  expect(lines).toEqual(['+task', '+task', 'task SUCCEEDED']);
  expect(report.isTold).toBe(true);
});

test('tells progress that has to wait when its time comes', async () => {
  const { report, lines, advance } = createReport();
  report.resume('app_1');
  const record = report.start('task', undefined);
  await turn();
  for (const fraction of [0.1, 0.2, 0.3]) {
    record.progress(fraction, null);
    report.advance(record);
    await turn();
  }
  await advance(1_000);
  expect(lines).toEqual(['+task', 'task 0.1', 'task 0.3']);
});

test('forgets the oldest finished tasks beyond a thousand, and never one that runs', async () => {
  const { report, lines } = createReport();
  report.start('running', undefined);
  for (let number = 1; number <= 1_200; number += 1)
    report.start(`task ${number}`, undefined).finish('SUCCEEDED', null);
  report.resume('app_1');
  await turn();
  const started = lines.filter((line) => line.startsWith('+'));
  expect(started).toHaveLength(1_000);
  expect(started.slice(0, 2)).toEqual(['+running', '+task 202']);
});

test('an answer about an earlier registration settles nothing', async () => {
  const { report, lines, answer } = createReport();
  report.resume('app_1');
  let release = (): void => undefined;
  answer.waits = new Promise((resolve) => (release = resolve));
  report.start('task', undefined);
  report.restart();
  answer.waits = undefined;
  report.resume('app_2');
  release();
  await turn();
  expect(lines).toEqual(['+task', '+task']);
});
