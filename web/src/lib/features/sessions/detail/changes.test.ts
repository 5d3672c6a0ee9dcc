import { expect, it } from 'vitest';
import type { ChangePageFragment } from '$lib/generated/graphql.ts';
import { changeWords } from './change-words.ts';
import { type Change, earlierArrived, newestArrived } from './changes.ts';

const change = (number: number, changes: Partial<Change> = {}): Change => ({
  id: `record_${number}`,
  at: '2026-01-01T00:00:00.000Z',
  action: 'SESSION_UPDATED',
  origin: null,
  note: null,
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
    { action: 'KILL_REQUESTED', actor: { kind: 'ADMIN', id: null, name: 'admin' }, note: 'stuck' },
    ['admin', 'killed it', 'stuck'],
  ],
  [
    { action: 'SESSION_QUIET', actor: { kind: 'SYSTEM', id: null, name: 'system' } },
    [undefined, 'its connection is gone', undefined],
  ],
  [
    { action: 'SESSION_ENDED', actor: { kind: 'SYSTEM', id: null, name: 'system' } },
    ['Rollcall', 'ended it', undefined],
  ],
] satisfies [Partial<Change>, (string | undefined)[]][])('says %j in words', (changes, [who, what, note]) => {
  expect(changeWords(change(1, changes))).toEqual({ who, what, note });
});
