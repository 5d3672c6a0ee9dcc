import type { GrantTerms } from '$lib/generated/graphql.ts';
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

/** What somebody who approves may allow with it; nothing unless they say so. */
export class GrantDraft {
  isWanted = $state(false);
  uses = $state<number>(5);
  forMs = $state(HOUR_MS);

  /** Undefined where nothing is to be allowed again. */
  get terms(): GrantTerms | undefined {
    return this.isWanted ? { uses: this.uses, forMs: this.forMs } : undefined;
  }

  /** What it means, spelt out. */
  sentence({ askedBy }: ApprovalRow, nowMs: number): string {
    const times = this.uses === 1 ? 'once more' : `at most ${this.uses} times`;
    const until = timeOfDay(nowMs + this.forMs, nowMs);
    return `Allows this exact question, asked by ${visibleText(askedBy.name)}, in this session, ${times}, until ${until}. Whatever differs is asked. Revoke it in the inbox or on the session’s page.`;
  }
}
