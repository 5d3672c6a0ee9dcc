import type { Permission } from '$lib/generated/graphql.ts';

/** Somewhere to go. */
export interface Place {
  readonly address: string;
  readonly title: string;
  /** The keys that lead there. */
  readonly keys: string;
  /** Where the rail has it. */
  readonly group: 'WORK' | 'SETTINGS' | 'SELF';
  /** What one must be allowed to do there; undefined for everybody. */
  readonly needs?: Permission;
}

export const PLACES: readonly Place[] = [
  { address: '/sessions', title: 'Sessions', keys: 'g s', group: 'WORK' },
  { address: '/inbox', title: 'Inbox', keys: 'g i', group: 'WORK' },
  { address: '/remote', title: 'Remote', keys: 'g t', group: 'WORK' },
  { address: '/hosts', title: 'Hosts', keys: 'g h', group: 'WORK' },
  { address: '/people', title: 'People', keys: 'g p', group: 'SETTINGS', needs: 'MANAGE_PEOPLE' },
  { address: '/keys', title: 'Keys', keys: 'g k', group: 'SETTINGS', needs: 'MANAGE_KEYS' },
  { address: '/account', title: 'Account', keys: 'g a', group: 'SELF' },
];

/** The place a path is in. */
export function placeOf(path: string): Place | undefined {
  return PLACES.find(({ address }) => path === address || path.startsWith(`${address}/`));
}

/** A number that fits its badge. */
export function shortCount(count: number): string {
  return count > 99 ? '99+' : String(count);
}
