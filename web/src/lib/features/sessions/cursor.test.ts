import { beforeEach, expect, it } from 'vitest';
import { Cursor } from './cursor.svelte.ts';
import { placesOf, sessionRow } from './session-row.testing.ts';

let nowMs = 0;
let cursor: Cursor;
const three = [sessionRow(3), sessionRow(2), sessionRow(1)];
const rows = placesOf(three);

beforeEach(() => {
  nowMs = 10_000;
  cursor = new Cursor(() => nowMs);
});

function putOn(index: number): void {
  const row = rows.at(index);
  if (row !== undefined) cursor.put(row, index);
}

it('begins at the first row and stays within the list', () => {
  expect(cursor.target(rows, 1)).toBe(0);
  putOn(2);
  expect([cursor.target(rows, 1), cursor.target(rows, -1), cursor.target(rows, Number.NEGATIVE_INFINITY)]).toEqual([
    2, 1, 0,
  ]);
  expect(cursor.target(placesOf([]), 1)).toBeUndefined();
});

it('stays on its session when others come and go', () => {
  putOn(1);
  const more = placesOf([sessionRow(5), sessionRow(4), ...three]);
  cursor.follow(more);
  expect([cursor.id, cursor.target(more, 1)]).toEqual(['app_0002', 4]);
  expect(cursor.isSettled).toBe(true);
});

it('may act at once where the person put it', () => {
  putOn(1);
  expect(cursor.isSettled).toBe(true);
});

it('waits half a second after its session became something else', () => {
  putOn(1);
  cursor.follow(placesOf([sessionRow(3), sessionRow(2, { status: 'STALE' }), sessionRow(1)]));
  expect(cursor.isSettled).toBe(false);
  nowMs += 499;
  expect(cursor.isSettled).toBe(false);
  nowMs += 1;
  expect(cursor.isSettled).toBe(true);
});

it('does not wait for progress', () => {
  putOn(1);
  const currentTask = { id: 't', name: 'Work', progress: 0.5, message: null, startedAt: '2026-01-01T00:00:00.000Z' };
  cursor.follow(placesOf([sessionRow(3), sessionRow(2, { currentTask }), sessionRow(1)]));
  expect(cursor.isSettled).toBe(true);
});

it('is nowhere when the session that is open was taken away, and goes on from there', () => {
  putOn(1);
  const left = placesOf([sessionRow(3), sessionRow(1)]);
  cursor.follow(left, 'app_0002');
  expect(cursor.id).toBeUndefined();
  expect(cursor.target(left, 1)).toBe(1);
});

it('goes to the row that took the place of one that left, and waits', () => {
  putOn(1);
  cursor.follow(placesOf([sessionRow(3), sessionRow(1)]));
  expect([cursor.id, cursor.isSettled]).toEqual(['app_0001', false]);
  cursor.follow(placesOf([]));
  expect(cursor.id).toBeUndefined();
});
