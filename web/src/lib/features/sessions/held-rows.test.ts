import { beforeEach, expect, it } from 'vitest';
import { HeldRows } from './held-rows.ts';
import { KnownSessions, changesOf } from './known-sessions.ts';
import { sessionRow } from './session-row.testing.ts';

let known: KnownSessions;
let held: HeldRows;
const id = (number: number) => sessionRow(number).id;
const shown = (rows: HeldRows) => Array.from({ length: rows.length }, (_, index) => rows.at(index)?.id);

beforeEach(() => {
  known = new KnownSessions('ATTENTION', [], { rows: [5, 4, 3].map((number) => sessionRow(number)), cursor: 'c3' });
  held = new HeldRows(known, [5, 4, 3].map(id));
});

it('keeps every row in its place while what they say is as it is now', () => {
  const upserted = [sessionRow(3, { attentionRank: 9, name: 'Urgent' }), sessionRow(6)];
  known.changesArrived(changesOf([{ upserted, removed: [id(5)] }]), () => true, 0);
  expect(shown(held)).toEqual([5, 4, 3].map(id));
  expect(held.at(2)?.name).toBe('Urgent');
  expect([held.indexOf(id(3)), held.indexOf(id(6)), held.at(-1), held.at(3)]).toEqual([2, -1, undefined, undefined]);
});

it('goes on with the next page, each row once', () => {
  const rows = [sessionRow(3), sessionRow(2)];
  known.pageArrived({ rows, cursor: undefined });
  expect(shown(held.followedBy(rows))).toEqual([5, 4, 3, 2].map(id));
});

it('leaves out what another reading does not know', () => {
  const anew = new KnownSessions('ATTENTION', [], { rows: [sessionRow(5), sessionRow(3)], cursor: undefined });
  expect(shown(held.on(anew))).toEqual([5, 3].map(id));
  expect(held.on(anew).has(id(4))).toBe(false);
});
