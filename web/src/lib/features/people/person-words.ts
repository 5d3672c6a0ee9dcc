import type { PersonRowFragment } from '$lib/generated/graphql.ts';
import { roundedUp, untilMs } from '$lib/ui/duration.ts';
import type { PillTone } from '$lib/ui/pill.ts';

/** Whether a person can sign in, and what they wait for. */
export function wayIn(
  { hasPassword, identityProvider, setUpLinkExpiresAt }: PersonRowFragment,
  nowMs: number,
): {
  readonly tone: PillTone;
  readonly text: string;
  /** What is out beside it: `reset link, 23 h`. */
  readonly also?: string;
  readonly sentence: string;
} {
  const leftMs = setUpLinkExpiresAt === null ? 0 : untilMs(setUpLinkExpiresAt, nowMs);
  if (identityProvider !== null) return { tone: 'active', text: 'active', sentence: `signs in at ${identityProvider}` };
  if (hasPassword) {
    const active = { tone: 'active', text: 'active', sentence: 'signs in with a password' } as const;
    if (leftMs === 0) return active;
    const sentence = `${active.sentence}; a link for a new one works for ${roundedUp(leftMs, 'long')} more`;
    return { ...active, also: `reset link, ${roundedUp(leftMs)}`, sentence };
  }
  if (leftMs > 0) {
    return {
      tone: 'pending',
      text: `invited, ${roundedUp(leftMs)} left`,
      sentence: `has not set a password; the link works for ${roundedUp(leftMs, 'long')} more`,
    };
  }
  return { tone: 'ended', text: 'link expired', sentence: 'has no password, and no link to set one: make a new link' };
}

/** `4 people · 1 admin · 2 invited`. */
export function peopleSentence(people: readonly PersonRowFragment[], nowMs: number): string {
  const admins = people.filter(({ role }) => role === 'ADMIN').length;
  const invited = people.filter((person) => wayIn(person, nowMs).tone === 'pending').length;
  return [
    people.length === 1 ? '1 person' : `${people.length} people`,
    admins === 1 ? '1 admin' : `${admins} admins`,
    ...(invited > 0 ? [`${invited} invited`] : []),
  ].join(' · ');
}

/** Whether nobody else is an admin: then this one stays, and stays one. */
export function isOnlyAdmin(person: PersonRowFragment, people: readonly PersonRowFragment[]): boolean {
  return person.role === 'ADMIN' && !people.some(({ id, role }) => id !== person.id && role === 'ADMIN');
}
