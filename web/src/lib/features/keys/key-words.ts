import type { AppKeyRight, AppKeyRowFragment } from '$lib/generated/graphql.ts';
import { duration, shortDuration, untilMs } from '$lib/ui/duration.ts';
import type { PillTone } from '$lib/ui/pill.ts';

/** Every right, the one that keys are made for first. */
export const RIGHTS = ['REGISTER', 'READ', 'KILL', 'REMOTE'] as const satisfies readonly AppKeyRight[];

const WORDS: Record<AppKeyRight, string> = {
  REGISTER: 'register',
  READ: 'read',
  KILL: 'kill',
  REMOTE: 'remote access',
};

const SENTENCES: Record<AppKeyRight, string> = {
  REGISTER: 'Registers sessions of its apps and drives them, as the SDK does.',
  READ: 'Lists and watches the sessions of its apps.',
  KILL: 'Ends sessions of its apps.',
  REMOTE: 'Starts remote access on the hosts of its apps, and runs commands there.',
};

/** `register, kill`. */
export function rightsWords(rights: readonly AppKeyRight[]): string {
  return RIGHTS.filter((right) => rights.includes(right))
    .map((right) => WORDS[right])
    .join(', ');
}

export function rightWord(right: AppKeyRight): string {
  return WORDS[right];
}

export function rightSentence(right: AppKeyRight): string {
  return SENTENCES[right];
}

/** Soon enough that somebody should do something about it. */
const SOON_MS = 7 * 24 * 60 * 60 * 1_000;

/** Whether a key works, and what is about to change about that. */
export function stateOf(
  { revokedAt, expiresAt, previousSecretExpiresAt }: AppKeyRowFragment,
  nowMs: number,
): { readonly tone: PillTone; readonly text: string; readonly sentence: string; readonly holds: boolean } {
  if (revokedAt !== null) return { tone: 'ended', text: 'revoked', sentence: 'revoked for good', holds: false };
  const leftMs = expiresAt === null ? undefined : untilMs(expiresAt, nowMs);
  if (leftMs === 0)
    return { tone: 'ended', text: 'expired', sentence: 'expired: give it a later end to use it again', holds: false };
  const overlapMs = previousSecretExpiresAt === null ? 0 : untilMs(previousSecretExpiresAt, nowMs);
  if (overlapMs > 0) {
    const left = duration(overlapMs);
    return {
      tone: 'active',
      text: 'rotating',
      sentence: `works; the secret before works for ${left} more`,
      holds: true,
    };
  }
  if (leftMs !== undefined && leftMs < SOON_MS)
    return {
      tone: 'pending',
      text: `${shortDuration(leftMs)} left`,
      sentence: `expires in ${duration(leftMs)}`,
      holds: true,
    };
  return { tone: 'active', text: 'active', sentence: 'works', holds: true };
}

/** `12`, or `12 of 50` where there is a limit. */
export function runningWords({ runningSessions, maxRunningSessions }: AppKeyRowFragment): string {
  const running = runningSessions.toLocaleString('en');
  return maxRunningSessions === null ? running : `${running} of ${maxRunningSessions.toLocaleString('en')}`;
}

/** `3 keys work · 1 revoked`. */
export function keysSentence(keys: readonly AppKeyRowFragment[], nowMs: number): string {
  const working = keys.filter((key) => stateOf(key, nowMs).holds).length;
  const count = (text: string) => keys.filter((key) => stateOf(key, nowMs).text === text).length;
  const [expired, revoked] = [count('expired'), count('revoked')];
  return [
    working === 1 ? '1 key works' : `${working} keys work`,
    ...(expired > 0 ? [`${expired} expired`] : []),
    ...(revoked > 0 ? [`${revoked} revoked`] : []),
  ].join(' · ');
}
