import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { livenessOf, type LeaseState } from './lease.ts';

const limits = { staleAfterMs: 120_000, lostAfterMs: 600_000 };
const lease: LeaseState = { heardMs: 0, isQuiet: false, heartbeatIntervalMs: 30_000, hasOpenWork: false };
const minute = 60_000;

describe('the limits of X2', () => {
  test.each([
    ['after 2 minutes it is stale, after 10 it is lost', {}, 2 * minute, 10 * minute],
    ['a short interval shortens neither', { heartbeatIntervalMs: 1_000 }, 2 * minute, 10 * minute],
    ['an interval of 40 s is 2 minutes as well', { heartbeatIntervalMs: 40_000 }, 2 * minute, 10 * minute],
    ['three intervals of a minute are longer than 2', { heartbeatIntervalMs: minute }, 3 * minute, 10 * minute],
    ['an open task doubles both', { hasOpenWork: true }, 4 * minute, 20 * minute],
    ['an open task doubles the intervals', { hasOpenWork: true, heartbeatIntervalMs: minute }, 6 * minute, 20 * minute],
    ['it is never lost before it is stale', { heartbeatIntervalMs: 5 * minute }, 15 * minute, 15 * minute],
  ] as [string, Partial<LeaseState>, number, number][])('%s', (_, state, staleMs, lostMs) => {
    const at = (nowMs: number): string => livenessOf({ ...lease, ...state }, limits, nowMs);
    expect(at(0)).toBe('LIVE');
    expect(at(staleMs - 1)).toBe('LIVE');
    if (staleMs < lostMs) expect([at(staleMs), at(lostMs - 1)]).toEqual(['STALE', 'STALE']);
    expect(at(lostMs)).toBe('LOST');
    expect(at(lostMs + 24 * 60 * minute)).toBe('LOST');
  });
});

test('a lease without its connection is quiet until it is stale', () => {
  const quiet = { ...lease, isQuiet: true };
  expect(livenessOf(quiet, limits, 0)).toBe('QUIET');
  expect(livenessOf(quiet, limits, 2 * minute - 1)).toBe('QUIET');
  expect(livenessOf(quiet, limits, 2 * minute)).toBe('STALE');
  expect(livenessOf(quiet, limits, 10 * minute)).toBe('LOST');
});

test('silence only ever makes it worse, and an open task never does', () => {
  const worse = ['LIVE', 'QUIET', 'STALE', 'LOST'];
  const state = fc.record({ heardMs: fc.nat(1e6), isQuiet: fc.boolean(), heartbeatIntervalMs: fc.nat(1e5) });
  fc.assert(
    fc.property(state, fc.nat(1e7), fc.nat(1e6), fc.boolean(), (state, atMs, laterMs, hasOpenWork) => {
      const rank = (nowMs: number, open: boolean): number =>
        worse.indexOf(livenessOf({ ...state, hasOpenWork: open }, limits, state.heardMs + nowMs));
      expect(rank(atMs + laterMs, hasOpenWork)).toBeGreaterThanOrEqual(rank(atMs, hasOpenWork));
      expect(rank(atMs, true)).toBeLessThanOrEqual(rank(atMs, false));
    }),
  );
});
