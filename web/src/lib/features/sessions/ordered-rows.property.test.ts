import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SessionOrder } from '$lib/generated/graphql.ts';
import { OrderedRows } from './ordered-rows.ts';
import { type SessionRow, compareKeys, orderKey } from './session-row.ts';
import { sessionRow } from './session-row.testing.ts';

const row = fc
  .record({ number: fc.integer({ min: 0, max: 60 }), rank: fc.integer({ min: 0, max: 3 }) })
  .map(({ number, rank }) => sessionRow(number, { attentionRank: rank }));
const batch = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 40 });

it('is as if all of it were sorted anew, whatever comes, goes and moves', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<SessionOrder>('STARTED', 'ATTENTION'),
      fc.array(fc.record({ batch, isGoing: fc.func(fc.boolean()) }), { maxLength: 12 }),
      (order, batches) => {
        const byOrder = (left: SessionRow, right: SessionRow) =>
          compareKeys(orderKey(left, order), orderKey(right, order));
        const ordered = new OrderedRows(order, []);
        const expected = new Map<string, SessionRow>();
        for (const { batch, isGoing } of batches) {
          const leaving = batch.map(({ id }) => expected.get(id)).filter((known) => known !== undefined);
          const arriving = batch.filter(({ id }) => !isGoing(id));
          ordered.change(leaving, arriving);
          for (const { id } of leaving) expected.delete(id);
          for (const next of arriving) expected.set(next.id, next);
          const sorted = [...expected.values()].sort(byOrder);
          expect([...ordered.values()]).toEqual(sorted);
          expect(sorted.map((one) => ordered.indexOf(one))).toEqual(sorted.map((_, index) => index));
        }
      },
    ),
    { numRuns: 300 },
  );
});
