import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds, type IdPrefix } from './ids.ts';

const morning = Date.UTC(2026, 0, 1);
const orderOf = (id: string): string => id.slice(id.indexOf('_') + 1);

test('an id is its prefix and a ULID', () => {
  expect(createIds()('app', morning)).toMatch(/^app_[0-9A-HJKMNP-TV-Z]{26}$/);
});

test('ids made in one millisecond sort in the order in which they were made', () => {
  const createId = createIds();
  const ids = Array.from({ length: 1_000 }, () => createId('app', morning));
  expect(ids.toSorted()).toEqual(ids);
});

test('ids of every prefix sort behind earlier ones by the part after the underscore, whatever the wall clock does', () => {
  const prefixes: IdPrefix[] = ['app', 'agent', 'remote', 'screen', 'kill'];
  const moments = fc.array(fc.tuple(fc.constantFrom(...prefixes), fc.integer({ min: 1, max: 2 ** 47 })));
  fc.assert(
    fc.property(moments, (made) => {
      const createId = createIds();
      const orders = made.map(([prefix, nowMs]) => orderOf(createId(prefix, nowMs)));
      expect(orders.toSorted()).toEqual(orders);
      expect(new Set(orders).size).toBe(orders.length);
    }),
  );
});

test('ids go on behind those of an earlier run, even if the wall clock went back three hours', () => {
  const createId = createIds();
  const last = Array.from({ length: 10 }, () => createId('app', morning)).at(-1) ?? '';
  const next = createIds(last)('app', morning - 3 * 3_600_000);
  expect(next > last).toBe(true);
});

test('ids go on behind an earlier run that ran ahead of its own clock', () => {
  const createId = createIds();
  createId('app', morning + 3 * 3_600_000);
  const last = createId('remote', morning);
  expect(orderOf(createIds(last)('app', morning + 1)) > orderOf(last)).toBe(true);
});
