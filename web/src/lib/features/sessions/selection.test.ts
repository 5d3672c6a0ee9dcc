import { beforeEach, expect, it } from 'vitest';
import { SELECTED_MOST, Selection } from './selection.svelte.ts';
import { placesOf, sessionRow } from './session-row.testing.ts';

const rows = [5, 4, 3, 2, 1].map((number) => sessionRow(number));
const id = (number: number) => sessionRow(number).id;
let selection: Selection;
const picked = () => selection.of(placesOf(rows)).map((row) => Number(row.id.slice(4)));

beforeEach(() => {
  selection = new Selection();
});

it('picks and lets go of single rows', () => {
  selection.toggle(id(4));
  selection.toggle(id(2));
  expect(picked()).toEqual([4, 2]);
  selection.toggle(id(4));
  expect(picked()).toEqual([2]);
});

it('picks everything between the last one touched and another, in both directions', () => {
  selection.toggle(id(3));
  selection.extend(id(1), rows);
  expect(picked()).toEqual([3, 2, 1]);
  selection.extend(id(5), rows);
  expect(picked()).toEqual([5, 4, 3, 2, 1]);
});

it('begins a range where there was none', () => {
  selection.extend(id(4), rows);
  selection.extend(id(3), rows);
  expect(picked()).toEqual([4, 3]);
});

it('picks all, and none when all are picked', () => {
  selection.toggleAll(rows);
  expect(selection.size).toBe(5);
  selection.toggleAll(rows);
  expect(selection.size).toBe(0);
});

it('names no more than one kill may', () => {
  selection.toggleAll(Array.from({ length: SELECTED_MOST + 5 }, (_, number) => sessionRow(number)));
  expect(selection.size).toBe(SELECTED_MOST);
});

it('lets go of what is gone', () => {
  selection.toggleAll(rows);
  selection.keepOnly((one) => one !== id(3));
  expect(picked()).toEqual([5, 4, 2, 1]);
});
