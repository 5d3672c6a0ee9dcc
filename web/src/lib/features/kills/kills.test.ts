import { expect, it } from 'vitest';
import { RequestFailure } from '$lib/api/failure.ts';
import { Kills } from './kills.svelte.ts';

/** Kills over a server that fails so. */
const failing = (failure: RequestFailure) => {
  const fail = () => Promise.reject(failure);
  return new Kills({ query: fail, mutate: fail }, () => 0);
};

it('does not claim that a kill failed when nothing answered, and forgets it once the list tells', async () => {
  const kills = failing(new RequestFailure('UNREACHABLE', 'away'));
  expect(await kills.request(['app_1', 'app_2'], '')).toEqual({ refused: [], forbidden: [], unknown: 2 });
  expect(kills.orderOf('app_1')).toEqual({ state: 'UNKNOWN' });
  kills.caughtUp();
  expect([kills.orderOf('app_1'), kills.orderOf('app_2')]).toEqual([undefined, undefined]);
});

it('says why a kill was refused until that was read', async () => {
  const kills = failing(new RequestFailure('INVALID', 'A reason has at most 1,000 characters.'));
  expect(await kills.request(['app_1'], '')).toEqual({
    refused: ['A reason has at most 1,000 characters.'],
    forbidden: [],
    unknown: 0,
  });
  kills.caughtUp();
  expect(kills.orderOf('app_1')).toMatchObject({ state: 'REFUSED', message: 'A reason has at most 1,000 characters.' });
  kills.dismiss('app_1');
  expect(kills.orderOf('app_1')).toBeUndefined();
});

it('tells once that one may not kill, and nothing of it stays beside the session', async () => {
  const kills = failing(new RequestFailure('FORBIDDEN', 'You may not.'));
  expect(await kills.request(['app_1'], '')).toEqual({ refused: [], forbidden: ['You may not.'], unknown: 0 });
  expect(kills.orderOf('app_1')).toBeUndefined();
});

it('lets go of what was ordered thousands of kills ago', async () => {
  const kills = failing(new RequestFailure('INVALID', 'No.'));
  const thousand = (from: number) => Array.from({ length: 1_000 }, (_, index) => `app_${from + index}`);
  for (let from = 0; from < 5_000; from += 1_000) await kills.request(thousand(from), '');
  expect([kills.orderOf('app_0'), kills.orderOf('app_999')]).toEqual([undefined, undefined]);
  expect([kills.isFollowed('app_0'), kills.isFollowed('app_4999')]).toEqual([false, true]);
  expect(kills.orderOf('app_3000')?.state).toBe('REFUSED');
});
