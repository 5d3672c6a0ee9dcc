import type { SessionStatus } from '$lib/generated/graphql.ts';

/** How many sessions there are of each status; one that is not named has none. */
export type StatusCounts = Readonly<Record<string, number>>;

/** One part of the sentence on top, and the statuses it speaks of. */
export interface CountPhrase {
  readonly count: number;
  readonly word: string;
  readonly statuses: readonly SessionStatus[];
}

/** The statuses that can only be said of a session that is heard. */
const HEARD: readonly SessionStatus[] = ['IDLE', 'RUNNING', 'REQUIRES_ACTION', 'PAUSED'];

const PHRASES: readonly { readonly word: string; readonly statuses: readonly SessionStatus[] }[] = [
  { word: 'running', statuses: ['RUNNING'] },
  { word: 'need you', statuses: ['REQUIRES_ACTION', 'PENDING_APPROVAL'] },
  { word: 'paused', statuses: ['PAUSED'] },
  { word: 'ending', statuses: ['ENDING'] },
  { word: 'unresponsive', statuses: ['UNRESPONSIVE'] },
  { word: 'quiet', statuses: ['QUIET'] },
  { word: 'stale', statuses: ['STALE'] },
];

export function statusCounts(counts: readonly { readonly key: string | null; readonly count: number }[]): StatusCounts {
  return Object.fromEntries(counts.map(({ key, count }) => [key ?? '', count]));
}

export function totalOf(counts: StatusCounts): number {
  return sum(counts, Object.keys(counts));
}

/** The fleet in one sentence: `128 live · 12 running · 3 need you · 2 stale`. What is none is not said. */
export function sentence(counts: StatusCounts): readonly CountPhrase[] {
  const phrases = PHRASES.map(({ word, statuses }) => {
    const count = sum(counts, statuses);
    return { count, word: word === 'need you' && count === 1 ? 'needs you' : word, statuses };
  });
  return [{ count: sum(counts, HEARD), word: 'live', statuses: HEARD }, ...phrases.filter(({ count }) => count > 0)];
}

function sum(counts: StatusCounts, statuses: readonly string[]): number {
  return Object.entries(counts).reduce((total, [status, count]) => total + (statuses.includes(status) ? count : 0), 0);
}
