import type { GrantPlace, GrantTerms } from '$lib/generated/graphql.ts';
import { timeOfDay } from '$lib/ui/time-of-day.ts';
import type { ApprovalRow } from './approval-row.ts';
import { visibleText } from './visible.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How often the same may be allowed again. */
export const USES = [1, 5, 20, 100] as const;

/** For how long. */
export const TERMS: readonly { readonly forMs: number; readonly words: string }[] = [
  { forMs: 15 * MINUTE_MS, words: '15 minutes' },
  { forMs: HOUR_MS, words: 'an hour' },
  { forMs: 8 * HOUR_MS, words: '8 hours' },
  { forMs: 24 * HOUR_MS, words: 'a day' },
  { forMs: 7 * 24 * HOUR_MS, words: '7 days' },
];

/** Where the same may be done again; what an app asks is its session's alone. */
const PLACES: readonly { readonly on: GrantPlace; readonly words: string }[] = [
  { on: 'SESSION', words: 'in this session' },
  { on: 'HOST', words: 'in any session on this host' },
];

/** Where whoever approves may allow it; for a whole host that takes more than one's own session. */
export function placesOf({ kind }: ApprovalRow, isOperator: boolean): typeof PLACES {
  return kind === 'COMMAND' && isOperator ? PLACES : PLACES.filter(({ on }) => on === 'SESSION');
}

/** What somebody who approves may allow with it; nothing unless they say so. */
export class GrantDraft {
  isWanted = $state(false);
  uses = $state<number>(5);
  forMs = $state(HOUR_MS);
  on = $state<GrantPlace>('SESSION');

  /** Undefined where nothing is to be allowed again. */
  get terms(): GrantTerms | undefined {
    return this.isWanted ? { uses: this.uses, forMs: this.forMs, on: this.on } : undefined;
  }

  /** What it means, spelt out. */
  sentence({ askedBy, kind }: ApprovalRow, nowMs: number): string {
    const times = this.uses === 1 ? 'once more' : `at most ${this.uses} times`;
    const until = timeOfDay(nowMs + this.forMs, nowMs);
    return `Allows this exact ${kind === 'COMMAND' ? 'command' : 'question'}, asked by ${visibleText(askedBy.name)}, ${placeWords(this.on)}, ${times}, until ${until}. Whatever differs is asked. Revoke it in the inbox or on the session’s page.`;
  }
}

function placeWords(on: GrantPlace): string {
  return PLACES.find((place) => place.on === on)?.words ?? '';
}
