import type { GrantRowFragment } from '$lib/generated/graphql.ts';
import { shortDuration, untilMs } from '$lib/ui/duration.ts';
import { timeOfDay } from '$lib/ui/time-of-day.ts';

/** That the same may be done again without asking, as lists show it. */
export type GrantRow = GrantRowFragment;

/** Whether it still covers anything, as far as this tab knows. */
export function isActive({ state, expiresAt }: GrantRow, nowMs: number): boolean {
  return state === 'ACTIVE' && Date.parse(expiresAt) > nowMs;
}

/** What is left of it, or why nothing is: `4 of 5 left · until 14:30, 54 m`, `revoked by Ada`. */
export function leftWords(grant: GrantRow, nowMs: number, viewerId: string | undefined): string {
  const { state, uses, usedCount, expiresAt, revokedBy } = grant;
  if (isActive(grant, nowMs)) {
    const left = `${count(uses - usedCount)} of ${count(uses)} left`;
    const where = grant.on === 'HOST' ? ' · in any session on its host' : '';
    return `${left}${where} · until ${timeOfDay(Date.parse(expiresAt), nowMs)}, ${shortDuration(untilMs(expiresAt, nowMs))}`;
  }
  const used = usedCount === 0 ? 'never used' : usedCount === 1 ? 'used once' : `used ${count(usedCount)} times`;
  switch (state) {
    case 'ACTIVE':
    case 'EXPIRED':
      return `its time is over · ${used}`;
    case 'USED_UP':
      return `used up · ${used}`;
    case 'REVOKED':
      return `revoked by ${nameOf(revokedBy, viewerId)} · ${used}`;
    case 'ENDED':
      return `ended with its session · ${used}`;
  }
}

/** Who gave it. */
export function giverWords({ grantedBy }: GrantRow, viewerId: string | undefined): string {
  return `allowed by ${nameOf(grantedBy, viewerId)}`;
}

function nameOf(actor: GrantRow['revokedBy'], viewerId: string | undefined): string {
  if (actor === null) return 'somebody';
  return viewerId !== undefined && actor.id === viewerId ? 'you' : actor.name;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
