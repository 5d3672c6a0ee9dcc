import { expect, it } from 'vitest';
import type { SessionOrder } from '$lib/generated/graphql.ts';
import { KnownSessions, changesOf } from './known-sessions.ts';
import type { SessionRow } from './session-row.ts';
import { sessionRow } from './session-row.testing.ts';

const count = 10_000;
/** More than enough to find a place by halving, and less than a thousandth of the list. */
const looksAChange = 5 * Math.ceil(Math.log2(count));

/** A row that tells whenever anybody looks at it. */
function watched(row: SessionRow, onLook: () => void): SessionRow {
  return new Proxy(row, {
    get: (target, name, receiver) => {
      onLook();
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

/** Applies changes to a list of thousands, and answers how often its other rows were looked at. */
function looksAtOthers(order: SessionOrder, change: (known: KnownSessions) => void): number {
  let looks = 0;
  const rows = Array.from({ length: count }, (_, index) =>
    watched(sessionRow(2 * (count - index)), () => (looks += 1)),
  );
  const known = new KnownSessions(order, [], { rows, cursor: undefined });
  looks = 0;
  change(known);
  return looks;
}

const apply = (known: KnownSessions, upserted: readonly SessionRow[], removed: readonly string[] = []) =>
  known.changesArrived(changesOf([{ upserted, removed }]), () => false, 0);
const numbers = [20, 4_444, 10_000, 15_554, 19_998];

it.each<[string, (known: KnownSessions) => void]>([
  [
    'a newer word on some',
    (known) =>
      apply(
        known,
        numbers.map((number) => sessionRow(number, { name: 'Renamed' })),
      ),
  ],
  [
    'some that are new',
    (known) =>
      apply(
        known,
        numbers.map((number) => sessionRow(number + 1)),
      ),
  ],
  [
    'some that go',
    (known) =>
      apply(
        known,
        [],
        numbers.map((number) => sessionRow(number).id),
      ),
  ],
  [
    'some that are pinned',
    (known) =>
      apply(
        known,
        numbers.map((number) => sessionRow(number, { pinned: true })),
      ),
  ],
  ['times of some', (known) => known.valuesArrived(numbers.map((number) => sessionRow(number)))],
  [
    'places asked for',
    (known) => {
      for (const number of numbers) known.indexOf(sessionRow(number).id);
    },
  ],
])('costs what it touches, not what there is: %s', (_what, change) => {
  expect(looksAtOthers('STARTED', change)).toBeLessThan(numbers.length * looksAChange);
});

it('looks at few others where rows change their places', () => {
  const looks = looksAtOthers('ATTENTION', (known) =>
    apply(
      known,
      numbers.map((number) => sessionRow(number, { attentionRank: number % 7 })),
    ),
  );
  expect(looks).toBeLessThan(numbers.length * 3 * looksAChange);
});

it('looks at nobody for what is beyond the rows that are loaded', () => {
  let looks = 0;
  const rows = [sessionRow(9), sessionRow(8)].map((row) => watched(row, () => (looks += 1)));
  const known = new KnownSessions('STARTED', [], { rows, cursor: 'c8' });
  looks = 0;
  apply(known, [sessionRow(3), sessionRow(2)], [sessionRow(1).id]);
  expect(looks).toBe(0);
});
