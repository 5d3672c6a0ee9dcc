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
  expect(await kills.request(['app_1', 'app_2'], '')).toEqual({ refused: [], unknown: 2 });
  expect(kills.orderOf('app_1')).toEqual({ state: 'UNKNOWN' });
  kills.caughtUp();
  expect([kills.orderOf('app_1'), kills.orderOf('app_2')]).toEqual([undefined, undefined]);
});

it('says why a kill was refused until that was read', async () => {
  const kills = failing(new RequestFailure('FORBIDDEN', 'You may not.'));
  expect(await kills.request(['app_1'], '')).toEqual({ refused: ['You may not.'], unknown: 0 });
  kills.caughtUp();
  expect(kills.orderOf('app_1')).toEqual({ state: 'REFUSED', message: 'You may not.' });
  kills.dismiss('app_1');
  expect(kills.orderOf('app_1')).toBeUndefined();
});
