import { beforeEach, describe, expect, it } from 'vitest';
import { KnownSessions, changesOf } from './known-sessions.ts';
import type { SessionRow } from './session-row.ts';
import { sessionRow } from './session-row.testing.ts';

const NOW = 1_000;
const never = () => false;
const always = () => true;
const ids = (rows: Iterable<SessionRow>) => [...rows].map(({ id }) => Number(id.slice(4)));
const told = (upserted: readonly SessionRow[], removed: readonly number[] = []) =>
  changesOf([{ upserted, removed: removed.map((number) => sessionRow(number).id) }]);
const apply = (known: KnownSessions, ...args: Parameters<typeof told>) => {
  known.changesArrived(told(...args), never, NOW);
  return known;
};

let whole: KnownSessions;
let firstPage: KnownSessions;

beforeEach(() => {
  whole = new KnownSessions('STARTED', [sessionRow(2, { pinned: true })], {
    rows: [sessionRow(5), sessionRow(3), sessionRow(1)],
    cursor: undefined,
  });
  const page = { rows: [sessionRow(9), sessionRow(8), sessionRow(6)], cursor: 'c6' };
  firstPage = new KnownSessions('STARTED', [], page);
});

describe('the list', () => {
  it('puts a new session where its registration wants it', () => {
    expect(ids(apply(whole, [sessionRow(4)]).rows)).toEqual([5, 4, 3, 1]);
    expect(ids(apply(whole, [sessionRow(7), sessionRow(0)]).rows)).toEqual([7, 5, 4, 3, 1, 0]);
  });

  it('renews a session in its place', () => {
    apply(whole, [sessionRow(3, { name: 'Renamed' })]);
    expect(ids(whole.rows)).toEqual([5, 3, 1]);
    expect(whole.at(2)?.name).toBe('Renamed');
    expect(whole.get('app_0003')?.name).toBe('Renamed');
  });

  it('leaves every other row as it was, so that nothing else is drawn again', () => {
    const before = [...whole.pinned, ...whole.rows];
    apply(whole, [sessionRow(3, { name: 'Renamed' })]);
    expect(whole.at(0)).toBe(before[0]);
    expect(whole.at(1)).toBe(before[1]);
    expect(whole.at(3)).toBe(before[3]);
  });

  it('takes away what no longer matches, and ignores what it never had', () => {
    expect(ids(apply(whole, [], [3, 99]).rows)).toEqual([5, 1]);
    expect(ids(apply(whole, [], [2]).pinned)).toEqual([]);
  });

  it('is the same to whoever follows it when nothing of it changed', () => {
    const { version } = firstPage;
    apply(firstPage, [sessionRow(2)], [99]);
    expect(firstPage.version).toBe(version);
    apply(firstPage, [sessionRow(7)]);
    expect(firstPage.version).not.toBe(version);
  });

  it('moves a session that was pinned on top, and back when it is unpinned', () => {
    apply(whole, [sessionRow(3, { pinned: true })]);
    expect([ids(whole.pinned), ids(whole.rows)]).toEqual([
      [3, 2],
      [5, 1],
    ]);
    apply(whole, [sessionRow(3), sessionRow(2)]);
    expect([ids(whole.pinned), ids(whole.rows)]).toEqual([[], [5, 3, 2, 1]]);
  });

  it('orders by attention, the newest first among equals', () => {
    const urgent = new KnownSessions('ATTENTION', [], {
      rows: [sessionRow(1, { attentionRank: 5 }), sessionRow(4)],
      cursor: undefined,
    });
    apply(urgent, [sessionRow(3, { attentionRank: 5 }), sessionRow(1, { attentionRank: 0 }), sessionRow(2)]);
    expect(ids(urgent.rows)).toEqual([3, 4, 2, 1]);
  });

  it('lets the last of several messages count', () => {
    const changes = changesOf([
      { upserted: [sessionRow(4)], removed: ['app_0005'] },
      { upserted: [sessionRow(5)], removed: ['app_0004', 'app_0001'] },
    ]);
    whole.changesArrived(changes, never, NOW);
    expect(ids(whole.rows)).toEqual([5, 3]);
  });

  it('counts what its rows say as they come and go', () => {
    const { tally } = whole;
    expect([tally.actionable, tally.hasLongLife(false), tally.hasLongLife(true)]).toEqual([4, false, true]);
    apply(whole, [sessionRow(4, { canKill: false, canPin: false }), sessionRow(3, { liveness: 'QUIET' })]);
    expect([tally.actionable, tally.hasLongLife(false)]).toEqual([4, true]);
    apply(whole, [sessionRow(3)], [5, 4]);
    expect([tally.actionable, tally.hasLongLife(false)]).toEqual([3, false]);
    apply(
      whole,
      [3, 2, 1].map((number) => sessionRow(number, { lifecycle: 'ENDED' })),
    );
    expect(tally.hasLongLife(true)).toBe(false);
  });
});

