import { expect, it } from 'vitest';
import { dayOf, endOfDay } from './expiry.ts';

it('ends with the chosen day of this place', () => {
  const end = endOfDay('2026-01-31', null);
  expect(end).toBe(new Date(2026, 0, 31, 23, 59, 59, 999).toISOString());
  expect(dayOf(end)).toBe('2026-01-31');
});

it('never ends without a day', () => {
  expect([endOfDay('', '2026-01-31T12:00:00.000Z'), dayOf(null)]).toEqual([null, '']);
});

it('keeps the moment of a day that was left as it was', () => {
  const known = '2026-01-31T12:00:00.000Z';
  expect(endOfDay(dayOf(known), known)).toBe(known);
});
