import { expect, it } from 'vitest';
import type { ChangePageFragment } from '$lib/generated/graphql.ts';
import { changeLines, runWords } from './change-runs.ts';
import { changeWords } from './change-words.ts';
import { type Change, earlierArrived, newestArrived } from './changes.ts';

const change = (number: number, changes: Partial<Change> = {}): Change => ({
  id: `record_${number}`,
  at: '2026-01-01T00:00:00.000Z',
  action: 'SESSION_UPDATED',
  origin: null,
  note: null,
  after: {},
  actor: { kind: 'KEY', id: 'k', name: 'key k' },
  ...changes,
});
const page = (numbers: readonly number[], next: string | null = null): ChangePageFragment => ({
  edges: numbers.map((number) => ({ cursor: String(number), node: change(number) })),
  pageInfo: { hasNextPage: next !== null, endCursor: next },
});
const numbers = (history: { readonly changes: readonly Change[] }) =>
  history.changes.map(({ id }) => Number(id.slice(7)));

it('keeps the earlier ones that were read when the newest come again', () => {
  const read = earlierArrived(newestArrived(undefined, page([6, 5, 4], '4')), page([3, 2], '2'));
  const next = newestArrived(read, page([7, 6, 5], '5'));
  expect([numbers(next), next.cursor]).toEqual([[7, 6, 5, 4, 3, 2], '2']);
});

it('begins anew when something could be missing between', () => {
  const next = newestArrived(newestArrived(undefined, page([3, 2, 1])), page([9, 8, 7], '7'));
  expect([numbers(next), next.cursor]).toEqual([[9, 8, 7], '7']);
});

it('tells each once, and when there are no earlier ones', () => {
  const next = earlierArrived(newestArrived(undefined, page([4, 3], '3')), page([3, 2, 1]));
  expect([numbers(next), next.cursor]).toEqual([[4, 3, 2, 1], undefined]);
});

it.each([
  [
    { action: 'KILL_REQUESTED', actor: { kind: 'PERSON', id: 'person_1', name: 'Ada' }, note: 'stuck' },
    ['Ada', 'killed it', 'stuck'],
  ],
  [
    { action: 'SESSION_QUIET', actor: { kind: 'SYSTEM', id: null, name: 'system' } },
    [undefined, 'its connection is gone', undefined],
  ],
  [
    { action: 'SESSION_ENDED', actor: { kind: 'SYSTEM', id: null, name: 'system' } },
    ['Rollcall', 'ended it', undefined],
  ],
  [
    { action: 'TASK_STARTED', after: { taskId: 't', name: 'Loading data', state: 'RUNNING' } },
    ['its app', 'started “Loading data”', undefined],
  ],
  [{ action: 'TASK_FINISHED' }, ['its app', 'finished a task', undefined]],
] satisfies [Partial<Change>, (string | undefined)[]][])('says %j in words', (changes, [who, what, note]) => {
  expect(changeWords(change(1, changes))).toEqual({ who, what, note });
});

const started = (number: number) => change(number, { action: 'TASK_STARTED' });
const finished = (number: number) => change(number, { action: 'TASK_FINISHED' });

it('folds a run of an app’s own steps, and nothing that a person did', () => {
  const killed = change(5, { action: 'KILL_REQUESTED', actor: { kind: 'PERSON', id: 'person_1', name: 'Ada' } });
  const lines = changeLines([finished(9), started(8), started(7), change(6), killed, finished(4), started(3)]);
  expect(lines.map((line) => (line.kind === 'RUN' ? line.changes.length : line.change.id))).toEqual([
    4,
    'record_5',
    'record_4',
    'record_3',
  ]);
  expect(lines[0]).toMatchObject({ id: 'record_6' });
});

it('keeps a step that says something in words of its own', () => {
  const failed = change(2, { action: 'TASK_FINISHED', note: 'disk full' });
  expect(changeLines([started(4), started(3), failed, started(1)]).every(({ kind }) => kind === 'ONE')).toBe(true);
});

it.each([
  [[started(1), finished(2)], 'started and finished a task'],
  [[started(1), finished(2), started(3), finished(4)], 'started and finished 2 tasks'],
  [[started(1), started(2), finished(3), change(4)], 'started 2 tasks, finished one, changed it'],
  [[finished(1), change(2), change(3)], 'finished a task, changed it 2 times'],
] satisfies [Change[], string][])('says a run in words: %#', (changes, words) => {
  expect(runWords(changes)).toBe(words);
});