describe('paging', () => {
  it('shows nothing from beyond what is loaded', () => {
    expect(ids(apply(firstPage, [sessionRow(2), sessionRow(7)]).rows)).toEqual([9, 8, 7, 6]);
  });

  it('adds the next page below', () => {
    firstPage.pageAsked();
    firstPage.pageArrived({ rows: [sessionRow(5), sessionRow(2)], cursor: undefined });
    expect(ids(firstPage.rows)).toEqual([9, 8, 6, 5, 2]);
    expect(firstPage.cursor).toBeUndefined();
    expect(ids(apply(firstPage, [sessionRow(1)]).rows)).toEqual([9, 8, 6, 5, 2, 1]);
  });

  it('believes the watch over an older page', () => {
    firstPage.pageAsked();
    apply(firstPage, [sessionRow(4, { name: 'Newer' }), sessionRow(3)], [5]);
    firstPage.pageArrived({ rows: [sessionRow(5), sessionRow(4), sessionRow(2)], cursor: 'c2' });
    expect(ids(firstPage.rows)).toEqual([9, 8, 6, 4, 3, 2]);
    expect(firstPage.get('app_0004')?.name).toBe('Newer');
  });

  it('forgets what it noted when the page does not come', () => {
    firstPage.pageAsked();
    apply(firstPage, [], [5]).pageFailed();
    firstPage.pageAsked();
    firstPage.pageArrived({ rows: [sessionRow(5)], cursor: undefined });
    expect(ids(firstPage.rows)).toEqual([9, 8, 6, 5]);
  });
});

describe('rows that left', () => {
  const leave = () => whole.changesArrived(told([], [3]), always, NOW);

  it('stay in their place where they are kept', () => {
    expect(leave()).toEqual(['app_0003']);
    expect(ids(whole.rows)).toEqual([5, 3, 1]);
    expect([...whole.departed]).toEqual([['app_0003', NOW]]);
  });

  it('keep the time they left when they are named again', () => {
    leave();
    expect(whole.changesArrived(told([], [3]), always, NOW + 5)).toEqual([]);
    expect(whole.departed.get('app_0003')).toBe(NOW);
  });

  it('tell what became of them without moving', () => {
    leave();
    whole.valuesArrived([sessionRow(3, { lifecycle: 'ENDED', pinned: true, attentionRank: 9 })]);
    expect(ids(whole.rows)).toEqual([5, 3, 1]);
    expect(whole.at(2)?.lifecycle).toBe('ENDED');
  });

  it('go when they had their time', () => {
    leave();
    const { version } = whole;
    whole.departedLeft((_row, sinceMs) => NOW + 1 - sinceMs < 10);
    expect(whole.version).toBe(version);
    whole.departedLeft(never);
    expect([ids(whole.rows), whole.departed.size, whole.get('app_0003')]).toEqual([[5, 1], 0, undefined]);
  });

  it('are in the list again when they match again', () => {
    leave();
    apply(whole, [sessionRow(3)]);
    expect([ids(whole.rows), whole.departed.size]).toEqual([[5, 3, 1], 0]);
  });

  it('stay kept when an older page still names them', () => {
    firstPage.pageAsked();
    firstPage.changesArrived(told([], [8]), always, NOW);
    firstPage.pageArrived({ rows: [sessionRow(5), sessionRow(8)], cursor: undefined });
    expect([ids(firstPage.rows), firstPage.departed.has('app_0008')]).toEqual([[9, 8, 6, 5], true]);
  });
});
