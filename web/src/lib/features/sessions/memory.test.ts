import { expect, it } from 'vitest';
import type { Requests } from '$lib/api/requests.ts';
import { Heartbeats } from './heartbeats.ts';
import { KnownSessions, changesOf } from './known-sessions.ts';
import { sessionRow } from './session-row.testing.ts';

/** By how many bytes the heap is larger after so many rounds than after the first ones, when everything was warm. */
function growthBytes(rounds: number, round: (number: number) => void): number {
  const heapAfter = (from: number, to: number) => {
    for (let number = from; number < to; number += 1) round(number);
    if (gc === undefined) throw new Error('memory is measured with --expose-gc');
    void gc();
    return process.memoryUsage().heapUsed;
  };
  const warm = heapAfter(0, rounds / 10);
  return heapAfter(rounds / 10, rounds) - warm;
}

const rounds = 100_000;
/** What one row costs is a hundred bytes at least. */
const levelBytes = 20 * rounds;

it('keeps nothing of sessions that came, changed, ended and left', () => {
  const known = new KnownSessions('STARTED', [], { rows: [sessionRow(0)], cursor: undefined });
  const growth = growthBytes(rounds, (number) => {
    const row = sessionRow(10 + number, { name: 'Born' });
    known.changesArrived(changesOf([{ upserted: [row], removed: [] }]), () => false, number);
    const killed = { ...row, lifecycle: 'ENDING' } as const;
    known.changesArrived(changesOf([{ upserted: [killed], removed: [] }]), () => true, number);
    known.changesArrived(changesOf([{ upserted: [], removed: [row.id] }]), () => true, number);
    known.departedLeft(() => false);
  });
  expect([known.length, known.departed.size]).toEqual([1, 0]);
  expect(growth).toBeLessThan(levelBytes);
});

it('keeps no times of rows that were told long ago', () => {
  let nowMs = 0;
  const none: Requests = { query: () => Promise.reject(new Error()), mutate: () => Promise.reject(new Error()) };
  const heartbeats = new Heartbeats(none, () => nowMs);
  const growth = growthBytes(rounds, (number) => {
    nowMs += 10;
    heartbeats.told(`app_${number}`);
  });
  expect(growth).toBeLessThan(levelBytes);
});
