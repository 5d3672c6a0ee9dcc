import { expect, it } from 'vitest';
import { ScrollAnchor } from './scroll-anchor.ts';
import { placesOf, sessionRow } from './session-row.testing.ts';

const rowHeight = 36;
const fifty = Array.from({ length: 50 }, (_, number) => sessionRow(50 - number));
const rows = placesOf(fifty);
const withTwoNew = placesOf([sessionRow(52), sessionRow(51), ...fifty]);
const seen = (scrollTop: number) => ({ scrollTop, height: 360, rowHeight });

function shiftAfter(scrollTop: number, focused: number | undefined): number {
  const anchor = new ScrollAnchor();
  anchor.remember(rows, focused, seen(scrollTop));
  return anchor.shift(withTwoNew, rowHeight);
}

it('lets what is new come into view at the very top', () => {
  expect(shiftAfter(0, undefined)).toBe(0);
});

it('holds the first row in view in its place', () => {
  expect(shiftAfter(400, undefined)).toBe(2 * rowHeight);
});

it('holds the focused row in its place, even at the top', () => {
  expect(shiftAfter(0, 3)).toBe(2 * rowHeight);
});

it('does not care for a focused row out of view', () => {
  expect(shiftAfter(0, 40)).toBe(0);
});

it('holds nothing when its row is gone', () => {
  const anchor = new ScrollAnchor();
  anchor.remember(rows, undefined, seen(0));
  expect(anchor.shift(placesOf([]), rowHeight)).toBe(0);
});
