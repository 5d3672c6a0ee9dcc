import { describe, expect, it } from 'vitest';
import * as list from './session-list.ts';
import { sessionRow } from './session-row.testing.ts';

const NOW = 1_000;
const never = () => false;
const always = () => true;
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => Number(id.slice(4)));
const told = (upserted: readonly ReturnType<typeof sessionRow>[], removed: readonly number[] = []) =>
  list.changesOf([{ upserted, removed: removed.map((number) => sessionRow(number).id) }]);
const apply = (state: list.SessionListState, ...args: Parameters<typeof told>) =>
  list.changesArrived(state, told(...args), never, NOW);

const whole = list.listOf('STARTED', [sessionRow(2, { pinned: true })], {
  rows: [sessionRow(5), sessionRow(3), sessionRow(1)],
  cursor: undefined,
});
const firstPage = list.listOf('STARTED', [], { rows: [sessionRow(9), sessionRow(8), sessionRow(6)], cursor: 'c6' });

describe('the list', () => {
  it('puts a new session where its registration wants it', () => {
    expect(ids(apply(whole, [sessionRow(4)]).rows)).toEqual([5, 4, 3, 1]);
    expect(ids(apply(whole, [sessionRow(7), sessionRow(0)]).rows)).toEqual([7, 5, 3, 1, 0]);
  });

  it('renews a session in its place', () => {
    const next = apply(whole, [sessionRow(3, { name: 'Renamed' })]);
    expect(ids(next.rows)).toEqual([5, 3, 1]);
    expect(next.rows[1]?.name).toBe('Renamed');
    expect(next.byId.get('app_0003')?.name).toBe('Renamed');
  });

  it('leaves every other row as it was, so that nothing else is drawn again', () => {
    const next = apply(whole, [sessionRow(3, { name: 'Renamed' })]);
    expect(next.rows[0]).toBe(whole.rows[0]);
    expect(next.rows[2]).toBe(whole.rows[2]);
    expect(next.pinned).toEqual(whole.pinned);
  });

  it('takes away what no longer matches, and ignores what it never had', () => {
    expect(ids(apply(whole, [], [3, 99]).rows)).toEqual([5, 1]);
    expect(ids(apply(whole, [], [2]).pinned)).toEqual([]);
  });

  it('moves a session that was pinned on top, and back when it is unpinned', () => {
    const pinned = apply(whole, [sessionRow(3, { pinned: true })]);
    expect([ids(pinned.pinned), ids(pinned.rows)]).toEqual([
      [3, 2],
      [5, 1],
    ]);
    const back = apply(pinned, [sessionRow(3), sessionRow(2)]);
    expect([ids(back.pinned), ids(back.rows)]).toEqual([[], [5, 3, 2, 1]]);
  });

  it('orders by attention, the newest first among equals', () => {
    const urgent = list.listOf('ATTENTION', [], {
      rows: [sessionRow(1, { attentionRank: 5 }), sessionRow(4)],
      cursor: undefined,
    });
    const next = apply(urgent, [
      sessionRow(3, { attentionRank: 5 }),
      sessionRow(1, { attentionRank: 0 }),
      sessionRow(2),
    ]);
    expect(ids(next.rows)).toEqual([3, 4, 2, 1]);
  });

  it('lets the last of several messages count', () => {
    const changes = list.changesOf([
      { upserted: [sessionRow(4)], removed: ['app_0005'] },
      { upserted: [sessionRow(5)], removed: ['app_0004', 'app_0001'] },
    ]);
    expect(ids(list.changesArrived(whole, changes, never, NOW).rows)).toEqual([5, 3]);
  });
});

describe('paging', () => {
  it('shows nothing from beyond what is loaded', () => {
    expect(ids(apply(firstPage, [sessionRow(2), sessionRow(7)]).rows)).toEqual([9, 8, 7, 6]);
  });

  it('adds the next page below', () => {
    const next = list.pageArrived(list.pageAsked(firstPage), {
      rows: [sessionRow(5), sessionRow(2)],
      cursor: undefined,
    });
    expect(ids(next.rows)).toEqual([9, 8, 6, 5, 2]);
    expect(next.cursor).toBeUndefined();
    expect(ids(apply(next, [sessionRow(1)]).rows)).toEqual([9, 8, 6, 5, 2, 1]);
  });

  it('believes the watch over an older page', () => {
    const asked = list.pageAsked(firstPage);
    const meanwhile = apply(asked, [sessionRow(4, { name: 'Newer' }), sessionRow(3)], [5]);
    const next = list.pageArrived(meanwhile, { rows: [sessionRow(5), sessionRow(4), sessionRow(2)], cursor: 'c2' });
    expect(ids(next.rows)).toEqual([9, 8, 6, 4, 3, 2]);
    expect(next.byId.get('app_0004')?.name).toBe('Newer');
  });

  it('forgets what it noted when the page does not come', () => {
    const failed = list.pageFailed(apply(list.pageAsked(firstPage), [], [5]));
    const next = list.pageArrived(list.pageAsked(failed), { rows: [sessionRow(5)], cursor: undefined });
    expect(ids(next.rows)).toEqual([9, 8, 6, 5]);
  });
});

describe('rows that left', () => {
  const left = list.changesArrived(whole, told([], [3]), always, NOW);

  it('stay in their place where they are kept', () => {
    expect(ids(left.rows)).toEqual([5, 3, 1]);
    expect([...left.departed]).toEqual([['app_0003', NOW]]);
  });

  it('keep the time they left when they are named again', () => {
    expect(list.changesArrived(left, told([], [3]), always, NOW + 5).departed.get('app_0003')).toBe(NOW);
  });

  it('tell what became of them without moving', () => {
    const next = list.valuesArrived(left, [sessionRow(3, { lifecycle: 'ENDED', pinned: true, attentionRank: 9 })]);
    expect(ids(next.rows)).toEqual([5, 3, 1]);
    expect(next.rows[1]?.lifecycle).toBe('ENDED');
  });

  it('go when they had their time', () => {
    expect(list.departedLeft(left, (_row, sinceMs) => NOW + 1 - sinceMs < 10).rows).toBe(left.rows);
    const next = list.departedLeft(left, never);
    expect([ids(next.rows), next.departed.size, next.byId.has('app_0003')]).toEqual([[5, 1], 0, false]);
  });

  it('are in the list again when they match again', () => {
    const next = apply(left, [sessionRow(3)]);
    expect([ids(next.rows), next.departed.size]).toEqual([[5, 3, 1], 0]);
  });

  it('stay kept when an older page still names them', () => {
    const gone = list.changesArrived(list.pageAsked(firstPage), told([], [8]), always, NOW);
    const next = list.pageArrived(gone, { rows: [sessionRow(5), sessionRow(8)], cursor: undefined });
    expect([ids(next.rows), next.departed.has('app_0008')]).toEqual([[9, 8, 6, 5], true]);
  });
});
