import { beforeEach, describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../kernel/clock.testing.ts';
import { Leases } from './leases.ts';
import { aSession } from './session.testing.ts';

const limits = { staleAfterMs: 120_000, lostAfterMs: 600_000 };
let clock: ManualClock;
let leases: Leases;

beforeEach(() => {
  clock = createManualClock();
  leases = new Leases(clock, limits);
});

describe('of more leases than are asked in one turn', () => {
  const idAt = (at: number): string => `app_${at}`;
  const limit = limits.staleAfterMs;

  function observe(count: number, observing = leases): void {
    for (let at = 0; at < count; at += 1) observing.observe(aSession({ id: idAt(at) }));
  }

  test('all that changed are found once, with what the turns in between bring and without what they end', async () => {
    observe(1_200);
    clock.advance(limit);
    const changed = [3, 499, 500, 700, 998, 1_000, 1_199];
    for (let at = 0; at < 1_200; at += 1) if (!changed.includes(at)) leases.renew(idAt(at));

    const asking = leases.changed();
    leases.restore(aSession({ id: idAt(600) }));
    leases.renew(idAt(998));
    for (const at of [0, 1_000]) leases.observe(aSession({ id: idAt(at), lifecycle: 'ENDED' }));
    leases.observe(aSession({ id: 'app_added' }));
    leases.restore(aSession({ id: 'app_back' }));
    expect(await asking).toEqual([...[3, 499, 500, 600, 700, 1_199].map(idAt), 'app_back']);
  });

  test.each([
    [500, 0],
    [501, 1],
    [1_200, 2],
  ])('others have their turns in between: with %d leases %d', async (count, expected) => {
    observe(count);
    let turns = 0;
    let next = setImmediate(function take() {
      turns += 1;
      next = setImmediate(take);
    });
    await leases.changed();
    clearImmediate(next);
    expect(turns).toBe(expected);
  });

  test('each turn is of one moment, and the next of its own', async () => {
    let readings = 0;
    const monotonicMs = (): number => {
      readings += 1;
      return clock.monotonicMs();
    };
    const counted = new Leases({ ...clock, monotonicMs }, limits);
    observe(501, counted);
    clock.advance(limit - 1);
    readings = 0;
    const asking = counted.changed();
    clock.advance(1);
    expect(await asking).toEqual([idAt(500)]);
    expect(readings).toBe(2);
  });

  test('none is found by who no longer wants to know', async () => {
    observe(501);
    clock.advance(limit);
    const stopping = new AbortController();
    const asking = leases.changed(limits, stopping.signal);
    stopping.abort();
    expect(await asking).toEqual([]);
  });
});
