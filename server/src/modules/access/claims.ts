import type { Role } from '../../kernel/principal.ts';
import { hasLetter, withoutUnseen } from './names.ts';

/** What an identity provider says of somebody; of what it says only these two are sure to be there. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

const highestFirst: readonly Role[] = ['ADMIN', 'OPERATOR', 'VIEWER'];
const maxNameCharacters = 90;

/** The highest role that any of somebody's groups gives; null where none gives one. */
export function roleOf(groups: unknown, roles: ReadonlyMap<string, Role>): Role | null {
  const named: readonly unknown[] = Array.isArray(groups) ? groups : [groups];
  const given = new Set(named.map((group) => (typeof group === 'string' ? roles.get(group) : undefined)));
  return highestFirst.find((role) => given.has(role)) ?? null;
}

/** What to call somebody: the first of what people call themselves, fit for a list; short enough for a number behind it. */
export function nameOf({ preferred_username, email, sub }: Claims): string {
  const names = [preferred_username, email, sub].map((name) =>
    typeof name === 'string' ? withoutUnseen(name.slice(0, maxNameCharacters)) : '',
  );
  return names.find(hasLetter) ?? 'somebody';
}

/** The userId that a claim states; null where it states none. */
export function userIdOf(claim: unknown): string | null {
  const stated = typeof claim === 'number' ? String(claim) : claim;
  return typeof stated === 'string' && stated !== '' && stated.length <= 200 ? stated : null;
}
